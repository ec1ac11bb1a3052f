package dev.waymark.runbooks.tree;

import dev.waymark.model.entry.Fence;
import java.util.List;

/**
 * A fence, the patterns that its answer may show, and what to remember of it.
 *
 * @param names the parameters and remembered values that the fence's body names
 * @param branches in the order in which they are tried; the last one is {@code otherwise}
 */
public record CompiledCheck(
    Fence fence, List<String> names, List<Branch> branches, List<Remember> remembers) {
  public CompiledCheck {
    names = List.copyOf(names);
    branches = List.copyOf(branches);
    remembers = List.copyOf(remembers);
  }
}
