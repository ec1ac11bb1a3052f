package dev.waymark.server.lesson;

import dev.waymark.model.incident.Lesson;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Secrets;
import dev.waymark.model.source.Severity;
import dev.waymark.runbooks.scenario.ScenarioWalk;
import dev.waymark.runbooks.write.TextDiff;
import dev.waymark.server.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a lesson would change in the knowledge base, tried out.
 *
 * @param fields what its author fills in
 * @param base commit at which the entry was read that the change is made from; absent if the
 *     content isn't a repository
 * @param baseHash of that text
 * @param path of the entry's file, relative to the content's root
 * @param text of the whole entry as it would be
 * @param diff from the entry as it is now
 * @param files everything that would be written, the entry among it, by path
 * @param unwritten why the entry isn't changed as the fields say
 * @param issues of the new text that the old one doesn't have
 * @param walks of all scenarios over the new text
 * @param toDo what people still have to do themselves
 */
public record LessonDraft(
    Lesson lesson,
    List<Field> fields,
    Optional<String> base,
    String baseHash,
    String path,
    String text,
    TextDiff diff,
    Map<String, String> files,
    Optional<Problem> unwritten,
    List<Issue> issues,
    List<ScenarioWalk> walks,
    List<String> toDo) {
  public LessonDraft {
    fields = List.copyOf(fields);
    files = Map.copyOf(files);
    issues = List.copyOf(issues);
    walks = List.copyOf(walks);
    toDo = List.copyOf(toDo);
  }

  /** Whether the new text would run. */
  public boolean compiles() {
    return errors().isEmpty();
  }

  /** What keeps the new text from running. */
  List<Issue> errors() {
    return issues.stream().filter(issue -> issue.severity() == Severity.ERROR).toList();
  }

  /** The secrets that were removed from what would be written beside the entry, by file. */
  public Map<String, List<Secrets.Removed>> removedSecrets() {
    Map<String, List<Secrets.Removed>> removed = new TreeMap<>();
    files.forEach(
        (file, text) -> {
          List<Secrets.Removed> here = file.equals(path) ? List.of() : Secrets.marks(text);
          if (!here.isEmpty()) {
            removed.put(file, here);
          }
        });
    return removed;
  }

  /** The scenarios that would take another way than the one that they are recorded for. */
  public List<ScenarioWalk> failing() {
    return walks.stream().filter(walk -> !walk.passed()).toList();
  }
}
