package dev.waymark.server.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a reader chose about how pages look and listen; kept in a cookie, since it isn't a secret.
 *
 * @param localTimes whether times stand in the reader's own zone, too, beside UTC
 */
record Preferences(Theme theme, boolean keys, boolean localTimes) {
  static final String COOKIE = "waymark-look";
  static final Preferences DEFAULT = new Preferences(Theme.SYSTEM, true, false);

  private static final String KEYS_OFF = "keys-off";
  private static final String LOCAL_TIMES = "local-times";

  /** Reads any text: what it doesn't know it leaves at its default. */
  static Preferences ofCookie(String value) {
    List<String> words = List.of(value.split("\\.", 4));
    return new Preferences(
        Theme.ofLabel(words.get(0)), !words.contains(KEYS_OFF), words.contains(LOCAL_TIMES));
  }

  String toCookie() {
    return theme.label() + "." + (keys ? "" : KEYS_OFF) + "." + (localTimes ? LOCAL_TIMES : "");
  }

  /** Which colours. */
  enum Theme {
    SYSTEM,
    LIGHT,
    DARK;

    /** As the page's root element bears it; empty for the system's. */
    String label() {
      return this == SYSTEM ? "" : name().toLowerCase(Locale.ROOT);
    }

    static Theme ofLabel(String label) {
      return Arrays.stream(values())
          .filter(theme -> theme.label().equals(label))
          .findFirst()
          .orElse(SYSTEM);
    }
  }
}
