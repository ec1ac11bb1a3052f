package dev.waymark.runbooks.run;

import dev.waymark.model.table.Timespan;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Parameters as people write them. */
public final class ParameterTexts {
  private ParameterTexts() {}

  /** A text that reads back as the value. */
  public static String of(@Nullable Object value) {
    return value instanceof Duration length ? Timespan.format(length) : String.valueOf(value);
  }
}
