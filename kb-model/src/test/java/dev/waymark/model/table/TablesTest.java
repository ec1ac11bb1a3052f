package dev.waymark.model.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TablesTest {
  @Test
  void aRowHasAValueForEachColumn() {
    List<Column> columns =
        List.of(new Column("A", ColumnType.LONG), new Column("A", ColumnType.STRING));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Table(columns, List.of(Row.of(1L, "x"), Row.of(1L))))
        .withMessage("a row of 1 values under 2 columns");
    Table table = new Table(columns, List.of(Row.of(null, "x")));
    assertThat(table.indexOf("A")).isZero();
    assertThat(table.indexOf("a")).isEqualTo(-1);
    assertThat(table.rows().get(0).values()).containsExactly(null, "x");
  }

  @Test
  void aRowKeepsItsValues() {
    Object[] values = {1L, "x"};
    Row row = Row.of(values);
    values[0] = 2L;
    assertThat(row).isEqualTo(Row.of(1L, "x"));
    List<Object> list = Arrays.asList(1L, null);
    Row ofList = new Row(list);
    list.set(0, 7L);
    assertThat(ofList.values()).containsExactly(1L, null);
  }

  @Test
  void countsWhatItTakesUp() {
    assertThat(Row.of().bytes()).isEqualTo(40);
    assertThat(Row.of(1L, null, "abc").bytes()).isEqualTo(40 + 40 + 40 + 43);
    assertThat(Row.of(List.of("a", "b")).bytes()).isEqualTo(40 + 40 + 41 + 41);
    assertThat(Row.of(Map.of("k", "long")).bytes()).isEqualTo(40 + (40 + 41) + (40 + 44));
    Table table =
        new Table(List.of(new Column("A", ColumnType.STRING)), List.of(Row.of("a"), Row.of("bc")));
    assertThat(table.bytes()).isEqualTo(81 + 82);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          0d                        ¦ 0s
          1d                        ¦ 1d
          24h                       ¦ 1d
          90 m                      ¦ 90m
          1.5d                      ¦ 36h
          0.000001s                 ¦ 0.00:00:00.0000010
          1microsecond              ¦ 0.00:00:00.0000010
          0.1tick                   ¦ 0s
          0.5tick                   ¦ 0.00:00:00.0000001
          -90s                      ¦ -90s
          -0:00:01.5                ¦ -1500ms
          1.02:03                   ¦ 1563m
          12.00:00:00.001           ¦ 1036800001ms
          123456.123456d            ¦ 123456.02:57:46.5984000
          10675199d                 ¦ 10675199d
          10675199.116640d          ¦ 922337203677696ms
          999999999s                ¦ 999999999s
          00:99:99                  ¦ 6039s
          0:00:00.0000001           ¦ 0.00:00:00.0000001
          """)
  void lengthsOfTime(String text, String shortest) {
    assertThat(Timespan.format(Timespan.parse(text).orElseThrow())).isEqualTo(shortest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10675200d",
        "999999999d",
        "-999999999d",
        "999999999.999999h",
        "1e3s",
        "+1s",
        ".5s",
        "1.s",
        "1D",
        "1 days",
        "1:2",
        "1:02:3",
        "0:00:00.00000001",
        "1234567.00:00",
        "--1s",
        "1s 2s",
        "\uff11s"
      })
  void noLengthsOfTime(String text) {
    assertThat(Timespan.parse(text)).isEmpty();
  }

  @Test
  void everyLengthReadsBackAsItWasWritten() {
    Random random = new Random(6);
    for (int i = 0; i < 5_000; i++) {
      long ticks = random.nextLong() >> random.nextInt(62);
      Duration length =
          Duration.ofSeconds(
              Math.floorDiv(ticks, 10_000_000L), Math.floorMod(ticks, 10_000_000L) * 100);
      String written = Timespan.format(length);
      if (length.abs().toDays() < 1_000_000 || written.endsWith("s")) {
        assertThat(Timespan.parse(written)).as(written).contains(length);
      }
    }
  }

  @Test
  void lengthsThatKustoDoesNotKnowAreWrittenToo() {
    assertThat(Timespan.format(Duration.ofSeconds(63_113_779_728_806_398L)))
        .isEqualTo("730483561675.23:59:58.0000000");
    assertThat(Timespan.format(Duration.ofSeconds(-63_113_779_728_806_398L, -1)))
        .isEqualTo("-730483561675.23:59:58.0000000");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1.50, 1.50",
    "-2e3, -2E+3",
    "1e6176, 1E+6176",
    "1e-6176, 1E-6176",
    ".5, 0.5",
    "5., 5"
  })
  void decimals(String text, BigDecimal number) {
    assertThat(Decimals.parse(text)).contains(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "1,5",
        "1e6177",
        "1e-6177",
        "1e1000000000",
        "1e99999999999",
        "0x1",
        "NaN",
        " 1"
      })
  void noDecimals(String text) {
    assertThat(Decimals.parse(text)).isEmpty();
  }

  @Test
  void theDigitsOfADecimalAreBounded() {
    assertThat(Decimals.parse("9".repeat(6_176))).isPresent();
    assertThat(Decimals.parse("9".repeat(6_177))).isEmpty();
    assertThat(Decimals.parse("0".repeat(12_353))).isEmpty();
  }
}
