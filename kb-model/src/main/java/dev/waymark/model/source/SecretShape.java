package dev.waymark.model.source;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The form that a kind of secret has.
 *
 * @param kind what it is, such as {@code GitHub token}
 * @param clues one of which stands, in either case, in each such secret or in the name in front of
 *     it; each has at least two characters, ASCII alone
 * @param least how far behind the beginning of a match a clue stands at least
 * @param most how far at most
 * @param pattern has the secret as its group {@code secret}
 * @param certain whether the form is so special that no placeholder has it
 */
record SecretShape(
    String kind, List<String> clues, int least, int most, Pattern pattern, boolean certain) {
  private static final String ANY_VALUE = "[^\\s\"'`|;,&@)]{4,}";

  SecretShape {
    clues = List.copyOf(clues);
  }

  /** This shape, if its clues don't stand at the beginning of a match but this far behind it. */
  SecretShape clueAt(int distance) {
    return clueAt(distance, distance);
  }

  /** As {@link #clueAt(int)}, with the least and the greatest distance. */
  SecretShape clueAt(int least, int most) {
    return new SecretShape(kind, clues, least, most, pattern, certain);
  }

  /** A token that its issuer marks by a prefix or by letters within it. */
  static SecretShape token(String kind, String clue, String pattern) {
    return token(kind, List.of(clue), pattern);
  }

  /** As {@link #token(String, String, String)}, if the marks are several. */
  static SecretShape token(String kind, List<String> clues, String pattern) {
    return certain(kind, clues, "(?<![A-Za-z0-9_])(?:" + pattern + ")(?![A-Za-z0-9])");
  }

  /** A secret whose form says where it begins and ends. */
  static SecretShape anywhere(String kind, String clue, String pattern) {
    return certain(kind, List.of(clue), pattern);
  }

  private static SecretShape certain(String kind, List<String> clues, String pattern) {
    return new SecretShape(kind, clues, 0, 0, Pattern.compile("(?<secret>" + pattern + ")"), true);
  }

  /**
   * A value that is a secret because of the name in front of it.
   *
   * @param name a pattern, in which {@code FLAG}, {@code VALUE} and {@code ARGUMENTS} stand for the
   *     usual parts of a command
   */
  static SecretShape named(String kind, String name, String... clues) {
    return valued(kind, name, ANY_VALUE, clues);
  }

  /** As {@link #named}, with the form that the value must have. */
  static SecretShape valued(String kind, String name, String value, String... clues) {
    String written =
        name.replace("FLAG", "(?:[a-z]{1,30}-){0,8}")
            .replace("VALUE", "(?:\\s+|=)")
            .replace("ARGUMENTS", "\\s(?:[^\\n|;]{0,300}?\\s)?");
    return new SecretShape(
        kind,
        List.of(clues),
        0,
        0,
        Pattern.compile("(?i)" + written + "[\"']?(?<secret>" + value + ")"),
        false);
  }
}
