package dev.waymark.server.run;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Makes answers of what people bring from a terminal of their own. */
@ApplicationScoped
public class HandAnswers {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("ExitCode", ColumnType.LONG),
          new Column("Stdout", ColumnType.STRING),
          new Column("Stderr", ColumnType.STRING));

  private final Clock clock;

  HandAnswers(Clock clock) {
    this.clock = clock;
  }

  /** The output of a command that somebody ran by hand, taken to have gone well. */
  public Answer ofOutput(String output, Actor by) {
    return new Answer.Complete(
        new Table(COLUMNS, List.of(Row.of(0L, output, ""))),
        Provenance.offline("pasted by " + by.name(), false, clock.instant()));
  }
}
