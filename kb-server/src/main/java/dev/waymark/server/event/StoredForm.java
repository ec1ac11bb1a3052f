package dev.waymark.server.event;

import java.util.Optional;
import java.util.function.Supplier;

/** Reads what stands in the database, and may not be what was written there. */
public final class StoredForm {
  private StoredForm() {}

  /** What a reader makes of a stored form; empty if no such form was ever written. */
  public static <T> Optional<T> read(Supplier<T> reader) {
    try {
      return Optional.of(reader.get());
    } catch (RuntimeException e) {
      // Whatever is missing in it, or of another kind, it can't be read.
      return Optional.empty();
    }
  }
}
