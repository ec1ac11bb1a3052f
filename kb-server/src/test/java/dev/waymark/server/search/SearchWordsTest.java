package dev.waymark.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Gateway timed out | gateway timed out",
        "BackendConnectionFailure | backend connection failure",
        "APIManagementGatewayLogs | api management gateway logs",
        "Http2Stream v2 | http2 stream v2",
        "ERR_TIMED_OUT | err timed out",
        "gw-01.contoso.com:443 | gw 01 contoso com 443",
        "/subscriptions/3f25-04e0/resourceGroups/rg-prod | subscriptions 3f25 04e0 resource groups rg prod",
        "C:\\Windows\\System32 | c windows system32",
        "Größe Ünïcode ﬁle | größe ünïcode file",
        "it's 50% done | it s 50 done",
        "'' |''",
        "'!!! ???' | ''"
      })
  void textIsCutAtWhatIsNoLetterAndWithinIdentifiers(String text, String words) {
    assertThat(SearchWords.plain(text)).isEqualTo(words == null ? "" : words);
  }

  @Test
  void anIdentifierIsIndexedInOnePieceToo() {
    assertThat(SearchWords.indexed("a BackendConnectionFailure again"))
        .isEqualTo("a backend connection failure again backendconnectionfailure");
  }

  @Test
  void dataIsNoWord() {
    assertThat(SearchWords.plain("key " + "A1b2".repeat(20) + " end")).isEqualTo("key end");
  }

  @Test
  void whatIsHalfACharacterIsNoWord() {
    assertThat(SearchWords.plain("a\uD800b \uDFFF \u0000c")).isEqualTo("a b c");
  }
}
