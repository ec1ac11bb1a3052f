package dev.waymark.server.alert;

import java.nio.charset.StandardCharsets;

/** Texts as the store can keep them. */
final class AlertText {
  /** Stands at the end of a text that was cut. */
  static final String MORE = "…";

  private AlertText() {}

  /** Without what isn't text: an alert is taken even so, since something is wrong somewhere. */
  static String clean(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)
        .replace('\0', '?');
  }

  /** Within a length, with a mark if it was longer. */
  static String shortened(String text, int longest) {
    String clean = clean(text);
    return clean.length() <= longest
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, longest / 2)) + MORE;
  }
}
