package dev.waymark.kql.function;

/** What a function does with its arguments, which are converted to its parameters' types. */
@FunctionalInterface
public interface FunctionBody {
  Object call(Object[] arguments);
}
