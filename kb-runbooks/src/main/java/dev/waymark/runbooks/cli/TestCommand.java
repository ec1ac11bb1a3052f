package dev.waymark.runbooks.cli;

import dev.waymark.model.source.Position;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.KnowledgeBase;
import dev.waymark.runbooks.scenario.Coverage;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.scenario.ScenarioRunner;
import dev.waymark.runbooks.scenario.ScenarioWalk;
import dev.waymark.runbooks.scenario.WalkText;
import dev.waymark.runbooks.tree.Tree;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kb test}. */
@Command(
    description = "Walk every scenario of every entry, and say where one leaves its path.",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit codes: 0 all pass, 1 some fail or can't run, 2 wrong usage."})
final class TestCommand implements Callable<Integer> {

  private final Terminal terminal;
  private final Ink ink;

  @Mixin private final Paths paths = new Paths();

  @Option(names = "--coverage", description = "List the branches that no scenario takes.")
  private boolean coverage;

  TestCommand(Terminal terminal) {
    this.terminal = terminal;
    this.ink = new Ink(terminal.coloured());
  }

  @Override
  public Integer call() {
    KnowledgeBase knowledgeBase = paths.load(terminal);
    int passed = 0;
    int failed = 0;
    for (CompiledEntry entry : knowledgeBase.entries()) {
      err().println(ink.strong(entry.id()));
      Optional<Tree> tree = Broken.treeOf(entry, terminal);
      if (tree.isEmpty()) {
        failed++;
        continue;
      }
      List<ScenarioWalk> walks = walk(entry, tree.get());
      passed += (int) walks.stream().filter(ScenarioWalk::passed).count();
      failed += (int) walks.stream().filter(walk -> !walk.passed()).count();
      if (coverage) {
        report(entry, Coverage.of(tree.get(), walks));
      }
    }
    String total = Counted.of(passed + failed, "scenario", "scenarios");
    err().println(total + ": " + passed + " passed, " + failed + " failed");
    return failed == 0 ? ExitCode.GOOD : ExitCode.BAD;
  }

  private List<ScenarioWalk> walk(CompiledEntry entry, Tree tree) {
    ScenarioRunner runner = new ScenarioRunner(tree);
    List<ScenarioWalk> walks = new ArrayList<>();
    for (Scenario scenario : entry.scenarios()) {
      ScenarioWalk walk =
          runner.run(
              scenario, RecordedSource.withTables(scenario, entry.schemas(), terminal.clock()));
      walks.add(walk);
      report(tree, walk);
    }
    if (walks.isEmpty()) {
      err().println("  " + ink.quiet("no scenario"));
    }
    return walks;
  }

  private void report(Tree tree, ScenarioWalk walk) {
    String mark = walk.passed() ? ink.good("✓") : ink.bad("✗");
    String name = walk.scenario().name();
    err().println("  " + mark + " " + Printable.line(name + ": " + walk.scenario().title()));
    walk.difference()
        .ifPresent(
            difference -> {
              err().println("    " + ink.bad(Printable.line(difference.message())));
              difference.why().forEach(why -> err().println("    " + Printable.line(why)));
              walk.state().ifPresent(state -> WalkText.of(tree, state).lines().forEach(this::line));
            });
  }

  private void line(String line) {
    err().println("      " + line);
  }

  private void report(CompiledEntry entry, Coverage covered) {
    err()
        .printf(
            "  %d of %s taken%n",
            covered.taken(), Counted.of(covered.total(), "branch", "branches"));
    for (Coverage.Untaken untaken : covered.untaken()) {
      Position at = entry.source().position(untaken.span().start());
      err()
          .printf(
              "    not taken: %s:%d %s, %s%n",
              entry.source().path(), at.line(), untaken.node(), Printable.line(untaken.text()));
    }
  }

  private PrintWriter err() {
    return terminal.err();
  }
}
