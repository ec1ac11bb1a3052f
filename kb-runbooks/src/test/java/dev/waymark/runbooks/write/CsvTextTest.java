package dev.waymark.runbooks.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CsvTextTest {
  @Test
  void quotesOnlyWhatNeedsIt() {
    assertThat(
            CsvText.plain(
                Stream.of(
                    List.of("a:string", "b"),
                    List.of("", ""),
                    List.of(" spaces ", "a text that is longer than any that is looked at closely"),
                    List.of("quote\"quote", "comma,comma"),
                    List.of("line\nfeed", "return\rreturn"))))
        .isEqualTo(
            """
            a:string,b
            ,
             spaces ,a text that is longer than any that is looked at closely
            "quote""quote","comma,comma"
            "line
            feed","return\rreturn"
            """);
  }

  @Test
  void anEmptyCellAloneIsARecord() {
    assertThat(CsvText.plain(Stream.of(List.of("a"), List.of("")))).isEqualTo("a\n\"\"\n");
    assertThat(CsvText.quoted(Stream.of(List.of("a"), List.of("")))).isEqualTo("\"a\"\r\n\"\"\r\n");
  }

  @Test
  void quotesEveryCellForSpreadsheets() {
    assertThat(CsvText.quoted(Stream.of(List.of("a", ""), List.of("b\"", "c"))))
        .isEqualTo("\"a\",\"\"\r\n\"b\"\"\",\"c\"\r\n");
  }
}
