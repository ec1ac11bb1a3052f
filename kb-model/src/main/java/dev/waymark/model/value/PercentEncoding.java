package dev.waymark.model.value;

import java.nio.charset.StandardCharsets;

/** How a value becomes one component of a URL: RFC 3986, 2.1. */
public final class PercentEncoding {
  private static final String UNRESERVED = "-._~";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private PercentEncoding() {}

  /** Everything but unreserved characters as {@code %XX} of its UTF-8 bytes. */
  public static String component(String value) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      boolean letterOrDigit =
          (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
      if (letterOrDigit || UNRESERVED.indexOf((char) b) >= 0) {
        encoded.append((char) b);
      } else {
        encoded.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
      }
    }
    return encoded.toString();
  }
}
