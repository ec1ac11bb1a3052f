package dev.waymark.runbooks.fence;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.Table;
import java.util.List;
import java.util.Optional;

/** What is known of one kind of fence before anything is asked. */
public interface FenceType {
  static FenceType of(FenceKind kind) {
    return switch (kind) {
      case KQL, RESOURCE_GRAPH -> new QueryFence();
      case METRICS -> new MetricsFence();
      case ACTIVITY_LOG -> new ActivityLogFence();
      case HTTP -> new HttpFence();
      case TLS -> new TlsFence();
      case DNS -> new DnsFence();
      case TCP -> new TcpFence();
      case AZURECLI, BASH -> new CommandFence();
    };
  }

  /**
   * What is wrong with a body as its author wrote it.
   *
   * @param holes its values that aren't bound yet
   */
  List<BodyFault> faults(String body, Holes holes);

  /** The columns of the answer; empty where the query or a value decides them. */
  Optional<List<Column>> columns(String body, Holes holes);

  /** Whether an answer may have no rows, as far as the kind alone tells. */
  boolean mayBeEmpty();

  /** A recorded or pasted answer with the columns that follow from its others. */
  default Table completed(Table answer) {
    return answer;
  }
}
