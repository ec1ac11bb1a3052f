package dev.waymark.runbooks.lint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.Severity;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an issue stands, in lines of any characters and of any length. */
class IssuePlacesTest {
  private record Code(Severity severity) implements IssueCode {
    @Override
    public String code() {
      return "XX01";
    }
  }

  /** The marked text stands between brackets; {@code ↵} ends a line, {@code →} is a tab. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          [a]b            ¦ ab      ¦ ^
          a[b]            ¦ ab      ¦ §·^§
          a[]b            ¦ ab      ¦ §·^§
          ab[]            ¦ ab      ¦ §··^§
          [ab]↵c          ¦ ab      ¦ ^^
          [ab↵c]d         ¦ ab      ¦ ^^
          a↵[b]c          ¦ bc      ¦ ^
          a[↵]b           ¦ a       ¦ §·^§
          →[a]            ¦ →a      ¦ →^
          a→[b→c]         ¦ a→b→c   ¦ §·→^^^§
          漢[字]x         ¦ 漢字x   ¦ §··^^§
          😀[😀]          ¦ 😀😀    ¦ §··^^§
          e\u0301[x]      ¦ e\u0301x ¦ §·^§
          [e\u0301]x      ¦ e\u0301x ¦ ^
          a\u0000[b]      ¦ a␀b     ¦ §··^§
          a\u200b[b]      ¦ a\ufffdb ¦ §··^§
          ｆ[ｆ]          ¦ ｆｆ    ¦ §··^^§
          """)
  void underlinesWhatIsMeant(String written, String line, String under) {
    String text = decoded(written);
    int from = text.indexOf('[');
    int to = text.indexOf(']') - 1;
    SourceFile file = new SourceFile("a.md", text.replace("[", "").replace("]", ""));
    UnderlinedLine underlined = UnderlinedLine.of(file, new SourceSpan(from, to));
    assertThat(underlined.text()).isEqualTo(decoded(line));
    assertThat(underlined.indent() + underlined.carets())
        .isEqualTo(decoded(under).replace('·', ' '));
  }

  private static String decoded(String text) {
    return text.replace('↵', '\n')
        .replace('→', '\t')
        .replace("\\u0301", "\u0301")
        .replace("\\u0000", "\u0000")
        .replace("\\u200b", "\u200b")
        .replace("\\ufffd", "\ufffd");
  }

  @Test
  void aLineIsCutWhereItIsLongerThanTheBound() {
    String bound = "a".repeat(117) + "BAD";
    assertThat(UnderlinedLine.of(new SourceFile("a", bound), new SourceSpan(117, 120)))
        .isEqualTo(new UnderlinedLine(bound, " ".repeat(117), "^^^"));
    String longer = bound + "b";
    assertThat(UnderlinedLine.of(new SourceFile("a", longer), new SourceSpan(117, 120)))
        .isEqualTo(new UnderlinedLine("…" + "a".repeat(116) + "BADb", " ".repeat(117), "^^^"));
    assertThat(UnderlinedLine.of(new SourceFile("a", longer), new SourceSpan(0, 3)))
        .isEqualTo(new UnderlinedLine("a".repeat(117) + "BAD" + "…", "", "^^^"));
    assertThat(UnderlinedLine.of(new SourceFile("a", longer), new SourceSpan(121, 121)))
        .isEqualTo(new UnderlinedLine("…" + "a".repeat(116) + "BADb", " ".repeat(121), "^"));
  }

  /** In lines of plain characters the carets stand right under what is marked, however it's cut. */
  @Test
  void caretsStandUnderWhatIsMarked() {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder line = new StringBuilder();
      for (int n = random.nextInt(400); n > 0; n--) {
        line.append((char) ('a' + random.nextInt(26)));
      }
      int from = random.nextInt(line.length() + 1);
      int to = from + random.nextInt(line.length() + 1 - from);
      String text = "first\n" + line + "\nlast";
      SourceFile file = new SourceFile("a.md", text);
      UnderlinedLine under = UnderlinedLine.of(file, new SourceSpan(6 + from, 6 + to));
      String shown = under.text();
      int at = under.indent().length();
      assertThat(under.indent()).isBlank();
      String marked = line.substring(from, to);
      String over =
          shown.substring(
              Math.min(at, shown.length()), Math.min(shown.length(), at + under.carets().length()));
      if (marked.isEmpty()) {
        assertThat(under.carets()).isEqualTo("^");
      } else {
        assertThat(marked).startsWith(over.replace("…", ""));
        assertThat(over.length()).isGreaterThanOrEqualTo(Math.min(marked.length(), 80));
      }
      assertThat(shown.length()).isLessThanOrEqualTo(122);
    }
  }

  @ParameterizedTest
  @CsvSource({"ERROR, error, 1;31", "WARNING, warning, 1;33", "INFO, info, 1;36"})
  void aSeverityHasAWordAndAColour(Severity severity, String word, String colour) {
    Issue issue = issue(severity, "a\tb\nc", new SourceSpan(2, 3));
    assertThat(IssueText.of(issue))
        .isEqualTo(
            "a.md:1:3: " + word + " XX01: a b c\n    1 | a\tb\n      |  \t^\n      = hint d");
    assertThat(IssueText.coloured(issue))
        .isEqualTo(
            "\u001B[1ma.md:1:3: \u001B[0m\u001B["
                + colour
                + "m"
                + word
                + " XX01: \u001B[0m\u001B[1ma b c\u001B[0m\n\u001B[2m    1 | \u001B[0ma\tb\n"
                + "\u001B[2m      | \u001B[0m \t\u001B["
                + colour
                + "m^\u001B[0m\n\u001B[2m      = \u001B[0mhint d");
  }

  @Test
  void largeLineNumbersWidenTheMargin() {
    String text = "\n".repeat(123_455) + "bad";
    assertThat(IssueText.of(issue(Severity.ERROR, text, new SourceSpan(123_455, 123_458))))
        .isEqualTo("a.md:123456:1: error XX01: a b c\n123456 | bad\n       | ^^^\n       = hint d");
  }

  @Test
  void jsonHoldsAnyText() throws Exception {
    Issue issue =
        new Issue(
            new Code(Severity.INFO),
            new SourceFile("é\"\\.md", "x\n😀y"),
            new SourceSpan(4, 5),
            "\u0000\u2028\"",
            "😀");
    var json = new ObjectMapper().readTree(IssuesJson.of(List.of(issue, issue)));
    assertThat(json).hasSize(2);
    assertThat(json.get(1).get("file").asText()).isEqualTo("é\"\\.md");
    assertThat(json.get(1).get("message").asText()).isEqualTo("\u0000\u2028\"");
    assertThat(json.get(1).get("hint").asText()).isEqualTo("😀");
    assertThat(json.get(1).get("severity").asText()).isEqualTo("info");
    assertThat(json.get(1).get("line").asInt()).isEqualTo(2);
    assertThat(json.get(1).get("column").asInt()).isEqualTo(3);
    assertThat(json.get(1).get("endColumn").asInt()).isEqualTo(4);
  }

  private static Issue issue(Severity severity, String text, SourceSpan span) {
    return new Issue(new Code(severity), new SourceFile("a.md", text), span, "a\tb\nc", "hint\rd");
  }
}
