package dev.waymark.model.run;

import dev.waymark.model.entry.FenceKind;
import java.util.Map;

/**
 * A fence with its values bound, ready to be sent.
 *
 * @param text what is really sent: for KQL the {@code let} lines and the author's query
 * @param options the fence's options
 */
public record BoundQuery(FenceKind kind, String text, Map<String, String> options) {
  public BoundQuery {
    options = Map.copyOf(options);
  }
}
