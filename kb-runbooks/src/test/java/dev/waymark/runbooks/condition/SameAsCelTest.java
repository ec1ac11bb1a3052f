package dev.waymark.runbooks.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions mean here what they mean to CEL's own evaluator. */
class SameAsCelTest {
  private static final Table TABLE =
      new Table(
          List.of(
              new Column("I", ColumnType.LONG),
              new Column("D", ColumnType.REAL),
              new Column("S", ColumnType.STRING),
              new Column("B", ColumnType.BOOL),
              new Column("T", ColumnType.DATETIME),
              new Column("L", ColumnType.TIMESPAN),
              new Column("J", ColumnType.DYNAMIC)),
          List.of(
              row(1L, 1.5, "eins", true, "2026-11-01T02:03:04Z", 90, List.of(1L, 2.5, "x")),
              row(-7L, 0.0, "", false, "1969-12-31T23:59:59Z", -5, Map.of("a", Map.of("b", 2L))),
              row(1L, 1.0, "zwei🙂", true, "2026-11-01T02:03:04.5Z", 0, "text")));

  private static final Bindings BINDINGS = new Bindings(TABLE, Map.of(), Map.of());
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .comprehensionMaxIterations(1_000)
          .build();
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(OPTIONS)
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .addLibraries(CelExtensions.strings(), CelExtensions.lists())
          .addVar("row", MapType.create(SimpleType.STRING, SimpleType.DYN))
          .addVar("rows", ListType.create(MapType.create(SimpleType.STRING, SimpleType.DYN)))
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.legacyCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(CelExtensions.strings())
          .addLibraries(CelExtensions.lists())
          .build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 + 2 * 3 - 4 / 2 % 3",
        "-7 / 2",
        "-7 % 3",
        "9223372036854775807 + 1",
        "-9223372036854775808 / -1",
        "-(-9223372036854775807 - 1)",
        "1.0 / 0.0",
        "0.0 / 0.0 == 0.0 / 0.0",
        "0.0 == -0.0",
        "0.0 < -0.0",
        "row.I == 1.0",
        "row.I < 1.5 && row.D > 1",
        "9007199254740993 > 9007199254740992.0",
        "9223372036854775807 < 9223372036854775808.0",
        "row.J == [1, 2.5, 'x']",
        "row.J == [1.0, 2.5, 'x']",
        "row.J == [1, 2.5]",
        "rows[1].J == {'a': {'b': 2.0}}",
        "rows[1].J.a.b",
        "rows[1].J['a']['b'] + 1",
        "rows[1].J.nope",
        "has(rows[1].J.a) && !has(rows[1].J.c)",
        "has(rows[1].J.c.d)",
        "has(row.S.x)",
        "'a' in rows[1].J",
        "2.5 in row.J",
        "3 in row.J",
        "3 in [1, 2]",
        "row.J[0]",
        "row.J[3]",
        "row.J[-1]",
        "row.J['0']",
        "[1, 2] + [3]",
        "{'a': 1}.a",
        "{'a': 1}['b']",
        "size('zwei🙂')",
        "rows[2].S.size()",
        "size([1, 2]) + size({'a': 1})",
        "'abc'.contains('b') && 'abc'.startsWith('a') && 'abc'.endsWith('c')",
        "'abc'.matches('b+')",
        "'abc'.matches('^b')",
        "'a' + 'b' == 'ab'",
        "'a' < 'b' && 'B' < 'a'",
        "false < true",
        "row.B == 'true'",
        "row.I == 'x'",
        "row.I > 'x'",
        "row.S + row.I",
        "row.I + row.D",
        "row.D % row.D",
        "true || row.X",
        "row.X || true",
        "row.X || false",
        "false && row.X",
        "row.X && false",
        "row.X && true",
        "row.I && true",
        "row.I || true",
        "row.I && false",
        "!row.I",
        "row.B ? 1 : row.X",
        "row.X ? 1 : 2",
        "row.I ? 1 : 2",
        "int('42') + int(2.9) + int(-2.9)",
        "int('x')",
        "int(1e30)",
        "double('1.5') + double(2)",
        "string(1) + string(1.5) + string(true)",
        "string(2.0)",
        "string(duration('90m'))",
        "string(duration('1.5s'))",
        "string(timestamp('2026-11-01T02:00:00Z'))",
        "bool('true') && !bool('f')",
        "bool('yes')",
        "timestamp('2026-11-01T02:00:00+02:00')",
        "timestamp('soon')",
        "timestamp(0) < row.T",
        "int(timestamp('2026-11-01T02:00:00Z'))",
        "duration('1h30m') == duration('90m')",
        "duration('-1.5s')",
        "duration('1 hour')",
        "row.L > duration('1m')",
        "row.T + row.L > row.T",
        "row.T - row.L",
        "rows[2].T - row.T",
        "row.L + row.L - duration('1s')",
        "row.T.getFullYear() + row.T.getMonth() + row.T.getDate() + row.T.getDayOfMonth()",
        "row.T.getDayOfWeek() + row.T.getDayOfYear()",
        "row.T.getHours() + row.T.getMinutes() + row.T.getSeconds()",
        "row.L.getHours() + row.L.getMinutes() + row.L.getSeconds()",
        "rows.size() == size(rows)",
        "rows.exists(r, r.I == 1)",
        "rows.exists(r, r.X == 1)",
        "rows.exists(r, r.I == -7 || r.X)",
        "rows.exists(r, r.I == 5 || r.S)",
        "rows.all(r, r.I < 5)",
        "rows.all(r, r.I < 0 || r.X == 1)",
        "rows.all(r, r.I < 0)",
        "rows.exists_one(r, r.I == 1)",
        "rows.exists_one(r, r.I == -7)",
        "rows.exists_one(r, r.I == -7 || r.X)",
        "rows.map(r, r.I)",
        "rows.map(r, r.I > 0, r.S)",
        "rows.map(r, r.X)",
        "rows.filter(r, r.B).size()",
        "rows.filter(r, r.B).map(r, r.D)",
        "rows.filter(r, r.X).size()",
        "rows.exists(a, rows.exists(b, a.I == b.I && a.S != b.S))",
        "rows.exists(r, rows.exists(r, r.I == -7) && r.I == 1)",
        "rows[1].J.exists(k, k == 'a')",
        "row.J.exists(x, x == 2.5)",
        "row.S.exists(x, x == 'e')",
        "[1, 2, 3].all(x, x > 0)",
        "dyn(1) == 1.0",
        "int(' 42\\n'.trim()) + 1",
        "'  a b\\t\\n'.trim()",
        "row.I.trim()",
        "'a,b,,c'.split(',')",
        "'a,b,,c'.split(',', 2)",
        "'a,b'.split(',', 0)",
        "'a,b'.split(',', 1)",
        "'a,b'.split(',', -1)",
        "''.split(',')",
        "'aβ🙂'.split('')",
        "''.split('')",
        "'db:5432'.split(':')[1]",
        "'AbÄ'.lowerAscii() + 'aBä'.upperAscii()",
        "'aaa'.replace('a', 'b')",
        "'aaa'.replace('a', 'bb', 2)",
        "'aaa'.replace('aa', 'b')",
        "'aaa'.replace('a', 'b', 0)",
        "'aaa'.replace('a', 'b', -1)",
        "'ab'.replace('x', 'b')",
        "'abc'.replace('', '_')",
        "'abc'.replace('', '_', 2)",
        "'zwei🙂x'.substring(4)",
        "'zwei🙂x'.substring(1, 5)",
        "'abc'.substring(3)",
        "'abc'.substring(4)",
        "'abc'.substring(2, 1)",
        "'abc'.substring(-1)",
        "'zwei🙂x'.indexOf('x') + 'abab'.lastIndexOf('b')",
        "'abc'.indexOf('z')",
        "'zwei🙂x'.charAt(4) + 'a'.charAt(1)",
        "'abc'.charAt(9)",
        "['a', 'b'].join() + ['a', 'b'].join(', ')",
        "[].join('x')",
        "rows.map(r, r.S).join('-')",
        "rows.map(r, r.I).join('-')",
        "[3, 1, 2].sort()",
        "rows.map(r, r.S).sort()",
        "[1, 'a'].sort()",
        "[1, 2, 1, 1].distinct()",
        "rows.map(r, r.I).distinct().size()",
        "1 in {1: 'a'}",
        "{1.5: 'a'}",
        "{'a': 1, 'a': 2}",
        "{1: 'a', 1: 'b'}[1]",
        "{true: 1}[true]",
        "[1, [2, {'a': 3.0}]] == [1.0, [2, {'a': 3}]]",
        "{'a': 1, 'b': 2} == {'b': 2, 'a': 1}",
        "{'a': 1} == {'a': 1, 'b': 2}",
        "row.L == row.T",
        "row.T == timestamp('2026-11-01T02:03:04+00:00')",
        "timestamp('2026-11-01T02:03:04.000Z') == row.T",
        "[] + []",
        "[] == []",
        "{}.size()",
        "'🙂'.replace('', '_')",
        "'a🙂b'.replace('', '-', 2)",
        "''.replace('', 'x')",
        "''.replace('', 'x', 0)",
        "'aXbX'.replace('X', '')",
        "'🙂🙂'.replace('🙂', 'x', 1)",
        "'aaaa'.replace('aa', 'a')",
        "'abc'.indexOf('')",
        "'abc'.lastIndexOf('')",
        "'a🙂a'.lastIndexOf('a')",
        "'🙂'.charAt(0)",
        "'🙂'.charAt(1)",
        "'🙂'.charAt(2)",
        "'abc'.charAt(-1)",
        "''.charAt(0)",
        "''.substring(0)",
        "'🙂x'.substring(0, 1)",
        "'abc'.substring(0, 4)",
        "'abc'.substring(3, 3)",
        "'a--b---c'.split('--')",
        "'abc'.split('abc')",
        "'abc'.split('', 2)",
        "'abc'.split('', 0)",
        "'a,b,c'.split(',', 3)",
        "'a,b,c'.split(',', 9)",
        "['a', 1].join('-')",
        "[1.5, true].join('-')",
        "['a', 'b', 'c'].join('')",
        "'\u00a0 a \u2003'.trim()",
        "'\u0085a'.trim()",
        "[2, 1.5, 1].sort()",
        "[false, true, false].sort()",
        "[row.T, rows[1].T].sort()[0] == rows[1].T",
        "[[1], [2]].sort()",
        "['b', 'a', 'B', '🙂', '\uffee'].sort()",
        "[].sort()",
        "[[1], [2]].distinct()",
        "[1, 1.0, '1', true].distinct()",
        "[[1], [1.0], {'a': 1}, {'a': 1}].distinct()",
        "[].distinct()",
        "'\uffee' < '🙂'",
        "'a' < 'aa' && '' < 'a'",
        "'abc'.contains('') && ''.startsWith('') && ''.endsWith('')",
        "'abc'.matches('')",
        "'aXc'.matches('^a.c$')",
        "'a\\nb'.matches('^b')",
        "'a\\nb'.matches('(?m)^b')",
        "'É'.matches('(?i)é')",
        "'abc'.matches('(')",
        "int(9223372036854775807.0)",
        "int(-9223372036854775808.0)",
        "int(2.5) + int(-0.9)",
        "int('9223372036854775808')",
        "int('-9223372036854775808')",
        "int('1.0')",
        "int('')",
        "int(timestamp('1969-12-31T23:59:59.5Z'))",
        "double('1e3')",
        "double('x')",
        "double('')",
        "double(9007199254740993)",
        "string(-1.5) + string(1e21) + string(1e-7) + string(123456789.0)",
        "string(duration('-1.5s'))",
        "string(duration('1ms'))",
        "string(duration('1us'))",
        "string(duration('1ns'))",
        "string(duration('0'))",
        "string(duration('-1ns'))",
        "string(timestamp('2026-11-01T02:00:00.100Z'))",
        "string(timestamp('2026-11-01T02:00:00+01:30'))",
        "string(null)",
        "bool('True') && bool('t') && bool('1') && !bool('FALSE') && !bool('0')",
        "bool('tRUE')",
        "bool(true)",
        "timestamp(timestamp('2026-11-01T02:00:00Z'))",
        "timestamp('2026-02-30T00:00:00Z')",
        "timestamp('2026-11-01')",
        "duration(duration('5m'))",
        "duration('1h1h')",
        "duration('')",
        "duration('s')",
        "duration('1d')",
        "duration('1h 2m')",
        "duration('2540400h')",
        "row.T + duration('24h') - duration('1h')",
        "duration('1h') + row.T == row.T + duration('1h')",
        "duration('1h') - row.T",
        "row.T + row.T",
        "row.T + 1",
        "row.L * 2",
        "-row.L",
        "-row.S",
        "-1.5 - -0.5",
        "7 / 2 + -7 / -2 + 7 % -3",
        "1 / 0",
        "1 % 0",
        "9223372036854775807 * 2",
        "-9223372036854775807 - 2",
        "9223372036854775807 % -1",
        "(-9223372036854775807 - 1) % -1",
        "0.0 / 0.0 < 1.0",
        "0.0 / 0.0 != 1.0",
        "1.0 / 0.0 > 9223372036854775807",
        "9223372036854775807 < 9223372036854775807.0",
        "row.T.getHours() == timestamp('2026-11-01T02:00:00Z').getHours()",
        "timestamp('2026-12-31T23:59:58Z').getDayOfYear() + timestamp('2028-02-29T00:00:00Z').getDayOfYear()",
        "timestamp('2026-11-01T00:00:00Z').getDayOfWeek()",
        "timestamp('2026-11-07T00:00:00Z').getDayOfWeek()",
        "timestamp('2026-01-01T00:00:00Z').getMonth() + timestamp('2026-01-01T00:00:00Z').getDayOfMonth()",
        "duration('90m').getHours() + duration('90m').getMinutes() + duration('1.9s').getSeconds()",
        "duration('-90m').getHours()",
        "row.L.getDate()",
        "[1, 2, 3].exists_one(x, x > 2)",
        "[].exists(x, x)",
        "[].all(x, x)",
        "[].exists_one(x, x)",
        "[].map(x, x.y)",
        "{'a': 1, 'b': 2}.all(k, k < 'c')",
        "{'a': 1}.map(k, k + 'x')",
        "{'b': 1, 'a': 2}.filter(k, k == 'a')",
        "[1, 2].map(x, [3, 4].map(y, x * y))",
        "[[1, 2], [3]].map(x, x.size() > 1, x[0])",
        "[1, 2].map(x, x > 1 || x / 0 > 0, x)",
        "[true, 1].all(x, x)",
        "[1, true].exists(x, x)",
        "[false, 1].all(x, x)",
        "true ? 1 : 1 / 0",
        "(1 / 0 > 0) || true",
        "(1 / 0 > 0) && false",
        "(1 / 0 > 0) || false",
        "!(1 / 0 > 0)",
        "(1 / 0 > 0) ? true : true",
        "row in rows",
        "rows[0] == row",
        "rows[1] == row",
        "size(row)",
        "'S' in row && !('X' in row)",
        "rows.map(r, r['I'])",
        "row['X']",
        "has({'a': 1}.a) && !has({'a': 1}.b)",
        "has({'a': null}.a)",
        "r'a\\d' == 'a\\\\d'",
        "'''a'b''' + \"\"\"c\"d\"\"\"",
        "'\\u00e9' + '\\x41' + '\\101' + '\\U0001F642'",
        "0x1F + 0x0a",
        "1e3 == 1000.0 && .5 == 0.5"
      })
  void evaluates(String text) {
    assertThat(ours(text)).as(text).isEqualTo(cel(text));
  }

  @Test
  void evaluatesRandomExpressions() {
    Random random = new Random(502);
    int failures = 0;
    for (int i = 0; i < 1_500; i++) {
      String text = random(random, 3);
      String expected = cel(text);
      failures += expected.equals("fails") ? 1 : 0;
      assertThat(ours(text)).as(text).isEqualTo(expected);
    }
    assertThat(failures).isBetween(100, 1_400);
  }

  private static String random(Random random, int depth) {
    if (depth == 0) {
      return pick(
          random,
          "1",
          "-2",
          "0",
          "1.5",
          "0.0",
          "'a'",
          "''",
          "true",
          "false",
          "[1, 'a']",
          "row.I",
          "row.D",
          "row.S",
          "row.B",
          "row.J",
          "rows[1].J",
          "row.X",
          "rows[1].I",
          "row.L",
          "row.T");
    }
    String a = "dyn(" + random(random, depth - 1 - random.nextInt(depth)) + ")";
    String b = "dyn(" + random(random, depth - 1 - random.nextInt(depth)) + ")";
    return switch (random.nextInt(8)) {
      case 0, 1 -> a + pick(random, "==", "!=", "<", "<=", ">", ">=") + b;
      case 2 -> a + pick(random, "+", "-", "*", "/", "%") + b;
      case 3, 4 -> a + pick(random, "&&", "||") + b;
      case 5 -> pick(random, "!", "-", "size", "string", "int", "double") + "(" + a + ")";
      case 6 -> "(" + a + " ? " + b + " : " + a + ")";
      default -> a + pick(random, ".exists(v, v == ", ".all(v, v != ", ".map(v, v == ") + b + ")";
    };
  }

  private static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }

  private static String ours(String text) {
    SourceFile file = new SourceFile("condition", text);
    var checked =
        Conditions.compileValue(
            file,
            Excerpt.of(file, new SourceSpan(0, text.length())),
            new Scope(Optional.empty(), Map.of(), Map.of()));
    if (checked.value().isEmpty()) {
      return checked.issues().stream().allMatch(issue -> issue.code().code().equals("CD13"))
          ? "fails"
          : "refused: " + checked.issues();
    }
    return checked.value().get().value(BINDINGS) instanceof Value.Found found
        ? found.value().toString()
        : "fails";
  }

  private static String cel(String text) {
    try {
      CelAbstractSyntaxTree tree = COMPILER.compile(text).getAst();
      return RUNTIME
          .createProgram(tree)
          .eval(Map.of("row", rows().get(0), "rows", rows()))
          .toString();
    } catch (CelEvaluationException e) {
      return "fails";
    } catch (dev.cel.common.CelValidationException e) {
      return "refused: " + e.getMessage();
    }
  }

  private static List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Row row : TABLE.rows()) {
      Map<String, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < TABLE.columns().size(); i++) {
        values.put(TABLE.columns().get(i).name(), row.values().get(i));
      }
      rows.add(values);
    }
    return rows;
  }

  private static Row row(
      long i, double d, String s, boolean b, String time, int seconds, Object json) {
    return Row.of(i, d, s, b, Instant.parse(time), Duration.ofSeconds(seconds), json);
  }
}
