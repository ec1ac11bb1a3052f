package dev.waymark.runbooks.paste;

import dev.waymark.model.source.Position;
import dev.waymark.model.table.Table;
import java.util.function.UnaryOperator;

/** What a pasted text says as the answer to a query. */
public sealed interface PasteReading {
  /** The same with other tables in place of what was read. */
  default PasteReading map(UnaryOperator<Table> mapping) {
    return switch (this) {
      case Complete(Table table) -> new Complete(mapping.apply(table));
      case Partial(Table table, String reason) -> new Partial(mapping.apply(table), reason);
      case Unreadable unreadable -> unreadable;
    };
  }

  /** All rows. */
  record Complete(Table table) implements PasteReading {}

  /**
   * Some rows: the text itself says that there are more.
   *
   * @param reason why
   */
  record Partial(Table table, String reason) implements PasteReading {}

  /**
   * It isn't the answer to the query.
   *
   * @param at where in the text
   * @param problem what is wrong there
   * @param hint what to do
   */
  record Unreadable(Position at, String problem, String hint) implements PasteReading {
    /** The problem with its place. */
    public String message() {
      return "Line %d, column %d: %s".formatted(at.line(), at.column(), problem);
    }
  }
}
