package dev.waymark.runbooks.tree;

import dev.waymark.model.entry.Prose;
import java.util.List;

/**
 * What a person is asked once an action is carried out: whether it worked.
 *
 * @param options each with its state
 */
public record Verdict(Prose prose, List<Option> options) {
  public Verdict {
    options = List.copyOf(options);
  }
}
