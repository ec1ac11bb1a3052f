package dev.waymark.runbooks.tree;

import dev.waymark.model.entry.Fence;
import dev.waymark.runbooks.kql.CheckedQuery;
import java.util.List;
import java.util.Optional;

/**
 * A fence, the patterns that its answer may show, and what to remember of it.
 *
 * @param names the parameters and remembered values that the fence's body names
 * @param query what a fence of KQL asks, checked; empty for every other kind
 * @param branches in the order in which they are tried; the last one is {@code otherwise}
 */
public record CompiledCheck(
    Fence fence,
    List<String> names,
    Optional<CheckedQuery> query,
    List<Branch> branches,
    List<Remember> remembers) {
  public CompiledCheck {
    names = List.copyOf(names);
    branches = List.copyOf(branches);
    remembers = List.copyOf(remembers);
  }

  /** A check that nobody has looked into as KQL. */
  public CompiledCheck(
      Fence fence, List<String> names, List<Branch> branches, List<Remember> remembers) {
    this(fence, names, Optional.empty(), branches, remembers);
  }
}
