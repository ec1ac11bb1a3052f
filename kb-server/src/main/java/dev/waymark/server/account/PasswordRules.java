package dev.waymark.server.account;

import com.nulabinc.zxcvbn.Pattern;
import com.nulabinc.zxcvbn.Strength;
import com.nulabinc.zxcvbn.Zxcvbn;
import com.nulabinc.zxcvbn.matchers.Match;
import dev.waymark.server.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which passwords may be chosen: long enough, and none that is guessed early, being common, a
 * repetition, a row of keys or made of its owner's name.
 */
final class PasswordRules {
  private static final int SHORTEST = 12;

  /** What bcrypt looks at, in bytes; more would be ignored in silence. */
  private static final int LONGEST = 72;

  /** As a power of ten. */
  private static final double FEWEST_GUESSES = 9;

  private static final int SHORTEST_NAME = 3;
  private static final String HINT =
      "Choose four words that have nothing to do with each other or with you, or let a password"
          + " manager make one.";

  private static final Zxcvbn ZXCVBN = new Zxcvbn();

  private PasswordRules() {}

  /**
   * Why a password can't be chosen.
   *
   * @param names what its owner is called
   */
  static Optional<Problem> problem(String password, List<String> names) {
    if (password.codePointCount(0, password.length()) < SHORTEST) {
      return Optional.of(
          Problem.invalid(
              "The password is too short.", "Use at least " + SHORTEST + " characters. " + HINT));
    }
    if (password.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      return Optional.of(
          Problem.invalid(
              "The password is too long.", "Use at most " + LONGEST + " bytes of UTF-8."));
    }
    if (password.chars().anyMatch(Character::isISOControl)) {
      return Optional.of(
          Problem.invalid(
              "The password holds control characters, which can't be typed everywhere.", HINT));
    }
    if (password.isBlank()) {
      return Optional.of(Problem.invalid("The password is nothing but blanks.", HINT));
    }
    List<String> parts = parts(names);
    String plain = withoutBlanks(password);
    return Stream.of(password, plain)
        .map(text -> ZXCVBN.measure(text, parts))
        .filter(PasswordRules::isWeak)
        .findFirst()
        .map(strength -> Problem.invalid(reason(strength), HINT))
        .or(() -> madeOfTheName(plain, parts));
  }

  /** What is left of it without the name must be hard to guess as well. */
  private static Optional<Problem> madeOfTheName(String plain, List<String> parts) {
    String left = plain.toLowerCase(Locale.ROOT);
    for (String part : parts) {
      left = left.replace(part, "");
    }
    return left.length() < plain.length() && isWeak(ZXCVBN.measure(left, parts))
        ? Optional.of(Problem.invalid("The password is made of your own name.", HINT))
        : Optional.empty();
  }

  private static boolean isWeak(Strength strength) {
    return strength.getGuessesLog10() < FEWEST_GUESSES;
  }

  private static String reason(Strength strength) {
    if (has(strength, match -> "user_inputs".equals(match.dictionaryName))) {
      return "The password is made of your own name.";
    }
    if (has(strength, match -> match.pattern == Pattern.Repeat)) {
      return "The password repeats itself, so that it is guessed early.";
    }
    if (has(
        strength, match -> match.pattern == Pattern.Spatial || match.pattern == Pattern.Sequence)) {
      return "The password is a row of keys, letters or digits, which is guessed early.";
    }
    return "The password is a common one, or close to one, which is guessed early.";
  }

  private static boolean has(Strength strength, Predicate<Match> kind) {
    return strength.getSequence().stream().anyMatch(kind);
  }

  private static String withoutBlanks(String password) {
    return password.replaceAll("[\\s\\p{Z}]+", "");
  }

  /** Whole names and their parts, the longest first. */
  private static List<String> parts(List<String> names) {
    List<String> parts = new ArrayList<>(List.of("waymark"));
    for (String name : names) {
      String lower = name.toLowerCase(Locale.ROOT);
      parts.add(withoutBlanks(lower));
      parts.addAll(Arrays.asList(lower.split("[^\\p{L}\\p{N}]+")));
    }
    return parts.stream()
        .filter(part -> part.length() >= SHORTEST_NAME)
        .distinct()
        .sorted((one, other) -> other.length() - one.length())
        .toList();
  }
}
