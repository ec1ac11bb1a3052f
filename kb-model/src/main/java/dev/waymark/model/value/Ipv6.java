package dev.waymark.model.value;

import java.util.regex.Pattern;

/** Addresses of IPv6, as RFC 4291, 2.2 writes them. */
public final class Ipv6 {
  private static final String NUMBER = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern DOTTED =
      Pattern.compile("(?<=:)" + NUMBER + "(?:\\." + NUMBER + "){3}$");
  private static final Pattern GROUPS =
      Pattern.compile("(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4})*)?");
  private static final int ALL = 8;
  private static final int LONGEST = 45;

  private Ipv6() {}

  /** Whether a text is an address, without brackets. */
  public static boolean isAddress(String text) {
    if (text.length() > LONGEST || text.indexOf(':') < 0) {
      return false;
    }
    String[] sides = DOTTED.matcher(text).replaceFirst("0:0").split("::", -1);
    int groups = 0;
    for (String side : sides) {
      if (!GROUPS.matcher(side).matches()) {
        return false;
      }
      groups += side.isEmpty() ? 0 : side.split(":").length;
    }
    return sides.length == 1 ? groups == ALL : sides.length == 2 && groups < ALL;
  }
}
