package dev.waymark.runbooks.cli;

import dev.waymark.model.source.Nearest;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.run.Reaction;
import dev.waymark.runbooks.run.RunMachine;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.tree.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kb run}. */
@Command(
    description = "Step through an entry on recorded data, in the terminal.",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit codes: 0 the run came to its end, 1 it didn't, 2 wrong usage."})
final class RunCommand implements Callable<Integer> {

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final EntryArgument entry = new EntryArgument();

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "The scenario whose recorded data answers; not needed where there is only one.")
  private @Nullable String scenario;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A parameter, instead of the scenario's or the default value.")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(
      names = "--yes",
      description = "Ask nothing: take what is proposed, and answer as the scenario does.")
  private boolean yes;

  RunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CompiledEntry compiled = entry.load(terminal);
    Optional<Tree> tree = Broken.treeOf(compiled, terminal);
    if (tree.isEmpty()) {
      return ExitCode.BAD;
    }
    Scenario chosen = scenario(compiled);
    Map<String, String> values = new LinkedHashMap<>(chosen.parameters());
    values.putAll(parameters);
    Reaction start =
        new RunMachine(tree.get()).start(values, Optional.of(chosen.name()), Optional.empty());
    if (start instanceof Reaction.Refused refused) {
      throw wrong(refused.message() + ". " + refused.hint());
    }
    Ink ink = new Ink(terminal.coloured());
    RunSession session =
        new RunSession(
            tree.get(),
            chosen,
            RecordedSource.withTables(chosen, compiled.schemas(), terminal.clock()),
            new StepView(terminal.err(), ink),
            yes ? new ScriptedDialogue() : new TypedDialogue(terminal, ink));
    boolean ended = session.walk(((Reaction.Accepted) start).state());
    return ended ? ExitCode.GOOD : ExitCode.BAD;
  }

  private Scenario scenario(CompiledEntry compiled) {
    List<Scenario> known = compiled.scenarios();
    if (known.isEmpty()) {
      throw wrong("`" + compiled.id() + "` has no scenario to run on");
    }
    if (scenario == null) {
      if (known.size() == 1) {
        return known.get(0);
      }
      throw wrong("say with --scenario which data to run on: " + names(known));
    }
    return known.stream()
        .filter(s -> s.name().equals(scenario))
        .findFirst()
        .orElseThrow(() -> unknown(known));
  }

  private ParameterException unknown(List<Scenario> known) {
    String guess =
        Nearest.to(String.valueOf(scenario), known.stream().map(Scenario::name).toList())
            .map(name -> "; did you mean `" + name + "`?")
            .orElseGet(() -> "; there are " + names(known));
    return wrong("there is no scenario `" + scenario + "`" + guess);
  }

  private static String names(List<Scenario> known) {
    return known.stream().map(s -> "`" + s.name() + "`").collect(Collectors.joining(", "));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
