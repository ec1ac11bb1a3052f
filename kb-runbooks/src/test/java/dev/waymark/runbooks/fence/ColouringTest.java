package dev.waymark.runbooks.fence;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.syntax.Highlight;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColouringTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "azurecli ~ az apim show --ids ${apim} -o json # all ~"
            + " function:az keyword:--ids function:${apim} keyword:-o comment:# all",
        "http ~ GET https://a.b/c ~ keyword:GET",
        "metrics ~ resource: ${apim} ~ keyword:resource function:${apim}",
        "json ~ {\"a\": [1, \"b\", null]} ~ function:\"a\" number:1 string:\"b\" keyword:null",
        "xml ~ <a b='c'>d</a> ~ keyword:<a function:b string:'c' keyword:> keyword:</a keyword:>",
        "kql ~ T | take 5 ~ punctuation:| keyword:take number:5",
        "mermaid ~ a --> b ~ ''",
      })
  void coloursWhatAFenceHolds(String info, String body, String coloured) {
    assertThat(
            Colouring.ofFence(info, body).stream()
                .filter(part -> part.kind().isColoured())
                .map(part -> part.kind().label() + ":" + part.text())
                .collect(joining(" ")))
        .isEqualTo(coloured);
  }

  @ParameterizedTest
  @EnumSource(Colouring.class)
  void losesNothing(Colouring colouring) {
    String text = "<!-- a --> \"b\" 'c' #d\n--e: ${f} 1.5 \uD83D\uDE00 <g h='i'/> true\n\n";
    assertThat(colouring.of(text).stream().map(Highlight::text).collect(joining())).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"<!--", "\"", "'", "<", "a ", " -", "${", "#", "1.", "a=", "\n "})
  void takesNoLongerThanTheTextExplains(String part) {
    String text = part.repeat(32 * 1024 / part.length());
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          for (Colouring colouring : Colouring.values()) {
            colouring.of(text);
          }
        });
  }
}
