package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Meter;
import dev.waymark.kql.value.Refusal;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.List;

/** The rows of relations, with what computing them uses up. */
final class MeteredRows {
  private MeteredRows() {}

  /** Rows may share an array that is large once it's written out for each. */
  static void charge(List<Column> columns, List<Object[]> rows, Meter meter) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).type() == ColumnType.DYNAMIC) {
        for (Object[] row : rows) {
          meter.made(row[i]);
        }
      }
    }
  }

  /** What the operators of a pipe use up is given back when the last one's rows are there. */
  static Relation piped(Relation relation) {
    return relation.by(
        run -> {
          long before = run.meter().held();
          List<Object[]> rows = relation.rows(run);
          run.meter().pipeDone(before, rows);
          return rows;
        });
  }

  /** What an operator uses up is given back when its rows are there. */
  static Relation metered(SourceSpan span, Relation relation) {
    return relation.by(
        run -> {
          long before = run.meter().held();
          try {
            List<Object[]> rows = relation.rows(run);
            run.meter().rows(rows.size());
            run.meter().operatorDone(before, rows);
            return rows;
          } catch (Refusal refusal) {
            throw refusal.at(span);
          } catch (QueryLimitException stopped) {
            throw stopped.at(span);
          }
        });
  }
}
