package dev.waymark.runbooks.scenario;

import dev.waymark.model.run.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One folder of recorded data beside an entry, and the walk that it is recorded for.
 *
 * @param name of the folder
 * @param parameters as in the entry, written as text
 * @param questions which answer is given at each question, and what is said of each action that a
 *     person verifies: slug to the text of the answer's cell; {@code slug.2} where it's another one
 *     from the second visit on
 * @param actions which action is chosen at a cause that has several: slug to slug
 * @param verifiedAfter how long after an action was carried out it's verified
 * @param path slugs of the nodes in the order of the walk
 */
public record Scenario(
    String name,
    String title,
    Path folder,
    Map<String, String> parameters,
    Map<String, String> questions,
    Map<String, String> actions,
    Duration verifiedAfter,
    List<String> path,
    Outcome outcome) {
  /** How long after an action it's verified where a scenario doesn't say. */
  public static final Duration VERIFIED_AFTER = Duration.ofMinutes(10);

  public Scenario {
    parameters = Map.copyOf(parameters);
    questions = Map.copyOf(questions);
    actions = Map.copyOf(actions);
    path = List.copyOf(path);
  }

  /**
   * The answer that a person gives at a node.
   *
   * @param stay which of the run's visits of the node it is, from 1
   */
  public Optional<String> reply(String node, int stay) {
    return IntStream.iterate(stay, number -> number > 0, number -> number - 1)
        .mapToObj(number -> number == 1 ? node : node + "." + number)
        .map(questions::get)
        .filter(Objects::nonNull)
        .findFirst();
  }
}
