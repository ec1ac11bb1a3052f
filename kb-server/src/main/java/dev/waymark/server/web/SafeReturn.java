package dev.waymark.server.web;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a form may send its sender back to: a path on this server, and nowhere else. */
public final class SafeReturn {
  /** One slash and no second one or backslash, which browsers would read as another host. */
  private static final Pattern PATH =
      Pattern.compile("/(?![/\\\\])[A-Za-z0-9/._~%?=&+:@,;!*'()#-]*");

  private SafeReturn() {}

  /** The path that was asked for, or home. */
  public static URI to(Optional<String> path) {
    return URI.create(
        path.filter(text -> PATH.matcher(text).matches()).filter(SafeReturn::isUri).orElse("/"));
  }

  private static boolean isUri(String text) {
    try {
      return new URI(text).getHost() == null;
    } catch (java.net.URISyntaxException e) {
      return false;
    }
  }
}
