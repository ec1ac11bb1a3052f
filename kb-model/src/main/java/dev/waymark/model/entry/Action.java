package dev.waymark.model.entry;

import java.util.List;
import java.util.Optional;

/**
 * A {@code ###} under {@code ## Resolution}.
 *
 * @param verification how to see that it worked; only an action that reads may lack it
 */
public record Action(
    Heading heading,
    Prose prose,
    Risk risk,
    List<TaskItem> items,
    Optional<Verification> verification) {
  public Action {
    items = List.copyOf(items);
  }
}
