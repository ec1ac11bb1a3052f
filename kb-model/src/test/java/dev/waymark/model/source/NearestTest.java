package dev.waymark.model.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> KNOWN =
      List.of("LastErrorReason", "ResponseCode", "backend-timeout", "backend-down", "A", "B");

  @ParameterizedTest
  @CsvSource({
    "LastErrorReson, LastErrorReason",
    "lasterrorreason, LastErrorReason",
    "ResponesCode, ResponseCode",
    "backend-timeouts, backend-timeout",
    "C,",
    "a, A",
    "Nothing,",
    "'',"
  })
  void findsWhatWasMeant(String written, String meant) {
    assertThat(Nearest.to(written, KNOWN).orElse(null)).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "ResponesCode; Did you mean ResponseCode?",
        "LastError; Did you mean LastErrorReason?",
        "backend; Did you mean backend-down or backend-timeout?",
        "errorreason; Did you mean LastErrorReason?",
        "ResponseCodeClass; Did you mean ResponseCode?",
        "Nothing;",
        "er;"
      })
  void asks(String written, String question) {
    assertThat(Nearest.question(written, KNOWN).orElse(null)).isEqualTo(question);
  }
}
