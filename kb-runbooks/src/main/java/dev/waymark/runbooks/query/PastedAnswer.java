package dev.waymark.runbooks.query;

import dev.waymark.kql.QueryPlan;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Provenance;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.paste.PasteReading;
import dev.waymark.runbooks.tree.CompiledCheck;

/** What a person pastes as the answer to a query that they asked elsewhere. */
public sealed interface PastedAnswer {
  /** It answers the query. */
  record Accepted(Answer answer) implements PastedAnswer {}

  /** It doesn't; says where and why. */
  record Refused(PasteReading.Unreadable why) implements PastedAnswer {}

  /**
   * Reads a text.
   *
   * @param sent the query with its values
   * @param from who pasted it, and when
   */
  static PastedAnswer read(CompiledCheck check, BoundQuery sent, String text, Provenance from) {
    return switch (FenceTypes.of(sent.kind())
        .pasted(text, sent, check.query().flatMap(QueryPlan::columns))) {
      case PasteReading.Complete(var table) -> new Accepted(new Answer.Complete(table, from));
      case PasteReading.Partial(var table, String reason) ->
          new Accepted(new Answer.Partial(table, reason, from));
      case PasteReading.Unreadable why -> new Refused(why);
    };
  }
}
