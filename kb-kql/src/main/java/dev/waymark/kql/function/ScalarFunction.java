package dev.waymark.kql.function;

/**
 * A way to call a function.
 *
 * @param strict whether the result is null as soon as one argument is
 */
public record ScalarFunction(FunctionSignature signature, boolean strict, FunctionBody body) {}
