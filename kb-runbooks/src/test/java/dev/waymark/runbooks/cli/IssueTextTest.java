package dev.waymark.runbooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Severity;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import org.junit.jupiter.api.Test;

class IssueTextTest {

  private enum Code implements IssueCode {
    CODE;

    @Override
    public String code() {
      return "XX01";
    }

    @Override
    public Severity severity() {
      return Severity.WARNING;
    }
  }

  @Test
  void namesPlaceAndUnderlinesIt() {
    assertThat(text("one\ntwo three\n", 8, 13))
        .isEqualTo(
            """
            a.md:2:5: warning XX01: It is wrong
                2 | two three
                  |     ^^^^^
                    Mend it.""");
  }

  @Test
  void aSpanOfSeveralLinesIsUnderlinedOnItsFirst() {
    assertThat(text("one\ntwo\nthree", 4, 13)).contains("2 | two\n      | ^^^\n");
  }

  @Test
  void anEmptySpanAndOneAtTheEndHaveACaret() {
    assertThat(text("", 0, 0)).contains("1 | \n      | ^\n");
    assertThat(text("one\n", 3, 9)).contains("1 | one\n      |    ^\n");
  }

  @Test
  void ofALongLineTheWrongPartIsShown() {
    String text = text("a".repeat(500) + "WRONG" + "b".repeat(500), 500, 505);
    assertThat(text)
        .contains("1 | " + "a".repeat(40) + "WRONG" + "b".repeat(55) + "\n")
        .contains("      | " + " ".repeat(40) + "^^^^^\n");
    assertThat(text("x".repeat(500), 0, 500)).contains("      | " + "^".repeat(100) + "\n");
  }

  @Test
  void controlCharactersStayOutOfTheTerminal() {
    assertThat(text("a\u001b[31m\tb", 0, 1)).contains("1 | a␛[31m b\n");
  }

  private static String text(String source, int start, int end) {
    SourceFile file = new SourceFile("a.md", source);
    return IssueText.of(
        new Issue(Code.CODE, file, new SourceSpan(start, end), "It is wrong", "Mend it."));
  }
}
