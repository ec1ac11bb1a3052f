package dev.waymark.runbooks.fence;

import dev.waymark.kql.syntax.Highlight;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.paste.PasteReading;
import dev.waymark.runbooks.paste.PastedTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of one kind of fence. A type is registered by a line with its class's name in
 * {@code META-INF/services/dev.waymark.runbooks.fence.FenceType}; {@link FenceTypes} finds it
 * there, and nothing else lists the kinds.
 */
public interface FenceType {
  /** Its name. */
  FenceKind kind();

  /** What it asks, in the words of a page's heading. */
  String title();

  /** What the same fence is labelled elsewhere; an author who writes one of these is told ours. */
  default List<String> otherLabels() {
    return List.of();
  }

  /** The options that may stand behind its label. */
  default List<FenceOption> options() {
    return List.of(FenceOption.TIMEOUT);
  }

  /**
   * The parameters and remembered values that a fence needs besides those that its body names.
   *
   * @param options what stands behind its label
   */
  default List<String> namedBy(Map<String, String> options) {
    return options().stream()
        .filter(option -> option.namesValue() && options.containsKey(option.name()))
        .map(option -> options.getOrDefault(option.name(), ""))
        .toList();
  }

  /**
   * What is wrong with a body as its author wrote it.
   *
   * @param holes its values that aren't bound yet
   */
  List<BodyFault> faults(String body, Placeholders holes);

  /** The columns of the answer; empty if the query or a value decides them. */
  Optional<List<Column>> columns(String body, Placeholders holes);

  /** Whether an answer may have no rows, as far as the kind alone tells. */
  boolean mayBeEmpty();

  /**
   * What a text says that somebody pastes as the answer.
   *
   * @param sent the query that it answers
   * @param columns that the query returns, where the compiler has worked them out
   */
  default PasteReading pasted(String text, BoundQuery sent, Optional<List<Column>> columns) {
    return PastedTable.read(
        text, columns.or(() -> columns(sent.text(), Placeholders.none())), true);
  }

  /** A recorded or pasted answer with the columns that follow from its others. */
  default Table completed(Table answer) {
    return answer;
  }

  /**
   * The fence with its values. Each is encoded for the place where it stands, never pasted.
   *
   * @throws UnboundException if a value is missing or can't stand at its place
   */
  BoundQuery bind(UnboundFence fence, RunValues values);

  /** How KQL is written in it; empty if its body is something else. */
  default Optional<KqlDialect> dialect() {
    return Optional.empty();
  }

  /** Whether it is a command, whose answer is what it printed. */
  default boolean isCommand() {
    return false;
  }

  /** Whether its answer lists what was changed around the incident. */
  default boolean showsChanges(String body) {
    return false;
  }

  /** The chart that the body itself asks for, {@code time} or {@code bar}. */
  default Optional<String> chart(String body) {
    return Optional.empty();
  }

  /** A body in its colours: all of the text, part by part. */
  default List<Highlight> highlight(String body) {
    return Colouring.NONE.of(body);
  }

  /** Where the Azure portal opens the same query. */
  default Optional<String> portalLink(BoundQuery query) {
    return Optional.empty();
  }
}
