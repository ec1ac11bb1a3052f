package dev.waymark.runbooks.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.waymark.model.entry.Heading;
import dev.waymark.model.entry.Link;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Position;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.StageResult;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MarkdownReaderTest {
  @Test
  void nestsSectionsByHeading() {
    Document document = read("before\n\n# A\n\n## B\n\ntext\n\n#### C\n\n## B\n\n# D `x` *y*\n");

    assertThat(document.preamble()).hasSize(1);
    assertThat(document.sections())
        .extracting(s -> s.heading().slug())
        .containsExactly("a", "d-x-y");
    DocumentSection first = document.sections().get(0);
    assertThat(first.sections()).extracting(s -> s.heading().slug()).containsExactly("b", "b-1");
    assertThat(first.sections().get(0).sections())
        .extracting(DocumentSection::level)
        .containsExactly(4);
    assertThat(document.sections().get(1).heading().text()).isEqualTo("D x y");
    assertThat(document.slugs()).containsExactly("a", "b", "c", "b-1", "d-x-y");
  }

  @Test
  void stripsMarkupFromHeadings() {
    heading("# *One* **two** ~~three~~", "One two three", "one-two-three");
    heading("# [Link](https://a.b) text", "Link text", "link-text");
    heading("# ![alt](a.png) text", "text", "text");
    heading("# a &amp; b \\* c", "a & b * c", "a--b--c");
    heading("# <b>bold</b> #", "bold", "bold");
    heading("Under\nlined\n====", "Under lined", "under-lined");
    heading("#   `kql`  ##", "kql", "kql");
  }

  @Test
  void namesInnerHeadingsTooSoThatLaterOnesAreCountedRight() {
    Document document = read("> # A\n\n- # A\n\n# A\n");

    assertThat(document.slugs()).containsExactly("a", "a-1", "a-2");
    assertThat(document.sections()).extracting(s -> s.heading().slug()).containsExactly("a-2");
  }

  @Test
  void knowsWhereLinksAndCodeStand() {
    Document document =
        read(
            "A [step *one*](#step-one), `x == 1`\nand <https://a.b/c> [r][ref].\n\n[ref]: other.md\n");

    Block.Paragraph paragraph = (Block.Paragraph) document.preamble().get(0);
    assertThat(paragraph.text().plain()).isEqualTo("A step one, x == 1 and https://a.b/c r.");
    assertThat(paragraph.text().links())
        .extracting(Link::text, Link::target, link -> document.source().text(link.span()))
        .containsExactly(
            tuple("step one", "#step-one", "[step *one*](#step-one)"),
            tuple("https://a.b/c", "https://a.b/c", "<https://a.b/c>"),
            tuple("r", "other.md", "[r][ref]"));
    CodeSpan code = paragraph.text().codeSpans().get(0);
    assertThat(code.code().text()).isEqualTo("x == 1");
    assertThat(document.source().text(code.code().span())).isEqualTo("x == 1");
    assertThat(document.source().text(code.span())).isEqualTo("`x == 1`");
  }

  @Test
  void cutsTablesAsGitHubDoes() {
    Document document =
        read("| A | B |\n|---|:-:|\n| `x \\|\\| y` | [z](#z) |\n|  | only \\\\| extra |\n");

    Block.TableBlock table = (Block.TableBlock) document.preamble().get(0);
    assertThat(cells(table.header())).containsExactly("A", "B");
    assertThat(cells(table.rows().get(0))).containsExactly("`x || y`", "[z](#z)");
    assertThat(cells(table.rows().get(1))).containsExactly("", "only \\\\", "extra");
    Excerpt condition = table.rows().get(0).cells().get(0).text().codeSpans().get(0).code();
    assertThat(condition.text()).isEqualTo("x || y");
    int second = condition.text().indexOf("y");
    assertThat(document.source().text(condition.span(second, second + 1))).isEqualTo("y");
    assertThat(document.source().text(condition.span())).isEqualTo("x \\|\\| y");
    assertThat(document.source().text(table.rows().get(0).span()))
        .isEqualTo("| `x \\|\\| y` | [z](#z) |");
  }

  @Test
  void readsTablesWithoutOuterPipes() {
    Document document = read("A | B\n--|--\n1 | 2\n");

    Block.TableBlock table = (Block.TableBlock) document.preamble().get(0);
    assertThat(cells(table.header())).containsExactly("A", "B");
    assertThat(cells(table.rows().get(0))).containsExactly("1", "2");
  }

  @Test
  void readsFencesWithInfoAndBody() {
    Document document =
        read("```kql timeout=20s\na\n  | b\n```\n\n- item\n\n  ~~~ sh\n  one\n    two\n  ~~~\n");

    Block.FenceBlock first = (Block.FenceBlock) document.preamble().get(0);
    assertThat(first.info().text()).isEqualTo("kql timeout=20s");
    assertThat(first.body().text()).isEqualTo("a\n  | b");
    Block.ItemList list = (Block.ItemList) document.preamble().get(1);
    Block.FenceBlock inner = (Block.FenceBlock) list.items().get(0).blocks().get(1);
    assertThat(inner.body().text()).isEqualTo("one\n  two");
    int two = inner.body().text().indexOf("two");
    assertThat(document.source().text(inner.body().span(two, two + 3))).isEqualTo("two");
  }

  @Test
  void readsListItemsWithoutTheirIndentation() {
    Document document =
        read("- [ ] First\n  goes on\n\n  - deeper\n- [x] Second\n- Third\n\n10. a\n    b\n");

    Block.ItemList list = (Block.ItemList) document.preamble().get(0);
    assertThat(list.items())
        .extracting(Block.Item::ticked)
        .containsExactly(Optional.of(false), Optional.of(true), Optional.empty());
    assertThat(list.items())
        .extracting(Block.Item::markdown)
        .containsExactly("First\ngoes on\n\n- deeper", "Second", "Third");
    assertThat(document.source().text(list.items().get(1).span())).isEqualTo("- [x] Second");
    Block.ItemList numbered = (Block.ItemList) document.preamble().get(1);
    assertThat(numbered.items().get(0).markdown()).isEqualTo("a\nb");
  }

  @Test
  void takesFrontMatterAsItStands() {
    frontMatter("---\nid: a\n---\n# T\n", "id: a\n");
    frontMatter("\uFEFF---\r\nid: a\r\n---\r\n# T\r\n", "id: a\r\n");
    frontMatter("---\n---\n# T\n", "");
    assertThat(read("# T\n\n---\nid: a\n---\n").frontMatter()).isEmpty();
  }

  @Test
  void readsWindowsLineEnds() {
    Document document =
        read(
            "\uFEFF# T\r\n\r\na\r\nb\r\n\r\n```kql\r\nx\r\ny\r\n```\r\n\r\n| A |\r\n|---|\r\n| 1 |\r\n");

    DocumentSection section = document.sections().get(0);
    assertThat(section.heading()).isEqualTo(new Heading("T", "t", section.heading().span()));
    assertThat(((Block.Paragraph) section.blocks().get(0)).text().plain()).isEqualTo("a b");
    assertThat(document.markdown(section.blocks().get(0).span())).isEqualTo("a\nb");
    assertThat(((Block.FenceBlock) section.blocks().get(1)).body().text()).isEqualTo("x\ny");
    assertThat(cells(((Block.TableBlock) section.blocks().get(2)).rows().get(0)))
        .containsExactly("1");
  }

  @Test
  void saysWhatReadsOtherwiseThanItsAuthorThinks() {
    issue("| A | B |\n|---|---|\n| `x | y` | z |\n", "MD10", 3, 6);
    issue("| A | B | C |\n|---|---|\n| 1 | 2 |\n", "MD11", 1, 1);
    issue("# T\n\n```kql\nx\n", "MD09", 3, 1);
    issue("---\nid: a\n\n# T\n", "MD08", 1, 1);
  }

  private static List<String> cells(Block.TableLine line) {
    return line.cells().stream().map(cell -> cell.content().text()).toList();
  }

  private static void heading(String markdown, String words, String slug) {
    Document document = read(markdown + "\n");
    Heading heading = document.sections().get(0).heading();
    assertThat(heading.text()).isEqualTo(words);
    assertThat(heading.slug()).isEqualTo(slug);
    assertThat(document.source().text(heading.span())).isEqualTo(markdown);
  }

  private static void frontMatter(String text, String yaml) {
    Document document = read(text);
    assertThat(document.frontMatter()).map(Excerpt::text).contains(yaml);
    assertThat(document.sections()).extracting(s -> s.heading().text()).containsExactly("T");
  }

  private static void issue(String text, String code, int line, int column) {
    SourceFile file = new SourceFile("test.md", text);
    StageResult<Document> checked = MarkdownReader.read(file);
    assertThat(checked.value()).isPresent();
    assertThat(checked.issues()).extracting(i -> i.code().code()).containsExactly(code);
    assertThat(file.position(checked.issues().get(0).span().start()))
        .isEqualTo(new Position(line, column));
  }

  private static Document read(String text) {
    StageResult<Document> checked = MarkdownReader.read(new SourceFile("test.md", text));
    assertThat(checked.issues()).isEmpty();
    return checked.value().orElseThrow();
  }
}
