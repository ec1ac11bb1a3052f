package dev.waymark.runbooks.markdown;

import dev.waymark.model.entry.LinkTarget;
import java.util.Set;

/** What kind of address a link leads to, judged as a browser would. */
final class Addresses {
  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

  private Addresses() {}

  /** Whether a link may lead there: not where a script, a file or another program would start. */
  static boolean isSafe(String address) {
    String scheme = LinkTarget.of(address).scheme();
    return address.chars().noneMatch(Addresses::isMisread)
        && (scheme.isEmpty() || SCHEMES.contains(scheme));
  }

  /** Browsers leave some of these out, and take others for what they aren't. */
  private static boolean isMisread(int c) {
    return c == '\\'
        || Character.isISOControl(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT;
  }

  /** Whether it leads to another host, by a scheme or by {@code //}. */
  static boolean isOutside(String address) {
    return LinkTarget.of(address).outside();
  }
}
