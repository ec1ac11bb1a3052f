package dev.waymark.model.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Places in texts: whatever is cut out or joined, each character knows where it stands. */
class PlacesTest {
  private static final String[] PARTS = {"a", "b", " ", "\n", "\r\n", "é", "😀", "\t", "\n\n"};

  @Test
  void everyOffsetHasAPlaceThatLeadsBack() {
    Random random = new Random(1);
    for (int i = 0; i < 300; i++) {
      String text = text(random, 30);
      SourceFile file = new SourceFile("a.md", text);
      assertThat(file.lineCount()).isEqualTo(text.split("\n", -1).length);
      for (int offset = 0; offset <= text.length(); offset++) {
        Position at = file.position(offset);
        assertThat(file.lineSpan(at.line()).start() + at.column() - 1).isEqualTo(offset);
        assertThat(at.line())
            .isEqualTo(1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count());
      }
      for (int line = 1; line <= file.lineCount(); line++) {
        assertThat(file.text(file.lineSpan(line))).isEqualTo(file.line(line)).doesNotContain("\n");
      }
    }
  }

  @Test
  void whatStandsBehindTheEndStandsAtTheEnd() {
    SourceFile file = new SourceFile("a.md", "ab\nc");
    assertThat(file.position(99)).isEqualTo(new Position(2, 2));
    assertThat(file.position(-5)).isEqualTo(new Position(1, 1));
    assertThat(file.text(new SourceSpan(2, 99))).isEqualTo("\nc");
    assertThat(file.text(new SourceSpan(50, 99))).isEmpty();
    assertThat(new SourceFile("a.md", "").position(0)).isEqualTo(new Position(1, 1));
    assertThat(new SourceFile("a.md", "a\r\n").line(1)).isEqualTo("a");
    assertThat(new SourceFile("a.md", "\r\n").line(1)).isEmpty();
    assertThat(new SourceFile("a.md", "a\rb\n").line(1)).isEqualTo("a\rb");
  }

  @ParameterizedTest
  @CsvSource({"-1, 0", "2, 1", "-2, -1"})
  void aSpanEndsBehindItsStart(int start, int end) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SourceSpan(start, end))
        .withMessage("not a span: " + start + " to " + end);
  }

  @Test
  void aSpanContainsWhatLiesWithin() {
    SourceSpan span = new SourceSpan(2, 5);
    assertThat(span.contains(span)).isTrue();
    assertThat(span.contains(new SourceSpan(2, 2))).isTrue();
    assertThat(span.contains(new SourceSpan(5, 5))).isTrue();
    assertThat(span.contains(new SourceSpan(1, 3))).isFalse();
    assertThat(span.contains(new SourceSpan(4, 6))).isFalse();
  }

  @Test
  void aPartOfAPartStandsWhereItStood() {
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      String text = text(random, 30);
      SourceFile file = new SourceFile("a.md", text);
      SourceSpan span = span(random, 0, text.length());
      Excerpt excerpt = Excerpt.of(file, span);
      assertThat(excerpt.text()).isEqualTo(file.text(span));
      assertThat(excerpt.span()).isEqualTo(span);
      SourceSpan inner = span(random, 0, excerpt.text().length());
      Excerpt part = excerpt.part(inner.start(), inner.end());
      assertThat(part.span()).isEqualTo(excerpt.span(inner.start(), inner.end()));
      assertThat(file.text(part.span())).isEqualTo(part.text());
      assertThat(part)
          .isEqualTo(Excerpt.of(file, part.span()))
          .hasSameHashCodeAs(Excerpt.of(file, part.span()));
      assertThat(part.strip().text()).isEqualTo(part.text().strip());
      assertThat(file.text(part.strip().span())).isEqualTo(part.strip().text());
      assertThat(part.strip().strip()).isEqualTo(part.strip());
    }
  }

  @Test
  void joinedPartsKeepTheirPlaces() {
    Random random = new Random(3);
    for (int i = 0; i < 300; i++) {
      SourceFile file = new SourceFile("a.md", text(random, 40));
      int middle = random.nextInt(file.text().length() + 1);
      Excerpt first = Excerpt.of(file, span(random, 0, middle));
      Excerpt second = Excerpt.of(file, span(random, middle, file.text().length()));
      Excerpt joined = Excerpt.joined(List.of(first, second), ";\n");
      assertThat(joined.text()).isEqualTo(first.text() + ";\n" + second.text());
      int from = first.text().length() + 2;
      for (int at = 0; at < second.text().length(); at++) {
        assertThat(joined.span(from + at, from + at + 1)).isEqualTo(second.span(at, at + 1));
      }
      for (int at = 0; at < first.text().length(); at++) {
        assertThat(joined.span(at, at + 1).start()).isEqualTo(first.span(at, at + 1).start());
      }
      assertThat(joined.span(first.text().length(), from))
          .isEqualTo(
              new SourceSpan(
                  first.span().end(),
                  second.text().isEmpty() ? second.span().end() : second.span().start()));
    }
    assertThat(Excerpt.joined(List.of(), ";").text()).isEmpty();
  }

  @Test
  void partsMayBeJoinedInAnotherOrder() {
    SourceFile file = new SourceFile("a.md", "query definition");
    Excerpt query = Excerpt.of(file, new SourceSpan(0, 5));
    Excerpt definition = Excerpt.of(file, new SourceSpan(6, 16));
    Excerpt joined = Excerpt.joined(List.of(definition, query), ";");
    assertThat(joined.span(0, 10)).isEqualTo(new SourceSpan(6, 16));
    assertThat(joined.span(11, 16)).isEqualTo(new SourceSpan(0, 5));
    assertThat(joined.span(9, 16).start()).isEqualTo(15);
  }

  @Test
  void aSpanBeyondTheTextIsCut() {
    Excerpt excerpt = Excerpt.of(new SourceFile("a.md", "0123456789"), new SourceSpan(3, 6));
    assertThat(excerpt.span(-1, 99)).isEqualTo(new SourceSpan(3, 6));
    assertThat(excerpt.span(9, 99)).isEqualTo(new SourceSpan(6, 6));
    assertThat(excerpt.span(2, 1)).isEqualTo(new SourceSpan(5, 5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      textBlock =
          """
          status     ; Status
          statsu     ; Status
          sttatus    ; Status
          sta        ; §§
          queuee     ; queue
          queeu      ; queue
          x          ; §§
          §§         ; §§
          Stadus     ; Status
          """)
  void findsTheNearestName(String written, String meant) {
    Optional<String> found = Nearest.to(written, List.of("queue", "Status", "state-of-it"));
    assertThat(found).isEqualTo(Optional.of(meant).filter(name -> !name.isEmpty()));
  }

  @Test
  void ofEquallyNearNamesTheFirstOfTheAlphabetWins() {
    assertThat(Nearest.to("cat", List.of("hat", "bat", "rat"))).contains("bat");
    assertThat(Nearest.to("x".repeat(81), List.of("x".repeat(81)))).isEmpty();
    assertThat(Nearest.to("x".repeat(80), List.of("x".repeat(79)))).contains("x".repeat(79));
    assertThat(Nearest.to("abcd", List.of("badc"))).isEmpty();
    assertThat(Nearest.to("abcdef", List.of("badcef"))).contains("badcef");
  }

  @Test
  void asksAfterAllThatMayBeMeant() {
    List<String> known = List.of("exists", "exists_one", "size", "split", "string", "substring");
    assertThat(Nearest.question("exist", known)).contains("Did you mean exists or exists_one?");
    assertThat(Nearest.question("str", known)).contains("Did you mean string or substring?");
    assertThat(Nearest.codeQuestion("splitt", known)).contains("Did you mean `split`?");
    assertThat(Nearest.question("zzz", known)).isEmpty();
    assertThat(Nearest.all("s", known)).isEmpty();
    assertThat(Nearest.all("ring", known)).containsExactly("string", "substring");
    assertThat(Nearest.all("sizes", known)).containsExactly("size");
    List<String> many =
        List.of("abcd1", "abcd2", "abcd3", "abcd4", "abcd5", "abcd6", "abcd7", "abcd8", "abcd9");
    assertThat(Nearest.all("abc", many)).containsExactlyElementsOf(many.subList(0, 8));
  }

  private static SourceSpan span(Random random, int from, int to) {
    int start = from + random.nextInt(to - from + 1);
    return new SourceSpan(start, start + random.nextInt(to - start + 1));
  }

  private static String text(Random random, int parts) {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(parts); n > 0; n--) {
      text.append(PARTS[random.nextInt(PARTS.length)]);
    }
    return text.toString();
  }
}
