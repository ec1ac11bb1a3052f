package dev.waymark.runbooks.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parts of a file that are read before and beside Markdown itself. */
class MarkdownPartsTest {
  @Test
  void bytesAreTheirText() {
    Random random = new Random(1);
    int[] points = "a\r\n\t\u0000é漢😀\uFEFF\u2028".codePoints().toArray();
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(20); n > 0; n--) {
        text.appendCodePoint(points[random.nextInt(points.length)]);
      }
      StageResult<SourceFile> read =
          SourceBytes.read("a.md", text.toString().getBytes(StandardCharsets.UTF_8));
      assertThat(read.issues()).isEmpty();
      assertThat(read.value()).contains(new SourceFile("a.md", text.toString()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          61 ff 62       ¦ Byte 2 (0xFF) isn't UTF-8 ¦ 1
          c3             ¦ Byte 1 (0xC3) isn't UTF-8 ¦ 0
          c3 a9 c3 28    ¦ Byte 3 (0xC3) isn't UTF-8 ¦ 1
          f0 9f 98 80 80 ¦ Byte 5 (0x80) isn't UTF-8 ¦ 2
          ed a0 80       ¦ Byte 1 (0xED) isn't UTF-8 ¦ 0
          c0 80          ¦ Byte 1 (0xC0) isn't UTF-8 ¦ 0
          0a 0a fe       ¦ Byte 3 (0xFE) isn't UTF-8 ¦ 2
          """)
  void bytesThatAreNoTextAreRefusedAtTheirPlace(String hex, String message, int at) {
    byte[] bytes = new byte[hex.split(" ").length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(hex.split(" ")[i], 16);
    }
    StageResult<SourceFile> read = SourceBytes.read("a.md", bytes);
    assertThat(read.value()).isEmpty();
    Issue issue = read.issues().get(0);
    assertThat(issue.code()).isEqualTo(MarkdownIssue.NOT_UTF8);
    assertThat(issue.message()).isEqualTo(message);
    assertThat(issue.span().start()).isEqualTo(at);
  }

  @Test
  void aFileIsBounded() {
    byte[] bytes = new byte[Bounds.MAX_BYTES];
    Arrays.fill(bytes, (byte) 'a');
    assertThat(SourceBytes.read("a.md", bytes).value()).isPresent();
    byte[] more = Arrays.copyOf(bytes, bytes.length + 1);
    StageResult<SourceFile> read = SourceBytes.read("a.md", more);
    assertThat(read.value()).isEmpty();
    assertThat(read.issues())
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.code()).isEqualTo(MarkdownIssue.TOO_LARGE);
              assertThat(issue.span().start()).isEqualTo(Bounds.MAX_BYTES);
            });
    more[Bounds.MAX_BYTES - 1] = (byte) 0xc3;
    more[Bounds.MAX_BYTES] = (byte) 0xa9;
    assertThat(SourceBytes.read("a.md", more).issues().get(0).code())
        .as("a character across the bound is no fault of its own")
        .isEqualTo(MarkdownIssue.TOO_LARGE);
  }

  /** The YAML, or {@code -} where there is none; then where the Markdown begins. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          §§                    ¦ -      ¦ 0
          # a                   ¦ -      ¦ 0
          ---↵a: 1↵---↵# b      ¦ §a: 1↵§ ¦ 13
          ---↵---↵# b           ¦ §§     ¦ 8
          ---  ↵a↵---\t↵b       ¦ §a↵§   ¦ 13
          ---↵a↵---             ¦ §a↵§   ¦ 9
          ---↵a↵ ---↵---↵b      ¦ §a↵ ---↵§ ¦ 15
          ---↵a↵----↵---↵b      ¦ §a↵----↵§ ¦ 15
          ----↵a↵---            ¦ -      ¦ 0
          § ---↵a↵---§          ¦ -      ¦ 0
          a↵---↵b↵---           ¦ -      ¦ 0
          """)
  void theHeadStandsBetweenDashes(String written, String yaml, int bodyStart) {
    for (String before : List.of("", "\uFEFF")) {
      String text = before + written.replace('↵', '\n').replace("\\t", "\t");
      FrontMatterText head = FrontMatterText.of(new SourceFile("a.md", text));
      assertThat(head.yaml().map(Excerpt::text))
          .isEqualTo(
              Optional.of(yaml)
                  .filter(some -> !some.equals("-"))
                  .map(some -> some.replace('↵', '\n')));
      assertThat(head.bodyStart()).isEqualTo(bodyStart + before.length());
      assertThat(head.issues()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          ---            ¦ §§      ¦ 3
          ---↵a: 1       ¦ a: 1    ¦ 8
          ---↵a: 1↵↵# b↵ ¦ §a: 1↵§ ¦ 9
          ---↵↵a: 1      ¦ §§      ¦ 4
          """)
  void aHeadWithoutAnEndEndsAtABlankLine(String written, String yaml, int bodyStart) {
    SourceFile file = new SourceFile("a.md", written.replace('↵', '\n'));
    FrontMatterText head = FrontMatterText.of(file);
    assertThat(head.yaml().orElseThrow().text()).isEqualTo(yaml.replace('↵', '\n'));
    assertThat(head.bodyStart()).isEqualTo(bodyStart);
    assertThat(head.issues())
        .containsExactly(
            new Issue(
                MarkdownIssue.FRONT_MATTER_NOT_CLOSED,
                file,
                new SourceSpan(0, 3),
                "The front matter that begins here has no end",
                "Write a line of three dashes (---) after it."));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      textBlock =
          """
          | a | b |          ; § a / b §
          |a|b|              ; a/b
          a | b              ; §a / b§
            | a |            ; § a §
          | a | | b |        ; § a / / b §
          ||                 ; §§
          | a \\| b | c |    ; § a \\| b / c §
          | a \\\\| b |      ; § a \\\\/ b §
          | `a|b` |          ; § `a/b` §
          | a | b \\         ; § a / b \\§
          | 😀 | é |         ; § 😀 / é §
          """)
  void aLineIsCutAtItsPipes(String line, String cells) {
    String text = "x\n" + line + "\ny";
    SourceFile file = new SourceFile("a.md", text);
    List<SourceSpan> spans = TableText.cells(file, new SourceSpan(2, 2 + line.length()));
    assertThat(String.join("/", spans.stream().map(file::text).toList())).isEqualTo(cells);
  }

  @Test
  void anEscapedPipeIsAPipeAtItsPlace() {
    SourceFile file = new SourceFile("a.md", "| a\\|b\\|\\x |");
    Excerpt cell = TableText.unescapePipes(file, new SourceSpan(2, 10));
    assertThat(cell.text()).isEqualTo("a|b|\\x");
    assertThat(cell.span()).isEqualTo(new SourceSpan(2, 10));
    assertThat(file.text(cell.span(2, 3))).isEqualTo("b");
    assertThat(file.text(cell.span(1, 2))).isEqualTo("\\|");
    assertThat(TableText.unescapePipes(file, new SourceSpan(2, 3)).text()).isEqualTo("a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          a↵  b↵    c     ¦ 2 ¦ §a↵b↵  c§
          a↵b↵ c          ¦ 2 ¦ §a↵b↵c§
          a↵→b            ¦ 2 ¦ §a↵b§
          a↵ →b           ¦ 4 ¦ §a↵b§
          a↵→→b           ¦ 4 ¦ §a↵→b§
          a↵↵  b↵         ¦ 2 ¦ §a↵↵b↵§
          a⏎  b⏎          ¦ 2 ¦ §a↵b↵§
          a⏎b             ¦ 0 ¦ §a↵b§
          a↵  b           ¦ 0 ¦ §a↵  b§
          §  a§           ¦ 2 ¦ §  a§
          """)
  void textOfAListLosesItsIndent(String written, int indent, String outdented) {
    String text = written.replace("⏎", "\r\n").replace('↵', '\n').replace('→', '\t');
    SourceFile file = new SourceFile("a.md", text);
    assertThat(Outdent.text(file, new SourceSpan(0, text.length()), indent))
        .isEqualTo(outdented.replace('↵', '\n').replace('→', '\t'));
  }

  @Test
  void noTwoHeadingsHaveOneName() {
    Random random = new Random(2);
    String[] words = {"a", "A", "a 1", "a-1", "a 1 1", "", "-", "é", "a!", "1", "漢字", "a_b", "😀"};
    for (int i = 0; i < 300; i++) {
      Slugs slugs = new Slugs();
      Set<String> names = new HashSet<>();
      for (int n = 0; n < 25; n++) {
        String heading = words[random.nextInt(words.length)];
        String name = slugs.next(heading);
        assertThat(names.add(name)).as(heading + " → " + name).isTrue();
        assertThat(name).startsWith(Slugs.slug(heading));
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      textBlock =
          """
          Does it work?     ; does-it-work
          A  B              ; a--b
          a\tb              ; ab
          Größe & Maß       ; größe--maß
          `code` (x)        ; code-x
          under_score-dash  ; under_score-dash
          1. First          ; 1-first
          ÉCOLE             ; école
          e\u0301           ; e\u0301
          😀                ; §§
          İ                 ; i\u0307
          """)
  void aHeadingIsNamedAsGitHubNamesIt(String heading, String slug) {
    assertThat(Slugs.slug(decoded(heading))).isEqualTo(decoded(slug));
    assertThat(Slugs.slug("  " + decoded(heading) + " ")).isEqualTo(decoded(slug));
    assertThat(Slugs.slug(Slugs.slug(decoded(heading)))).isEqualTo(decoded(slug));
  }

  private static String decoded(String text) {
    return text.replace("\\t", "\t").replace("\\u0301", "\u0301").replace("\\u0307", "\u0307");
  }
}
