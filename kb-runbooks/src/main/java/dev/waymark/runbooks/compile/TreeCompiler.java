package dev.waymark.runbooks.compile;

import dev.waymark.kql.Schemas;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Severity;
import dev.waymark.model.source.StageResult;
import dev.waymark.runbooks.tree.Tree;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles an entry into its tree. The passes, in this order, each a value of its own that no later
 * pass changes, with the issues that it found:
 *
 * <ol>
 *   <li>{@link Targets}: entry → what links may lead to
 *   <li>{@link Definitions}: entry → definitions, and which of them each query needs
 *   <li>{@link Names}: entry → parameters and remembered values, and which of them fences name
 *   <li>{@link Queries}: KQL fences → checked queries with their columns, and the types of what is
 *       remembered
 *   <li>{@link CompiledNodes}: the title of incidents → compiled; bodies of other fences → checked;
 *       steps, causes and actions → nodes with resolved branches and compiled conditions, and their
 *       {@link Edges}
 *   <li>{@link GraphCheck}: edges → unreachable nodes, endless circles, dead ends
 *   <li>{@link RememberedFlow}: edges → values used where nothing has remembered them
 *   <li>{@link CommandCheck}: fences and code → commands that change something, secrets
 *   <li>{@link UnusedNames}: fences and conditions → parameters and remembered values without use
 * </ol>
 *
 * What can't be resolved is left out of the nodes, so that every later pass still runs; a tree
 * comes out only if no pass found an error.
 */
public final class TreeCompiler {
  private TreeCompiler() {}

  /**
   * Every issue of the entry that its own text shows; those of the parser are not repeated.
   *
   * @param schemas of the tables that queries may name
   */
  public static StageResult<Tree> compile(Entry entry, Schemas schemas) {
    Targets targets = new Targets(entry);
    Definitions definitions = new Definitions(entry, schemas);
    Names names = new Names(entry, definitions);
    Queries queries = new Queries(entry, definitions, names, schemas);
    CompiledNodes nodes = new CompiledNodes(entry, targets, definitions, names, queries);
    Edges edges = nodes.edges();

    List<Issue> issues = new ArrayList<>(definitions.issues());
    issues.addAll(names.issues());
    issues.addAll(queries.issues());
    issues.addAll(nodes.issues());
    issues.addAll(GraphCheck.check(entry, targets, edges));
    issues.addAll(RememberedFlow.check(entry, names, edges));
    issues.addAll(CommandCheck.check(entry));
    if (!broken(issues)) {
      issues.addAll(UnusedNames.check(entry, names));
    }
    return broken(issues) || entry.steps().isEmpty()
        ? StageResult.failed(issues)
        : StageResult.of(
            new Tree(
                entry, nodes.incidentTitle(), entry.steps().get(0).heading().slug(), nodes.nodes()),
            issues);
  }

  private static boolean broken(List<Issue> issues) {
    return issues.stream().anyMatch(issue -> issue.severity() == Severity.ERROR);
  }
}
