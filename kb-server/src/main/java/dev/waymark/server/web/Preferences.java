package dev.waymark.server.web;

import java.util.Arrays;
import java.util.Locale;

/**
 * What a reader chose about how pages look and listen; kept in a cookie, since it isn't a secret.
 */
record Preferences(Theme theme, boolean keys) {
  static final String COOKIE = "waymark-look";
  static final Preferences DEFAULT = new Preferences(Theme.SYSTEM, true);

  private static final String KEYS_OFF = "keys-off";

  /** Reads any text: what it doesn't know it leaves at its default. */
  static Preferences ofCookie(String value) {
    String[] words = value.split("\\.", 3);
    return new Preferences(Theme.ofLabel(words[0]), words.length < 2 || !words[1].equals(KEYS_OFF));
  }

  String toCookie() {
    return theme.label() + "." + (keys ? "" : KEYS_OFF);
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
