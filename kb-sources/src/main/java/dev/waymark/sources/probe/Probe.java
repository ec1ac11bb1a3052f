package dev.waymark.sources.probe;

import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Row;
import java.util.List;
import java.util.Optional;

/** One kind of probe. What the network says is a row, even if it says no. */
interface Probe {
  /**
   * What a fence asks. May block; a socket that is opened is handed to the deadline, which closes
   * it.
   *
   * @throws ForbiddenTarget if the policy refuses the target
   * @throws ProbeException if the text can't be asked, or nothing came back that says something
   */
  Reply ask(BoundQuery query, ProbeDeadline deadline) throws ForbiddenTarget, ProbeException;

  /** What a query would connect to, for people. */
  String target(BoundQuery query);

  /**
   * What came back.
   *
   * @param rows under the columns of the fence's kind
   * @param cut why something is missing in them, if it is
   */
  record Reply(List<Row> rows, Optional<String> cut) {
    static Reply of(Row row) {
      return new Reply(List.of(row), Optional.empty());
    }
  }
}
