package dev.waymark.model.run;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.List;
import java.util.Optional;

/** The columns of answers whose shape the fence's kind decides alone. */
public final class AnswerColumns {
  private AnswerColumns() {}

  /** Empty where the query, or the metric's dimensions, decide. */
  public static Optional<List<Column>> of(FenceKind kind) {
    return switch (kind) {
      case KQL, RESOURCE_GRAPH, METRICS, ACTIVITY_LOG -> Optional.empty();
      case HTTP ->
          Optional.of(
              List.of(
                  new Column("Status", ColumnType.LONG),
                  new Column("DurationMs", ColumnType.LONG),
                  new Column("Headers", ColumnType.DYNAMIC),
                  new Column("Body", ColumnType.STRING),
                  new Column("Error", ColumnType.STRING)));
      case TLS ->
          Optional.of(
              List.of(
                  new Column("Trusted", ColumnType.BOOL),
                  new Column("HostnameMatches", ColumnType.BOOL),
                  new Column("NotAfter", ColumnType.DATETIME),
                  new Column("DaysLeft", ColumnType.LONG),
                  new Column("Issuer", ColumnType.STRING),
                  new Column("Chain", ColumnType.DYNAMIC),
                  new Column("Protocol", ColumnType.STRING),
                  new Column("Error", ColumnType.STRING)));
      case DNS ->
          Optional.of(
              List.of(
                  new Column("Name", ColumnType.STRING),
                  new Column("Type", ColumnType.STRING),
                  new Column("Ttl", ColumnType.LONG),
                  new Column("Value", ColumnType.STRING)));
      case TCP ->
          Optional.of(
              List.of(
                  new Column("Connected", ColumnType.BOOL),
                  new Column("DurationMs", ColumnType.LONG),
                  new Column("Error", ColumnType.STRING)));
      case AZURECLI, BASH ->
          Optional.of(
              List.of(
                  new Column("ExitCode", ColumnType.LONG),
                  new Column("Stdout", ColumnType.STRING),
                  new Column("Stderr", ColumnType.STRING),
                  new Column("Json", ColumnType.DYNAMIC)));
    };
  }
}
