package dev.waymark.runbooks.condition;

import dev.waymark.model.run.SeenValue;
import dev.waymark.model.run.StepFinding;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.value.ReadableValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sentence with values: {@code {row.Failed} of {row.Calls} calls fail}. What stands in braces is
 * an expression that type-checks, and gives a single value.
 */
public final class Sentence {
  private final List<Part> parts;

  Sentence(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** A piece of the sentence. */
  sealed interface Part {
    /** Text that is said as it stands. */
    record Words(String text) implements Part {}

    /** A value that is said as people read it. */
    record Said(Condition expression, Excerpt written) implements Part {}
  }

  /**
   * What it says, with what was looked at for it; absent if one of its values is missing.
   *
   * @param day on which it is said: times of that day are told without their date
   */
  public Optional<StepFinding> tell(Bindings bindings, Optional<LocalDate> day) {
    StringBuilder text = new StringBuilder();
    List<SeenValue> seen = new ArrayList<>();
    for (Part part : parts) {
      switch (part) {
        case Part.Words words -> text.append(words.text());
        case Part.Said said -> {
          Condition.Look look = said.expression().look(bindings);
          if (!(look.value() instanceof Value.Found found)) {
            return Optional.empty();
          }
          text.append(ReadableValue.of(found.value(), day));
          look.seen().forEach(sight -> seen.add(sight.readable(day)));
        }
      }
    }
    return Optional.of(new StepFinding(text.toString().strip(), seen));
  }

  /** Where it reads the first row for certain, though there may be none. */
  List<SourceSpan> needingRow() {
    return parts.stream()
        .filter(Part.Said.class::isInstance)
        .map(Part.Said.class::cast)
        .filter(said -> said.expression().outlook().failsWithoutRows())
        .map(said -> said.written().span())
        .toList();
  }
}
