package dev.waymark.model.incident;

import java.util.Locale;

/**
 * Where a browser shows more of an alert.
 *
 * @param name what is there, such as {@code Search results}
 * @param address of http or https
 */
public record AlertLink(String name, String address) {
  public AlertLink {
    if (!isWeb(address)) {
      throw new IllegalArgumentException("no address of http or https: " + address);
    }
  }

  /** Whether a browser may follow an address: nothing that it would run. */
  public static boolean isWeb(String address) {
    String lower = address.toLowerCase(Locale.ROOT);
    return (lower.startsWith("https://") || lower.startsWith("http://"))
        && address.codePoints().noneMatch(c -> Character.isWhitespace(c) || c < ' ');
  }
}
