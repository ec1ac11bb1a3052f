package dev.waymark.runbooks.fence;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A body that is one line. */
public record OneLine(String body, Placeholders holes) {
  /**
   * What the line says.
   *
   * @param parse empty if it says nothing
   * @param wrong what a line isn't, behind its text
   */
  public <T> Body<T> read(Function<String, Optional<T>> parse, String wrong, String hint) {
    String text = body.strip();
    int from = body.length() - body.stripLeading().length();
    if (text.isEmpty()) {
      return failed(BodyIssue.EMPTY, 0, body.length(), "The fence is empty", hint);
    }
    int end = text.indexOf('\n');
    if (end >= 0) {
      int second = from + end + 1;
      return failed(
          BodyIssue.WRONG_VALUE,
          second,
          from + text.length(),
          "The fence asks for one thing, and this is a second line",
          "Ask for it in a step of its own.");
    }
    if (!holes.fits(text, line -> parse.apply(line).isPresent())) {
      return failed(
          BodyIssue.WRONG_VALUE, from, from + text.length(), "“" + text + "” " + wrong, hint);
    }
    return new Body<>(parse.apply(text), List.of());
  }

  private static <T> Body<T> failed(BodyIssue code, int from, int to, String message, String hint) {
    return new Body<>(Optional.empty(), List.of(new BodyFault(code, from, to, message, hint)));
  }
}
