package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.markdown.HtmlSection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where an entry's links lead on the server's pages. */
class MarkupTest {
  private final Markup markup = new Markup();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [a](#b)                | <a href="/entries/lamp#b">a</a>
          [a](#caf%C3%A9)        | <a href="/entries/lamp#caf%C3%A9">a</a>
          [a](#café)             | <a href="/entries/lamp#caf%C3%A9">a</a>
          [a](door.md)           | <a href="/entries/door">a</a>
          [a](../x/door.MD#b)    | <a href="/entries/door#b">a</a>
          [a](<d oor.markdown>)  | <a href="/entries/d%20oor">a</a>
          [a](d%20oor.md#b%20c)  | <a href="/entries/d%20oor#b%20c">a</a>
          ![a](img/b.png)        | <img src="/entries/lamp/image?path&#61;img%2Fb.png" alt="a" />
          ![a](<b c.png>)        | <img src="/entries/lamp/image?path&#61;b%20c.png" alt="a" />
          ![a](b%20c.png)        | <img src="/entries/lamp/image?path&#61;b%20c.png" alt="a" />
          ![a](b%26path=c.png)   | <img src="/entries/lamp/image?path&#61;b%26path%3Dc.png" alt="a" />
          """)
  void leadsOn(String markdown, String html) {
    assertThat(markup.line("lamp", markdown)).isEqualTo(html);
  }

  @Test
  void theEntrysOwnPageHasItsHeadings() {
    assertThat(markup.entry("lamp", new SourceFile("lamp.md", "[a](#b) ![c](d.svg)\n")))
        .extracting(HtmlSection::html)
        .containsExactly(
            "<p><a href=\"#b\">a</a> <img src=\"/entries/lamp/image?path&#61;d.svg\" alt=\"c\""
                + " /></p>");
  }
}
