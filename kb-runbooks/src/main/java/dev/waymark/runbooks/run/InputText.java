package dev.waymark.runbooks.run;

import dev.waymark.runbooks.run.Reaction.Refusal;
import dev.waymark.runbooks.run.Reaction.Refused;
import java.util.Optional;

/** What people write into a run: bounded, and such that every store can keep it. */
final class InputText {
  private static final int LONGEST = 10_000;
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_QUOTE = 80;

  private InputText() {}

  /** Why a text is refused that may not be empty. */
  static Optional<Refused> check(String what, String text) {
    return text.isBlank()
        ? refuse(what + " is empty", "Write at least a few words.")
        : checkOptional(what, text);
  }

  /** Why a text is refused that may be empty. */
  static Optional<Refused> checkOptional(String what, String text) {
    return check(what, text, LONGEST);
  }

  /** Why a name of somebody is refused. */
  static Optional<Refused> checkName(String what, String name) {
    return name.isBlank()
        ? refuse(what + " is empty", "Name who it is.")
        : check(what, name, LONGEST_NAME);
  }

  private static Optional<Refused> check(String what, String text, int longest) {
    if (text.length() > longest) {
      return refuse(
          "%s has %,d characters; at most %,d are kept".formatted(what, text.length(), longest),
          "Shorten it, or put the long part where it can be linked to.");
    }
    return isStorable(text)
        ? Optional.empty()
        : refuse(what + " holds characters that are no text", "Paste it as plain text.");
  }

  private static Optional<Refused> refuse(String message, String hint) {
    return Optional.of(new Refused(Refusal.BAD_TEXT, message, hint));
  }

  /** Whether it is text: no NUL, and every surrogate in its pair. */
  static boolean isStorable(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF));
  }

  /** A text for a message, cut if it is long. */
  static String quoted(String text) {
    String cut = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    return '“' + cut + '”';
  }
}
