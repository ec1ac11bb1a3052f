package dev.waymark.cli;

import dev.waymark.model.source.Nearest;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.scenario.Scenario;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Finds the scenario that somebody named, or the only one there is. */
final class ChosenScenario {

  private static final int MOST_LISTED = 12;
  private static final Pattern WORD_END = Pattern.compile("[^a-z0-9]+");

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
      throw wrong(
          spec,
          "say with --scenario which data to run on: "
              + names(known.stream().map(Scenario::name).toList()));
    }
    require(known.stream().map(Scenario::name).toList(), name, spec);
    return known.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
  }

  /** Refuses a name that isn't known, and says which one was probably meant. */
  static void require(List<String> known, String name, CommandSpec spec) {
    if (!known.contains(name)) {
      String guess =
          Nearest.to(name, known)
              .map(near -> "; did you mean `" + near + "`?")
              .orElseGet(() -> known.isEmpty() ? "" : "; there are " + names(like(name, known)));
      throw wrong(spec, "there is no scenario `" + name + "`" + guess);
    }
  }

  /** Those that have a word in common with what was written, or all if none has. */
  private static List<String> like(String written, List<String> known) {
    Set<String> words =
        new HashSet<>(Arrays.asList(WORD_END.split(written.toLowerCase(Locale.ROOT))));
    List<String> like =
        known.stream()
            .filter(name -> Arrays.stream(WORD_END.split(name)).anyMatch(words::contains))
            .toList();
    return like.isEmpty() ? known : like;
  }

  private static String names(List<String> known) {
    String listed =
        known.stream()
            .limit(MOST_LISTED)
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "));
    return known.size() > MOST_LISTED
        ? listed + " and " + (known.size() - MOST_LISTED) + " more"
        : listed;
  }

  private static ParameterException wrong(CommandSpec spec, String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
