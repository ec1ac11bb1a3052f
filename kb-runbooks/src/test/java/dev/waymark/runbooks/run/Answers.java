package dev.waymark.runbooks.run;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers with one column {@code N} of whole numbers. */
public final class Answers {
  public static final Instant AT = Instant.parse("2026-11-01T02:00:00Z");

  private static final Provenance TEST = Provenance.offline("test", true, Instant.EPOCH);

  private Answers() {}

  public static Answer rows(@Nullable Long... values) {
    return new Answer.Complete(table(values), TEST);
  }

  public static Answer partial(@Nullable Long... values) {
    return new Answer.Partial(table(values), "the source stopped early", TEST);
  }

  public static Answer.Failed failed() {
    return new Answer.Failed(FailureKind.TIMED_OUT, "timed out after 20 s", "Ask again.", TEST);
  }

  private static Table table(@Nullable Long... values) {
    return new Table(
        List.of(new Column("N", ColumnType.LONG)),
        Arrays.stream(values).map(value -> Row.of(value)).toList());
  }
}
