package dev.waymark.runbooks.condition;

import dev.cel.common.CelOptions;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;

/** CEL with our bounds: its reader and its type checker, made when they are first needed. */
final class Cel {
  static final int LONGEST_EXPRESSION = 4_000;

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(LONGEST_EXPRESSION)
          .maxParseRecursionDepth(64)
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

  private static final class Reader {
    private static final CelParser PARSER =
        CelParserFactory.standardCelParserBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .build();
  }
}
