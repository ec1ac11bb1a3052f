package dev.waymark.runbooks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Severity;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

class IssueTextTest {
  private record Code(String code, Severity severity) implements IssueCode {}

  /** The issue marks the first occurrence of some words. */
  private static Issue at(String text, String marked) {
    int start = text.indexOf(marked);
    return new Issue(
        new Code("LK01", Severity.ERROR),
        new SourceFile("a/b.md", text),
        new SourceSpan(start, start + marked.length()),
        "There is no step",
        "Add it");
  }

  private static String underlined(String text, String marked) {
    return IssueText.of(at(text, marked))
        .lines()
        .skip(1)
        .limit(2)
        .reduce("", (a, b) -> a + b + "\n");
  }

  @Test
  void saysWhereWhatAndWhatToDo() {
    assertThat(IssueText.of(at("one\n\nsee [two](#tow) there\n", "#tow")))
        .isEqualTo(
            """
            a/b.md:3:11: error LK01: There is no step
                3 | see [two](#tow) there
                  |           ^^^^
                  = Add it""");
  }

  @Test
  void underlinesWhatItMeans() {
    assertThat(underlined("\ta\tbad", "bad")).isEqualTo("    1 | \ta\tbad\n      | \t \t^^^\n");
    assertThat(underlined("日本 bad", "bad")).isEqualTo("    1 | 日本 bad\n      |      ^^^\n");
    assertThat(underlined("😀 bad", "bad")).isEqualTo("    1 | 😀 bad\n      |    ^^^\n");
    assertThat(underlined("no end\r\nnext", "end\r\nnext"))
        .isEqualTo("    1 | no end\n      |    ^^^\n");
    assertThat(underlined("", "")).isEqualTo("      = Add it\n");
    assertThat(underlined("one\n", "\n")).isEqualTo("    1 | one\n      |    ^\n");
  }

  @Test
  void cutsLongLinesAroundTheSpan() {
    String long1 = "a".repeat(500) + "BAD" + "b".repeat(500);
    assertThat(underlined(long1, "BAD"))
        .isEqualTo(
            "    1 | …"
                + "a".repeat(40)
                + "BAD"
                + "b".repeat(77)
                + "…\n      | "
                + " ".repeat(41)
                + "^^^\n");
    assertThat(underlined("a".repeat(500), "a".repeat(500)))
        .isEqualTo("    1 | " + "a".repeat(120) + "…\n      | " + "^".repeat(120) + "\n");
    assertThat(underlined("😀".repeat(300) + "BAD", "BAD"))
        .contains("BAD\n")
        .doesNotContain("\uFFFD");
  }

  @Test
  void sendsNoControlCharacterOfTheEntry() {
    assertThat(IssueText.of(at("a\u001B[2J\u202Ebad", "bad")))
        .contains("a␛[2J\uFFFDbad\n")
        .contains("|       ^^^\n");
  }

  @Test
  void coloursOnlyOnDemand() {
    Issue issue = at("bad", "bad");
    assertThat(IssueText.of(issue)).doesNotContain("\u001B");
    assertThat(IssueText.coloured(issue)).contains("\u001B[1;31m^^^\u001B[0m");
    assertThat(IssueText.coloured(issue).replaceAll("\u001B\\[[0-9;]*m", ""))
        .isEqualTo(IssueText.of(issue));
  }

  @Test
  void writesJson() throws Exception {
    assertThat(new ObjectMapper().readTree(IssuesJson.of(List.of(at("one\nbad\n", "bad\n")))))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    [{"file": "a/b.md", "line": 2, "column": 1, "endLine": 3, "endColumn": 1,
                      "code": "LK01", "severity": "error",
                      "message": "There is no step", "hint": "Add it"}]
                    """));
    assertThat(IssuesJson.of(List.of())).isEqualTo("[ ]");
  }
}
