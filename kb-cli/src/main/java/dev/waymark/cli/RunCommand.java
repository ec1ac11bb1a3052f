package dev.waymark.cli;

import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.runbooks.run.Reaction;
import dev.waymark.runbooks.run.RunMachine;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.sources.azure.AzureConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kb run}. */
@Command(
    description = "Step through an entry in the terminal, on recorded data or live.",
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
      description = {
        "The scenario whose recorded data answers; not needed where there is only one.",
        "With --live it answers what isn't asked of Azure: probes, commands, questions."
      })
  private @Nullable String scenario;

  @Option(
      names = "--live",
      description = "Ask Azure, this machine's network and this machine's commands.")
  private boolean live;

  @Mixin private final LiveOptions liveOptions = new LiveOptions();

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
    if (!live && liveOptions.isGiven()) {
      throw wrong("--azure-endpoint and --trust-certificate go with --live");
    }
    CompiledEntry compiled = entry.load(terminal);
    Optional<Tree> tree = MissingTree.treeOf(compiled, terminal);
    if (tree.isEmpty()) {
      return ExitCode.BAD;
    }
    Optional<Scenario> chosen =
        live && scenario == null
            ? Optional.empty()
            : Optional.of(ChosenScenario.of(compiled, scenario, spec));
    Map<String, String> values =
        new LinkedHashMap<>(chosen.map(Scenario::parameters).orElse(Map.of()));
    values.putAll(parameters);
    Reaction start =
        new RunMachine(tree.get()).start(values, chosen.map(Scenario::name), Optional.empty());
    if (start instanceof Reaction.Refused refused) {
      throw wrong(refused.message() + ". " + refused.hint());
    }
    RunState begun = ((Reaction.Accepted) start).state();
    Optional<QuerySource> recorded =
        chosen.map(of -> RecordedSource.withTables(of, compiled.schemas(), terminal.clock()));
    if (!live) {
      return walk(tree.get(), chosen, recorded.orElseThrow(), begun);
    }
    AzureConfiguration azure = liveOptions.azure(terminal);
    try (var tools = liveOptions.tools(terminal, azure)) {
      QuerySource source = recorded.map(tools::sourceBeside).orElseGet(tools::source);
      return walk(tree.get(), chosen, told(source), begun);
    }
  }

  /** A live query may take its time: says what is waited for. */
  private QuerySource told(QuerySource source) {
    return ask -> {
      terminal.err().printf("%n  asking `%s` (%s) …%n", ask.node(), ask.query().kind().label());
      terminal.err().flush();
      return source.ask(ask);
    };
  }

  private int walk(Tree tree, Optional<Scenario> chosen, QuerySource source, RunState begun) {
    AnsiColours ink = new AnsiColours(terminal.coloured());
    RunSession session =
        new RunSession(
            tree,
            chosen,
            source,
            new StepText(yes ? terminal.out() : terminal.err(), ink),
            yes ? new ScriptedDialogue() : new TypedDialogue(terminal, ink),
            terminal.clock(),
            live);
    return session.walk(begun) ? ExitCode.GOOD : ExitCode.BAD;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
