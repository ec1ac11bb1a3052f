package dev.waymark.kql.function;

import org.jspecify.annotations.Nullable;

/** What a function does with its arguments, which are converted to its parameters' types. */
@FunctionalInterface
public interface Body {
  @Nullable Object call(@Nullable Object[] arguments);
}
