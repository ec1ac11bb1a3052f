package dev.waymark.bench;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Tables of requests and of the operations that they call, made from a seed. */
final class GeneratedTables {
  static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private static final int KEYS = 1_000;

  private GeneratedTables() {}

  static Table requests(int count) {
    var random = new SplittableRandom(17);
    var rows = new ArrayList<Row>(count);
    for (int i = 0; i < count; i++) {
      rows.add(
          Row.of(
              NOW.minusMillis(i * 10L),
              "key-" + random.nextInt(KEYS),
              "region-" + random.nextInt(20),
              random.nextInt(10) == 0 ? 500L : 200L,
              random.nextDouble() * 1000));
    }
    return new Table(
        List.of(
            new Column("TimeGenerated", ColumnType.DATETIME),
            new Column("Key", ColumnType.STRING),
            new Column("Region", ColumnType.STRING),
            new Column("Code", ColumnType.LONG),
            new Column("DurationMs", ColumnType.REAL)),
        rows);
  }

  static Table operations() {
    var rows = new ArrayList<Row>(KEYS);
    for (int i = 0; i < KEYS; i++) {
      rows.add(Row.of("key-" + i, "operation " + i));
    }
    return new Table(
        List.of(new Column("Key", ColumnType.STRING), new Column("Operation", ColumnType.STRING)),
        rows);
  }
}
