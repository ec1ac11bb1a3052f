package dev.waymark.runbooks.condition;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelListsExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.ArrayList;
import java.util.List;

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

  private static final CelStringExtensions TEXTS =
      CelExtensions.strings(
          CelStringExtensions.Function.CHAR_AT,
          CelStringExtensions.Function.INDEX_OF,
          CelStringExtensions.Function.JOIN,
          CelStringExtensions.Function.LAST_INDEX_OF,
          CelStringExtensions.Function.LOWER_ASCII,
          CelStringExtensions.Function.REPLACE,
          CelStringExtensions.Function.SPLIT,
          CelStringExtensions.Function.SUBSTRING,
          CelStringExtensions.Function.TRIM,
          CelStringExtensions.Function.UPPER_ASCII);

  private static final CelListsExtensions LISTS =
      CelExtensions.lists(CelListsExtensions.Function.DISTINCT, CelListsExtensions.Function.SORT);

  /** Functions that no extension of CEL has. */
  private static final List<CelFunctionDecl> OWN =
      List.of(
          function("lower", SimpleType.STRING, SimpleType.STRING),
          function("upper", SimpleType.STRING, SimpleType.STRING),
          ofLists("sum", SimpleType.INT, SimpleType.DOUBLE, SimpleType.DURATION),
          percent(),
          milliseconds(),
          extreme("max"),
          extreme("min"));

  private Cel() {}

  /** Called on its value, {@code text.lower()}. */
  private static CelFunctionDecl function(String name, CelType result, CelType of) {
    return CelFunctionDecl.newFunctionDeclaration(
        name, CelOverloadDecl.newMemberOverload(name + "_" + of.name(), result, of));
  }

  /** Called on a list, {@code list.sum()}, or with it, {@code sum(list)}. */
  private static CelFunctionDecl ofLists(String name, CelType... items) {
    return CelFunctionDecl.newFunctionDeclaration(name, overloads(name, items));
  }

  private static List<CelOverloadDecl> overloads(String name, CelType... items) {
    List<CelOverloadDecl> overloads = new ArrayList<>();
    for (CelType item : items) {
      CelType list = ListType.create(item);
      String id = name + "_list_" + item.name();
      overloads.add(CelOverloadDecl.newMemberOverload(id, item, list));
      overloads.add(CelOverloadDecl.newGlobalOverload(id + "_global", item, list));
    }
    return overloads;
  }

  /** Of a list, or of two values. */
  private static CelFunctionDecl extreme(String name) {
    CelType[] ordered = {
      SimpleType.INT,
      SimpleType.DOUBLE,
      SimpleType.STRING,
      SimpleType.DURATION,
      SimpleType.TIMESTAMP
    };
    List<CelOverloadDecl> overloads = new ArrayList<>(overloads(name, ordered));
    for (CelType type : ordered) {
      overloads.add(CelOverloadDecl.newGlobalOverload(name + "_" + type.name(), type, type, type));
    }
    return CelFunctionDecl.newFunctionDeclaration(name, overloads);
  }

  /** Of a share, or of a part and a whole. */
  private static CelFunctionDecl percent() {
    return CelFunctionDecl.newFunctionDeclaration(
        "percent",
        CelOverloadDecl.newGlobalOverload("percent_share", SimpleType.STRING, SimpleType.DOUBLE),
        CelOverloadDecl.newGlobalOverload(
            "percent_part", SimpleType.STRING, SimpleType.INT, SimpleType.INT));
  }

  /** A length of time of a number of milliseconds. */
  private static CelFunctionDecl milliseconds() {
    return CelFunctionDecl.newFunctionDeclaration(
        "milliseconds",
        CelOverloadDecl.newGlobalOverload("milliseconds_int", SimpleType.DURATION, SimpleType.INT),
        CelOverloadDecl.newGlobalOverload(
            "milliseconds_double", SimpleType.DURATION, SimpleType.DOUBLE));
  }

  static CelParser parser() {
    return Reader.PARSER;
  }

  static CelCompiler checker(Scope scope, Purpose purpose) {
    CelCompilerBuilder checker =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addLibraries(TEXTS, LISTS)
            .addFunctionDeclarations(OWN);
    if (purpose.looksAtAlert()) {
      return checker.addVar(ConditionNames.ALERT, SimpleType.DYN).build();
    }
    CelTypes types = new CelTypes(scope);
    if (scope.verifies()) {
      checker.addVar(ConditionNames.SINCE, SimpleType.TIMESTAMP);
    }
    if (purpose.looksAtRows()) {
      checker.addVar(ConditionNames.ROWS, types.rows()).addVar(ConditionNames.ROW, types.row());
    }
    if (purpose.looksAtRun()) {
      checker.addVar(ConditionNames.REMEMBERED, types.remembered());
    }
    return checker.setTypeProvider(types).addVar(ConditionNames.PARAMS, types.params()).build();
  }

  private static final class Reader {
    private static final CelParser PARSER =
        CelParserFactory.standardCelParserBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .build();
  }
}
