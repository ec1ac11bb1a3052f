package dev.waymark.runbooks.condition;

import dev.cel.common.CelOptions;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/** CEL with our bounds: reader, type checker and evaluator, each made when it's first needed. */
final class Cel {
  /** One pass over the most rows that a query returns, and not much more. */
  static final int MOST_ITERATIONS = 15_000;

  static final int LONGEST_EXPRESSION = 4_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .comprehensionMaxIterations(MOST_ITERATIONS)
          .maxExpressionCodePointSize(LONGEST_EXPRESSION)
          .maxParseRecursionDepth(64)
          .maxRegexProgramSize(10_000)
          .enableHeterogeneousNumericComparisons(true)
          .populateMacroCalls(true)
          .build();

  private Cel() {}

  static CelParser parser() {
    return Reader.PARSER;
  }

  static CelCompiler checker(Scope scope, Purpose purpose) {
    CelCompilerBuilder checker =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
    if (purpose.looksAtAlert()) {
      return checker.addVar(Names.ALERT, SimpleType.DYN).build();
    }
    CelTypes types = new CelTypes(scope);
    return checker
        .setTypeProvider(types)
        .addVar(Names.ROWS, types.rows())
        .addVar(Names.ROW, types.row())
        .addVar(Names.PARAMS, types.params())
        .addVar(Names.REMEMBERED, types.remembered())
        .build();
  }

  /** CEL's newer, planned programs take time quadratic in the length of a mapped list. */
  static CelRuntime runtime() {
    return Evaluator.RUNTIME;
  }

  private static final class Reader {
    private static final CelParser PARSER =
        CelParserFactory.standardCelParserBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .build();
  }

  private static final class Evaluator {
    private static final CelRuntime RUNTIME =
        CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(OPTIONS).build();
  }
}
