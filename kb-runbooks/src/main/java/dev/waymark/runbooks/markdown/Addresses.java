package dev.waymark.runbooks.markdown;

import java.util.Locale;
import java.util.Set;

/** What kind of address a link leads to, judged as a browser would. */
final class Addresses {
  private static final Set<String> SCHEMES = Set.of("http", "https", "mailto");

  private Addresses() {}

  /** Whether a link may lead there: not where a script, a file or another program would start. */
  static boolean isSafe(String address) {
    String scheme = scheme(address);
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
    return !scheme(address).isEmpty() || address.startsWith("//");
  }

  /** What stands before a colon that no path, query or fragment precedes; may be empty. */
  private static String scheme(String address) {
    for (int at = 0; at < address.length(); at++) {
      char c = address.charAt(at);
      if (c == ':') {
        return at == 0 ? ":" : address.substring(0, at).toLowerCase(Locale.ROOT);
      }
      if (c == '/' || c == '?' || c == '#') {
        return "";
      }
    }
    return "";
  }
}
