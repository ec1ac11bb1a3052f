package dev.waymark.kql.function;

/** What a function does with its arguments, which are converted to its parameters' types. */
@FunctionalInterface
public interface Body {
  Object call(Object[] arguments);
}
