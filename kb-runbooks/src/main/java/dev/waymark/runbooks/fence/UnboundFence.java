package dev.waymark.runbooks.fence;

import dev.waymark.model.entry.Fence;
import dev.waymark.model.run.BoundQuery;
import java.util.List;

/**
 * A fence as its author wrote it, with what binding its values needs to know.
 *
 * @param names the parameters and remembered values that it uses
 * @param definitions the {@code let} statements that it needs, in order, without their semicolons
 */
public record UnboundFence(Fence fence, List<String> names, List<String> definitions) {
  public UnboundFence {
    names = List.copyOf(names);
    definitions = List.copyOf(definitions);
  }

  /** What the author wrote. */
  public String body() {
    return fence.body().text();
  }

  /** The query that the fence is with this text in place of the author's. */
  public BoundQuery with(String text) {
    return new BoundQuery(fence.kind(), text, fence.options());
  }
}
