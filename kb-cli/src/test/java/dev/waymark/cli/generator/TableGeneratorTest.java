package dev.waymark.cli.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.cli.generator.Fault.Pattern;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableGeneratorTest {
  private static final Instant START = Instant.parse("2026-11-01T01:00:00Z");
  private static final List<Column> COLUMNS =
      List.of(
          new Column("TimeGenerated", ColumnType.DATETIME),
          new Column("Id", ColumnType.STRING),
          new Column("Status", ColumnType.INT),
          new Column("Took", ColumnType.LONG));

  /** Twelve calls that get slower, and from the thirtieth minute on time-outs among them. */
  private static final Table SMALL = small();

  private static Table small() {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(call(i * 5L, "ab-%04d".formatted(i), 200, 100L + 50L * i));
    }
    for (int i = 0; i < 6; i++) {
      rows.add(call(31 + i * 5L, "cd-%04d".formatted(i), 500, 60_000L));
    }
    return new Table(COLUMNS, rows);
  }

  private static Row call(long minute, String id, int status, long took) {
    return Row.of(START.plus(Duration.ofMinutes(minute)), id, status, took);
  }

  @Test
  void theSameSeedGivesTheSameRows() {
    assertThat(grower(7).grow(200)).isEqualTo(grower(7).grow(200));
    assertThat(grower(7).grow(200)).isNotEqualTo(grower(8).grow(200));
  }

  @Test
  void itsOwnRowsStayAndTheOthersAreLikeThem() {
    Table grown = grower(1).grow(300);
    assertThat(grown.rows()).hasSize(300).containsAll(SMALL.rows());
    assertThat(grown.rows().stream().map(row -> row.values().get(1)).collect(Collectors.toSet()))
        .as("identities")
        .hasSize(300);
    assertThat(grown.rows())
        .extracting(TableGeneratorTest::at)
        .isSorted()
        .allSatisfy(at -> assertThat(at).isBetween(START, START.plus(Duration.ofMinutes(56))));
    assertThat(grown.rows().stream().filter(TableGeneratorTest::failed))
        .hasSizeBetween(70, 130)
        .allSatisfy(
            row -> {
              assertThat(row.values().get(3)).as("a time-out").isEqualTo(60_000L);
              assertThat(at(row)).isAfter(START.plus(Duration.ofMinutes(27)));
            });
  }

  @Test
  void whatRisesGoesOnRising() {
    assertThat(grower(1).grow(300).rows())
        .filteredOn(row -> !failed(row))
        .allSatisfy(
            row -> {
              double expected = 100 + 10 * minute(row);
              assertThat(((Long) row.values().get(3)).doubleValue())
                  .isBetween(expected * 0.85 - 5, expected * 1.15 + 5);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "STEP,   0, 30, 0.00, 0.00",
    "STEP,  30, 56, 0.30, 0.50",
    "RAMP,   0, 30, 0.00, 0.00",
    "RAMP,  30, 43, 0.01, 0.20",
    "RAMP,  43, 56, 0.20, 0.45",
    "SPIKES, 0, 30, 0.00, 0.00",
    "SPIKES, 30, 32, 0.30, 0.50",
    "SPIKES, 33, 39, 0.00, 0.00",
    "SPIKES, 50, 52, 0.30, 0.50"
  })
  void aFaultHasItsPattern(Pattern pattern, int from, int to, double least, double most) {
    List<Boolean> faulty = SMALL.rows().stream().map(TableGeneratorTest::failed).toList();
    var fault = new Fault(faulty, pattern, START.plus(Duration.ofMinutes(30)), 0.4);
    List<Row> within =
        grower(3).grow(5_000, fault).rows().stream()
            .filter(row -> minute(row) >= from && minute(row) < to)
            .toList();
    assertThat(within).hasSizeGreaterThan(100);
    double failed = within.stream().filter(TableGeneratorTest::failed).count();
    assertThat(failed / within.size()).isBetween(least, most);
  }

  @Test
  void aTableThatSaysNotWhenDoesNotGrow() {
    assertThat(TableGenerator.of(new Table(COLUMNS, List.of()), 1)).isEmpty();
    assertThat(
            TableGenerator.of(
                new Table(List.of(COLUMNS.get(1)), List.of(Row.of("a"), Row.of("b"))), 1))
        .isEmpty();
  }

  @Test
  void oneRowGrowsByItself() {
    Table one = new Table(COLUMNS, SMALL.rows().subList(0, 1));
    Set<Object> times =
        TableGenerator.of(one, 1).orElseThrow().grow(5).rows().stream()
            .map(row -> row.values().get(0))
            .collect(Collectors.toSet());
    assertThat(times).containsExactly(START);
  }

  private static TableGenerator grower(long seed) {
    return TableGenerator.of(SMALL, seed).orElseThrow();
  }

  private static Instant at(Row row) {
    return (Instant) row.values().get(0);
  }

  private static double minute(Row row) {
    return Duration.between(START, at(row)).toMillis() / 60_000.0;
  }

  private static boolean failed(Row row) {
    return Integer.valueOf(500).equals(row.values().get(2));
  }
}
