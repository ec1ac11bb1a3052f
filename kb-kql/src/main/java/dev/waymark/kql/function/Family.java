package dev.waymark.kql.function;

import java.util.ArrayList;
import java.util.List;

/** Collects the functions of a family. */
final class Family {
  private final List<ScalarFunction> functions = new ArrayList<>();

  /** A function whose result is null if an argument is. */
  void strict(String signature, FunctionBody body) {
    functions.add(new ScalarFunction(FunctionSignature.of(signature), true, body));
  }

  /** A function that deals with nulls itself. */
  void lenient(String signature, FunctionBody body) {
    functions.add(new ScalarFunction(FunctionSignature.of(signature), false, body));
  }

  List<ScalarFunction> functions() {
    return functions;
  }
}
