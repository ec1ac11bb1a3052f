package dev.waymark.runbooks.condition;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.run.SeenValue;
import dev.waymark.model.value.ReadableValue;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an expression saw under one name.
 *
 * @param written as authors write it, such as {@code row.Failed}
 * @param name as people read it, such as {@code Failed}
 * @param values those that differ; several if a column was read to its end
 * @param more whether the column holds others too
 */
public record Sight(String written, String name, List<@Nullable Object> values, boolean more) {
  public Sight {
    requireNonNull(written);
    requireNonNull(name);
    values = Collections.unmodifiableList(new ArrayList<>(values));
  }

  static Sight of(String written, String name, @Nullable Object value) {
    return new Sight(written, name, Collections.singletonList(value), false);
  }

  /** As people read it. */
  public SeenValue readable(Optional<LocalDate> day) {
    String shown =
        values.stream()
            .map(value -> ReadableValue.of(value, day))
            .collect(Collectors.joining(", "));
    return new SeenValue(name, more ? shown + ", …" : shown);
  }
}
