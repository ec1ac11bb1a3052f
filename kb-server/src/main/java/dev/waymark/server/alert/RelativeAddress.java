package dev.waymark.server.alert;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** An address within a system that has said where it is itself. */
final class RelativeAddress {
  private RelativeAddress() {}

  /**
   * The whole address; empty if it is whole already, or isn't a path at the system, such as {@code
   * //elsewhere} or {@code javascript:}.
   */
  static Optional<String> resolve(String base, String address) {
    try {
      URI relative = new URI(address);
      URI root = new URI(base.endsWith("/") ? base : base + "/");
      return relative.isAbsolute() || relative.getRawAuthority() != null || root.getHost() == null
          ? Optional.empty()
          : Optional.of(root.resolve(relative).toString());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
