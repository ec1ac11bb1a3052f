package dev.waymark.model.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableValueTest {
  private static final Optional<LocalDate> DAY = Optional.of(LocalDate.of(2026, 11, 30));

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7, 7",
    "999, 999",
    "1204, '1,204'",
    "-1204, '-1,204'",
    "12345678901, '12,345,678,901'"
  })
  void wholeNumbersHaveTheirThousandsApart(long number, String shown) {
    assertThat(of(number)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0.005, 0.005",
    "31.5, 31.5",
    "124.0, 124",
    "1204.256, '1,204.26'",
    "0.33333333333, 0.333333",
    "1234567.89, '1,234,568'",
    "0.00001234567, 0.0000123457",
    "NaN, NaN"
  })
  void otherNumbersHaveSixDigits(double number, String shown) {
    assertThat(of(number)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 %",
    "0.0004, less than 0.1 %",
    "0.004, 0.4 %",
    "0.0549, 5.5 %",
    "0.405, 41 %",
    "0.92, 92 %",
    "0.9996, 99.9 %",
    "1, 100 %",
    "2.5, 250 %"
  })
  void aShareIsNeitherNothingNorAllWhereItIsNearlyThat(double share, String shown) {
    assertThat(ReadableValue.percent(share)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0 s",
    "PT0.0000001S, less than 1 ms",
    "PT0.25S, 250 ms",
    "PT2.36S, 2.3 s",
    "PT45S, 45 s",
    "PT3M20S, 3 min 20 s",
    "PT3M, 3 min",
    "PT2H5M9S, 2 h 5 min",
    "PT49H, 2 d 1 h",
    "PT-90S, -1 min 30 s"
  })
  void lengthsHaveTwoUnits(Duration length, String shown) {
    assertThat(of(length)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({"PT0.9S, 0 s", "PT104S, 104 s", "PT-2M, 2 min", "PT3H30M, 3 h 30 min", "P20D, 20 d"})
  void aboutHowLongHasTheUnitThatTellsEnough(Duration length, String shown) {
    assertThat(ReadableValue.roughly(length)).isEqualTo(shown);
  }

  @Test
  void timesOfTheDayHaveNoDate() {
    assertThat(of(Instant.parse("2026-11-30T18:04:05.9Z"))).isEqualTo("18:04:05 UTC");
    assertThat(of(Instant.parse("2026-11-29T18:04:05Z"))).isEqualTo("29 Nov 2026, 18:04:05 UTC");
    assertThat(ReadableValue.of(Instant.parse("2026-11-30T18:04:05Z"), Optional.empty()))
        .isEqualTo("30 Nov 2026, 18:04:05 UTC");
  }

  @Test
  void textsStandOnOneLineAndAreCut() {
    assertThat(of(" two\n lines\t")).isEqualTo("two lines");
    assertThat(of("a\u0000b\uD800c😀")).isEqualTo("a b\uFFFDc😀");
    assertThat(of("x".repeat(300))).hasSize(200).endsWith("x…");
    assertThat(of("😀".repeat(201))).isEqualTo("😀".repeat(199) + "…");
  }

  @Test
  void aResourceIsCalledByItsName() {
    String id =
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-api/providers/"
            + "Microsoft.ApiManagement/service/contoso-apim";
    assertThat(of(id)).isEqualTo("contoso-apim");
    assertThat(of("/subscriptions/no id")).isEqualTo("/subscriptions/no id");
  }

  @Test
  void listsAreCounted() {
    assertThat(of(List.of())).isEqualTo("none");
    assertThat(of(List.of("a", 1204L))).isEqualTo("a, 1,204");
    assertThat(of(Collections.nCopies(8, "a"))).isEqualTo("a, a, a, a, a and 3 more");
    assertThat(of(Map.of("failed", 3L))).isEqualTo("failed 3");
  }

  @Test
  void otherValuesAreSaidInWords() {
    assertThat(of(true)).isEqualTo("yes");
    assertThat(of(false)).isEqualTo("no");
    assertThat(of(null)).isEqualTo("nothing");
    assertThat(of(new BigDecimal("1204.50"))).isEqualTo("1,204.5");
  }

  private static String of(@Nullable Object value) {
    return ReadableValue.of(value, DAY);
  }
}
