package dev.waymark.runbooks.tree;

import dev.waymark.kql.QueryPlan;
import dev.waymark.model.entry.Fence;
import java.util.List;
import java.util.Optional;

/**
 * A fence, the patterns that its answer may show, and what to remember of it.
 *
 * @param names the parameters and remembered values that the fence's body names, and those that its
 *     definitions name
 * @param definitions the {@code let} statements of the entry's definitions that the query needs,
 *     each behind those that it needs itself, without its semicolon
 * @param query what a fence of KQL asks behind its definitions, bound to the tables that the
 *     schemas describe; empty for every other kind
 * @param branches in the order in which they are tried; the last one is {@code otherwise}
 */
public record CompiledCheck(
    Fence fence,
    List<String> names,
    List<String> definitions,
    Optional<QueryPlan> query,
    List<Branch> branches,
    List<RememberedValue> remembers) {
  public CompiledCheck {
    names = List.copyOf(names);
    definitions = List.copyOf(definitions);
    branches = List.copyOf(branches);
    remembers = List.copyOf(remembers);
  }

  /** A check that nobody has looked into as KQL. */
  public CompiledCheck(
      Fence fence, List<String> names, List<Branch> branches, List<RememberedValue> remembers) {
    this(fence, names, List.of(), Optional.empty(), branches, remembers);
  }
}
