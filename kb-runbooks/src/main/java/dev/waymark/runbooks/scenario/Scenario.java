package dev.waymark.runbooks.scenario;

import dev.waymark.model.run.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One folder of recorded data beside an entry, and the walk that it is recorded for.
 *
 * @param name of the folder
 * @param parameters as in the entry, written as text
 * @param questions which answer is given at each question step: slug to the text of the answer's
 *     cell
 * @param actions which action is chosen at a cause that has several: slug to slug
 * @param path slugs of the nodes in the order of the walk
 */
public record Scenario(
    String name,
    String title,
    Path folder,
    Map<String, String> parameters,
    Map<String, String> questions,
    Map<String, String> actions,
    List<String> path,
    Outcome outcome) {
  public Scenario {
    parameters = Map.copyOf(parameters);
    questions = Map.copyOf(questions);
    actions = Map.copyOf(actions);
    path = List.copyOf(path);
  }
}
