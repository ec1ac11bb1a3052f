package dev.waymark.runbooks.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.source.SourceFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownHtmlTest {
  private static final String REL = " rel=\"noopener noreferrer nofollow\"";

  private static String html(String markdown) {
    return MarkdownHtml.render(markdown, target -> "/kb/" + target);
  }

  private static String line(String markdown) {
    return MarkdownHtml.renderLine(markdown, target -> "/kb/" + target);
  }

  @Test
  void namesHeadingsAsGitHubDoes() {
    assertThat(html("# Which *backends* fail?\n\n> ## `code`\n\n## Größe\n\n## Größe\n"))
        .isEqualTo(
            """
            <h1 id="which-backends-fail">Which <em>backends</em> fail?</h1>
            <blockquote>
            <h2 id="code"><code>code</code></h2>
            </blockquote>
            <h2 id="größe">Größe</h2>
            <h2 id="größe-1">Größe</h2>
            """);
  }

  @Test
  void showsTables() {
    assertThat(html("| a | b | c |\n|:-:|--:|---|\n| `x \\|\\| y` | 2 | 3 |\n"))
        .isEqualToIgnoringNewLines(
            "<table><thead><tr><th align=\"center\">a</th><th align=\"right\">b</th><th>c</th></tr>"
                + "</thead><tbody><tr><td align=\"center\"><code>x || y</code></td>"
                + "<td align=\"right\">2</td><td>3</td></tr></tbody></table>");
  }

  @Test
  void showsTasksThatNobodyCanTick() {
    assertThat(html("- [ ] one\n- [x] two\n"))
        .isEqualToIgnoringNewLines(
            "<ul>"
                + "<li class=\"task-list-item\"><input type=\"checkbox\" disabled=\"disabled\""
                + " aria-label=\"to do\" /> one</li>"
                + "<li class=\"task-list-item\"><input type=\"checkbox\" disabled=\"disabled\""
                + " checked=\"checked\" aria-label=\"done\" /> two</li></ul>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "kql workspace=x ~ T | where a < 1 ~ KQL, Log Analytics ~"
            + " T <span class=\"k-punctuation\">|</span> <span class=\"k-keyword\">where</span> a"
            + " <span class=\"k-operator\">&lt;</span> <span class=\"k-number\">1</span>",
        "xml ~ <a b=\"c\"/> ~ xml ~"
            + " <span class=\"k-keyword\">&lt;a</span> <span class=\"k-function\">b</span>&#61;"
            + "<span class=\"k-string\">&#34;c&#34;</span><span class=\"k-keyword\">/&gt;</span>",
        "cobol <b> ~ <i> ~ cobol ~ &lt;i&gt;",
      })
  void showsCodeInItsColours(String info, String body, String label, String code) {
    assertThat(html("```" + info + "\n" + body + "\n```\n"))
        .isEqualToIgnoringNewLines(
            "<div class=\"code\"><div class=\"code-head\">%s</div><pre><code>%s</code></pre></div>"
                .formatted(label, code));
  }

  @Test
  void notesHaveNoHeadingsOfTheirOwn() {
    assertThat(
            MarkdownHtml.renderNote("# Big\n\n`x` is **slow** ![a](b.png) <i>planted</i>\n\n- one"))
        .isEqualToIgnoringNewLines(
            "Big<p><code>x</code> is <strong>slow</strong>  &lt;i&gt;planted&lt;/i&gt;</p>"
                + "<ul><li>one</li></ul>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          `a < b` isn't *so* <i>  | <code>a &lt; b</code> isn't *so* &lt;i&gt;
          no `$1 here             | no `$1 here
          """)
  void messagesMarkNothingButCode(String message, String html) {
    assertThat(MarkdownHtml.renderMessage(message)).isEqualTo(html);
  }

  @Test
  void wordsHaveNoMarks() {
    assertThat(MarkdownReader.words("*Capacity*: raise `sku`\nof [it](a.md)"))
        .isEqualTo("Capacity: raise sku of it");
  }

  @Test
  void keepsTheLinesOfCodeInAList() {
    assertThat(html("- a\n\n  ```text\n  b\n    c\n\n  d\n  ```\n"))
        .contains("<code>b\n  c\n\nd</code>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "[a](#b) ~ <a href=\"/kb/#b\">a</a>",
        "[a](c.md#b) ~ <a href=\"/kb/c.md#b\">a</a>",
        "[a](<c d.md>) ~ <a href=\"/kb/c%20d.md\">a</a>",
        "![a](<c d.png>) ~ <img src=\"/kb/c%20d.png\" alt=\"a\" />",
        "[a](c d.md) ~ [a](c d.md)",
        "![a](c d.png) ~ ![a](c d.png)",
        "[a](https://e.org/b) ~ <a href=\"https://e.org/b\"REL>a</a>",
        "[a](//e.org/b) ~ <a href=\"//e.org/b\"REL>a</a>",
        "<https://e.org> ~ <a href=\"https://e.org\"REL>https://e.org</a>",
        "https://e.org ~ <a href=\"https://e.org\"REL>https://e.org</a>",
        "www.e.org ~ <a href=\"http://www.e.org\"REL>www.e.org</a>",
        "[a](mailto:b) ~ <a href=\"mailto:b\"REL>a</a>",
        "[a](javascript:b) ~ a",
        "[a](java&#115;cript&colon;b) ~ a",
        "[a](data:b) ~ a",
        "[a](file:///b) ~ a",
        "[a](b%09c) ~ <a href=\"/kb/b%09c\">a</a>",
        "[a](/\\e.org) ~ a",
        "[a] ~ [a]",
        "![a](b.png) ~ <img src=\"/kb/b.png\" alt=\"a\" />",
        "![a](https://e.org/b.png) ~ <a href=\"https://e.org/b.png\"REL>a</a>",
        "![a](//e.org/b.png) ~ <a href=\"//e.org/b.png\"REL>a</a>",
      })
  void leadsWhereItMay(String markdown, String expected) {
    assertThat(line(markdown)).isEqualTo(expected.replace("REL", REL));
  }

  @Test
  void judgesAddressesOfTheResolverToo() {
    assertThat(MarkdownHtml.renderLine("[a](#b)", target -> "javascript:alert(1)")).isEqualTo("a");
  }

  @Test
  void followsReferences() {
    assertThat(line("[a] ![b]\n\n[a]: c.md\n[b]: https://e.org/b.png"))
        .isEqualTo("<a href=\"/kb/c.md\">a</a> <a href=\"https://e.org/b.png\"" + REL + ">b</a>");
  }

  @Test
  void showsRawHtmlAsTextAndNoComments() {
    assertThat(line("a <b onclick=x>c</b><!-- d -->"))
        .isEqualTo("a &lt;b onclick&#61;x&gt;c&lt;/b&gt;");
  }

  @Test
  void leavesOutTheFrontMatterOfAFile() {
    SourceFile file = new SourceFile("a.md", "---\nid: a\n---\n# A\n\n## `B`\n");
    assertThat(MarkdownHtml.renderEntry(file, LinkResolver.asWritten()))
        .containsExactly(
            new HtmlSection(0, "", "", "", ""),
            new HtmlSection(1, "a", "A", "", ""),
            new HtmlSection(2, "b", "B", "", ""));
  }

  @Test
  void cutsAnEntryAtItsHeadings() {
    SourceFile file =
        new SourceFile(
            "a.md",
            "First *x*\n\n## A `b`\n\nWhat [it](#c) is.\nSaid.\n\n> ## Quoted\n\n#### Deep\n\n### C\n\n- d\n\n## A `b`\n");
    assertThat(MarkdownHtml.renderEntry(file, LinkResolver.asWritten()))
        .containsExactly(
            new HtmlSection(0, "", "", "", "<p>First <em>x</em></p>"),
            new HtmlSection(
                2,
                "a-b",
                "A b",
                "What it is. Said.",
                """
                <p>What <a href="#c">it</a> is.
                Said.</p>
                <blockquote>
                <h2 id="quoted">Quoted</h2>
                </blockquote>
                <h4 id="deep">Deep</h4>"""),
            new HtmlSection(3, "c", "C", "", "<ul><li>d</li></ul>"),
            new HtmlSection(2, "a-b-1", "A b", "", ""));
  }

  @Test
  void keepsALineALine() {
    assertThat(line("# The `x` is **bad**"))
        .isEqualTo("The <code>x</code> is <strong>bad</strong>");
    assertThat(line("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "> > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > > >"
            + " > > > > x",
        "NUL \0 here",
        "\u202Etxt.exe",
      })
  void showsWhatItRefusesAsItWasWritten(String markdown) {
    assertThat(html("# <b>\n\n" + markdown))
        .startsWith("<p><strong>")
        .contains("on line 3")
        .contains("<pre># &lt;b&gt;\n")
        .doesNotContain("<blockquote>", "\0", "\u202E");
  }

  @Test
  void refusesManyReferencesToOneLongAddress() {
    String references = "[x]\n\n".repeat(10_000);
    assertThat(html(references + "[x]: https://e.org/" + "a".repeat(10_000)))
        .startsWith("<p><strong>The Markdown around here takes too much work")
        .hasSizeLessThan(200_000);
  }
}
