package dev.waymark.runbooks.query;

import dev.waymark.model.entry.Fence;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.UnboundException;
import dev.waymark.runbooks.fence.UnboundFence;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.util.Map;

/**
 * A fence with a run's values in it. Values are bound, never pasted: each is encoded for the place
 * where it stands, or the fence isn't sent at all.
 */
public sealed interface Binding {
  /** Ready to be sent. */
  record Bound(BoundQuery query) implements Binding {}

  /**
   * A value is missing, or can't stand where the fence wants it.
   *
   * @param message which, and why
   * @param hint what the responder can do
   */
  record Unbound(String message, String hint) implements Binding {}

  /**
   * Binds values into a check's fence.
   *
   * @param params the run's parameters
   * @param remembered what earlier steps remembered
   */
  static Binding of(
      CompiledCheck check, Map<String, Object> params, Map<String, Object> remembered) {
    var unbound = new UnboundFence(check.fence(), check.names(), check.definitions());
    try {
      return new Bound(
          FenceTypes.of(check.fence().kind()).bind(unbound, new RunValues(params, remembered)));
    } catch (UnboundException e) {
      return new Unbound(e.message(), e.hint());
    }
  }

  /** A fence as its author wrote it, to be shown if it wasn't sent. */
  static BoundQuery asWritten(Fence fence) {
    return new BoundQuery(fence.kind(), fence.body().text(), fence.options());
  }
}
