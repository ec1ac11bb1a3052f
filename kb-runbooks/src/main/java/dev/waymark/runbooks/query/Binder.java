package dev.waymark.runbooks.query;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.runbooks.tree.CompiledCheck;

/** How values enter one kind of fence. */
interface Binder {
  /**
   * The fence with its values.
   *
   * @throws UnboundException where a value is missing or can't stand at its place
   */
  BoundQuery bind(CompiledCheck check, Values values);

  static Binder of(FenceKind kind) {
    return switch (kind) {
      case KQL -> new KqlBinder();
      case RESOURCE_GRAPH -> new ResourceGraphBinder();
      case METRICS, ACTIVITY_LOG -> new YamlBinder();
      case HTTP -> new HttpBinder();
      case TLS, DNS, TCP -> new HostBinder();
      case AZURECLI, BASH -> new CommandBinder();
    };
  }
}
