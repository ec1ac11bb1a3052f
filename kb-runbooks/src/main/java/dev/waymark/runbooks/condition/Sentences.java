package dev.waymark.runbooks.condition;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.StageResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads sentences with expressions in braces, and compiles these. */
public final class Sentences {
  private Sentences() {}

  /** What was found in an answer. */
  public static StageResult<Sentence> ofAnswer(SourceFile file, Excerpt written, Scope scope) {
    return new Reader(file, written, scope, Purpose.FINDING).read();
  }

  /** What was found when a person answered: there are no rows. */
  public static StageResult<Sentence> ofReply(SourceFile file, Excerpt written, Scope scope) {
    return new Reader(file, written, scope, Purpose.REPLY).read();
  }

  /** What an incident is called when it is opened: only its parameters are known. */
  public static StageResult<Sentence> ofTitle(SourceFile file, Excerpt written, Scope scope) {
    return new Reader(file, written, scope, Purpose.TITLE).read();
  }

  /** Takes a sentence apart. */
  private static final class Reader {
    private final SourceFile file;
    private final Excerpt written;
    private final Scope scope;
    private final Purpose purpose;
    private final List<Sentence.Part> parts = new ArrayList<>();
    private final List<Issue> issues = new ArrayList<>();

    Reader(SourceFile file, Excerpt written, Scope scope, Purpose purpose) {
      this.file = file;
      this.written = written;
      this.scope = scope;
      this.purpose = purpose;
    }

    StageResult<Sentence> read() {
      String text = written.text();
      int at = 0;
      while (at < text.length()) {
        int open = text.indexOf('{', at);
        int wordsEnd = open < 0 ? text.length() : open;
        words(at, wordsEnd);
        if (open < 0) {
          break;
        }
        int close = end(text, open);
        if (close < 0) {
          broken(open, text.length(), "This `{` isn't closed", "Write `}` behind the expression.");
          break;
        }
        said(written.part(open + 1, close));
        at = close + 1;
      }
      return new StageResult<>(
          issues.isEmpty() ? Optional.of(new Sentence(parts)) : Optional.empty(), issues);
    }

    private void words(int from, int to) {
      String words = written.text().substring(from, to);
      int stray = words.indexOf('}');
      if (stray >= 0) {
        broken(
            from + stray,
            from + stray + 1,
            "This `}` closes nothing",
            "Write `{` in front of the expression, such as `{row.Failed}`.");
      }
      if (!words.isEmpty()) {
        parts.add(new Sentence.Part.Words(words));
      }
    }

    private void said(Excerpt expression) {
      StageResult<Condition> compiled = Conditions.compile(file, expression, scope, purpose);
      issues.addAll(compiled.issues());
      compiled
          .value()
          .ifPresent(value -> parts.add(new Sentence.Part.Said(value, expression.strip())));
    }

    private void broken(int from, int to, String message, String hint) {
      issues.add(
          new Issue(ConditionIssue.BROKEN_SENTENCE, file, written.span(from, to), message, hint));
    }

    /**
     * Where the brace that opens at a place is closed, braces and quotes within left out; or -1.
     */
    private static int end(String text, int open) {
      int depth = 0;
      char quote = 0;
      for (int i = open; i < text.length(); i++) {
        char c = text.charAt(i);
        if (quote != 0) {
          if (c == '\\') {
            i++;
          } else if (c == quote) {
            quote = 0;
          }
        } else if (c == '"' || c == '\'') {
          quote = c;
        } else if (c == '{') {
          depth++;
        } else if (c == '}' && --depth == 0) {
          return i;
        }
      }
      return -1;
    }
  }
}
