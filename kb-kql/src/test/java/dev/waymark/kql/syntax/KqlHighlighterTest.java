package dev.waymark.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KqlHighlighterTest {
  private static String show(String kql) {
    return KqlHighlighter.highlight(kql).stream()
        .filter(stretch -> stretch.kind() != HighlightKind.PLAIN)
        .map(stretch -> stretch.kind().name().charAt(0) + "‹" + stretch.text() + "›")
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      value = {
        "T | where a == 'x' // c¦I‹T›P‹|›K‹where›I‹a›O‹==›S‹'x'›C‹// c›",
        "T | summarize count() by bin(t, 5m)¦I‹T›P‹|›K‹summarize›F‹count›P‹(›P‹)›K‹by›F‹bin›P‹(›I‹t›P‹,›N‹5m›P‹)›",
        "T | where a has 'x' and b !in (1)¦I‹T›P‹|›K‹where›I‹a›O‹has›S‹'x'›O‹and›I‹b›O‹!in›P‹(›N‹1›P‹)›",
        "T | join kind=inner (U | count) on k¦I‹T›P‹|›K‹join›K‹kind›O‹=›K‹inner›P‹(›I‹U›P‹|›K‹count›P‹)›K‹on›I‹k›",
        "let where = 5; print where¦K‹let›I‹where›O‹=›N‹5›P‹;›K‹print›I‹where›",
        "T | extend kind = a.b.search(1)¦I‹T›P‹|›K‹extend›K‹kind›O‹=›I‹a›P‹.›I‹b›P‹.›F‹search›P‹(›N‹1›P‹)›",
      })
  void classifies(String kql, String expected) {
    assertThat(show(kql)).isEqualTo(expected);
  }

  @Test
  void findsTheNamesThatAQueryUses() {
    assertThat(
            KqlHighlighter.names(
                "AzureDiagnostics | where TimeGenerated > ago(window) and a.window == 1 // backend\n"
                    + "| where Resource =~ vaultName and x != 'backend'"))
        .extracting(Token::text)
        .containsExactly(
            "AzureDiagnostics", "TimeGenerated", "window", "a", "Resource", "vaultName", "x");
  }
}
