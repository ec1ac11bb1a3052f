package dev.waymark.runbooks.tree;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.run.SeenValue;
import dev.waymark.model.run.StepFinding;
import dev.waymark.runbooks.condition.Bindings;
import dev.waymark.runbooks.condition.Sentence;
import dev.waymark.runbooks.condition.Sight;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is found if a row of a table holds.
 *
 * @param words the row's {@code Means} without markup
 * @param sentence what its author says of it with values; absent if it has none
 * @param contradicts the rows that can't hold as well
 */
public record Conclusion(String words, Optional<Sentence> sentence, Set<RowPlace> contradicts) {
  public Conclusion {
    requireNonNull(words);
    requireNonNull(sentence);
    contradicts = Set.copyOf(contradicts);
  }

  /**
   * The finding: the author's sentence, or what the row means with the values that made it hold.
   * That is said too if a value of the sentence is missing.
   *
   * @param decisive what was seen by the conditions that decided for the row
   * @param day on which it is found: times of that day are told without their date
   */
  public StepFinding finding(Bindings bindings, List<Sight> decisive, Optional<LocalDate> day) {
    List<SeenValue> seen = decisive.stream().map(sight -> sight.readable(day)).toList();
    return sentence
        .flatMap(said -> said.tell(bindings, day))
        .map(said -> new StepFinding(said.text(), distinct(said.seen(), seen)))
        .orElseGet(() -> asItMeans(distinct(seen, List.of())));
  }

  /** The finding where nothing was looked at. */
  public StepFinding unseen() {
    return asItMeans(List.of());
  }

  private StepFinding asItMeans(List<SeenValue> seen) {
    String values = seen.stream().map(SeenValue::toString).collect(Collectors.joining(", "));
    String text =
        words.isEmpty() || values.isEmpty() ? words + values : unfinished() + ": " + values;
    return new StepFinding(text, seen);
  }

  /** Whether a finding begins with what the row means, so that nobody need say it again. */
  public boolean isToldBy(StepFinding finding) {
    return finding.text().startsWith(unfinished());
  }

  private String unfinished() {
    return words.replaceFirst("[.:;]$", "");
  }

  /** Each name once: what a sentence says of it counts before what a condition saw. */
  private static List<SeenValue> distinct(List<SeenValue> first, List<SeenValue> then) {
    Map<String, SeenValue> byName = new LinkedHashMap<>();
    first.forEach(value -> byName.putIfAbsent(value.name(), value));
    then.forEach(value -> byName.putIfAbsent(value.name(), value));
    return new ArrayList<>(byName.values());
  }
}
