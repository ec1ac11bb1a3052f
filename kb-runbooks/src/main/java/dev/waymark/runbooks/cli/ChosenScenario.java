package dev.waymark.runbooks.cli;

import dev.waymark.model.source.Nearest;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.scenario.Scenario;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Finds the scenario that somebody named, or the only one there is. */
final class ChosenScenario {

  private ChosenScenario() {}

  static Scenario of(CompiledEntry compiled, @Nullable String name, CommandSpec spec) {
    List<Scenario> known = compiled.scenarios();
    if (known.isEmpty()) {
      throw wrong(spec, "`" + compiled.id() + "` has no scenario to run on");
    }
    if (name == null) {
      if (known.size() == 1) {
        return known.get(0);
      }
      throw wrong(spec, "say with --scenario which data to run on: " + names(known));
    }
    return known.stream()
        .filter(s -> s.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(known, name, spec));
  }

  private static ParameterException unknown(List<Scenario> known, String name, CommandSpec spec) {
    String guess =
        Nearest.to(name, known.stream().map(Scenario::name).toList())
            .map(near -> "; did you mean `" + near + "`?")
            .orElseGet(() -> "; there are " + names(known));
    return wrong(spec, "there is no scenario `" + name + "`" + guess);
  }

  private static String names(List<Scenario> known) {
    return known.stream().map(s -> "`" + s.name() + "`").collect(Collectors.joining(", "));
  }

  private static ParameterException wrong(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
