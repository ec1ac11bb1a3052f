package dev.waymark.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchQueryTest {
  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '\u0001',
      value = {
        "gateway timeout => ('gateway' & 'timeout')",
        "\"bad gateway\" 502 => (('bad' <-> 'gateway') & '502')",
        "“bad gateway” => (('bad' <-> 'gateway'))",
        "gateway -drill => ('gateway') & !'drill'",
        "gateway -\"bad luck\" => ('gateway') & !('bad' <-> 'luck')",
        "the gateway is down => ('gateway' & 'down')",
        "the => ('the')",
        "\"never closed => (('never' <-> 'closed'))",
        "gw.contoso.com => (('gw' <-> 'contoso' <-> 'com'))",
        "BackendConnectionFailure => (('backend' <-> 'connection' <-> 'failure' | 'backendconnectionfailure'))",
        "a & b | !c <-> d:* (e) => ('b' & 'c' & 'd' & 'e')",
        "x'); drop table account; -- => ('x' & 'drop' & 'table' & 'account')",
        "gateway gateway GATEWAY => ('gateway')"
      })
  void whatIsTypedBecomesAQuery(String typed, String query) {
    assertThat(SearchQuery.of(typed).all()).isEqualTo(query);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "!!!", "-", "--", "\"\"", "-gateway", "\u0000", "& | ! <->", "()"})
  void whatHoldsNothingToLookForIsEmpty(String text) {
    assertThat(SearchQuery.of(text).isEmpty()).isTrue();
  }

  @Test
  void aTextOfSeveralLinesIsTakenAsPastedAndLeavesNothingOut() {
    SearchQuery query =
        SearchQuery.of("ERROR -gateway \"x\nat com.contoso.Main.run(Main.java:12)\n");

    assertThat(query.pasted()).isTrue();
    assertThat(query.unwanted()).isEmpty();
    assertThat(query.any())
        .isEqualTo(
            "('error' | 'gateway' | 'x' | ('com' <-> 'contoso' <-> 'main' <-> 'run') | 'contoso'"
                + " | ('main' <-> 'java') | '12')");
  }

  @Test
  void ofALongTextNoMoreIsTakenThanIsLookedFor() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      text.append("word").append(i).append('\n');
    }

    assertThat(SearchQuery.of(text.toString()).wanted()).hasSizeLessThanOrEqualTo(150);
  }
}
