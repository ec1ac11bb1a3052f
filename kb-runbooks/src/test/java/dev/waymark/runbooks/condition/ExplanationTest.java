package dev.waymark.runbooks.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.AlertState;
import dev.waymark.model.incident.Measurement;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What conditions say about the values that they saw, and about those that they can't take. */
class ExplanationTest {
  private static final List<Column> COLUMNS =
      IntStream.rangeClosed(1, 8).mapToObj(i -> new Column("C" + i, ColumnType.LONG)).toList();

  @Test
  void showsAFewValuesOfMany() {
    Table one = new Table(COLUMNS, List.of(Row.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L)));
    assertThat(explained("row.C1 + row.C2 + row.C3 + row.C4 + row.C5 + row.C6 > 0", one))
        .isEqualTo("row.C1 = 1, row.C2 = 2, row.C3 = 3, row.C4 = 4, row.C5 = 5, row.C6 = 6");
    assertThat(explained("row.C1 + row.C2 + row.C3 + row.C4 + row.C5 + row.C6 + row.C7 > 0", one))
        .isEqualTo("row.C1 = 1, row.C2 = 2, row.C3 = 3, row.C4 = 4, row.C5 = 5, row.C6 = 6, …");
  }

  @Test
  void showsColumnsInTheOrderOfTheAnswerAndEachOnce() {
    Table one = new Table(COLUMNS, List.of(Row.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L)));
    assertThat(explained("row.C3 > 0 && row.C1 > 0 && row.C3 < 9", one))
        .isEqualTo("row.C1 = 1, row.C3 = 3");
  }

  @Test
  void ofOneRowShowsTheRow() {
    Table one = texts("a");
    assertThat(explained("rows.all(r, r.S == 'a')", one)).isEqualTo("rows[0].S = \"a\"");
  }

  @Test
  void showsTheRowThatDecidedOrWhatStandsInAll() {
    assertThat(explained("rows.exists(r, r.S == 'b')", texts("a", "b", "c")))
        .isEqualTo("rows[1].S = \"b\"");
    assertThat(explained("rows.exists(r, r.S == 'c')", texts("a", "b", "c")))
        .isEqualTo("rows.size() = 3, S = \"a\" | \"b\" | \"c\"");
    assertThat(explained("rows.exists(r, r.S == 'x')", texts("a", "b", "c", "d")))
        .isEqualTo("rows.size() = 4, S = \"a\" | \"b\" | \"c\" | …");
    assertThat(explained("rows.exists(r, r.S == 'x')", texts("a", "a", "b", "a")))
        .isEqualTo("rows.size() = 4, S = \"a\" | \"b\"");
  }

  @Test
  void looksAtTheFirstRowsOfMany() {
    String[] same = new String[201];
    Arrays.fill(same, "a");
    assertThat(explained("rows.exists(r, r.S == 'x')", texts(same)))
        .isEqualTo("rows.size() = 201, S = \"a\" | …");
    assertThat(explained("rows.exists(r, r.S == 'x')", texts(Arrays.copyOf(same, 200))))
        .isEqualTo("rows.size() = 200, S = \"a\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      textBlock =
          """
          plain                                                        ; "plain"
          two lines§n  and tabs                                        ; "two lines and tabs"
          123456789012345678901234567890123456789012345678901234567890 ; "123456789012345678901234567890123456789012345678901234567890"
          1234567890123456789012345678901234567890123456789012345678901 ; "12345678901234567890123456789012345678901234567890123456789…"
          1234567890123456789012345678901234567890123456789012345678😀9 ; "1234567890123456789012345678901234567890123456789012345678…"
          123456789012345678901234567890123456789012345678901234567😀90 ; "123456789012345678901234567890123456789012345678901234567😀…"
          """)
  void cutsTextsBetweenCharacters(String text, String shown) {
    assertThat(ShortValue.value(text.replace("§n", "\n"))).isEqualTo(shown);
  }

  @Test
  void showsValuesOfEveryType() {
    assertThat(ShortValue.value(null)).isEqualTo("null");
    assertThat(ShortValue.value(1.5)).isEqualTo("1.5");
    assertThat(ShortValue.value(true)).isEqualTo("true");
    assertThat(ShortValue.value(Duration.ofMinutes(90))).isEqualTo("90m");
    assertThat(ShortValue.value(Instant.parse("2026-11-01T02:00:00Z")))
        .isEqualTo("2026-11-01T02:00:00Z");
    assertThat(ShortValue.value(List.of())).isEqualTo("a list of 0 values");
    assertThat(ShortValue.value(List.of(1L))).isEqualTo("a list of 1 value");
    assertThat(ShortValue.value(List.of(1L, 2L))).isEqualTo("a list of 2 values");
    Map<String, Object> map = new LinkedHashMap<>();
    IntStream.range(0, 30).forEach(i -> map.put("key" + i, 1L));
    assertThat(ShortValue.value(map))
        .isEqualTo("a map of [key0, key1, key2, key3, key4, key5, key6, key7, k…")
        .hasSize(60);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          dyn(1) + dyn('a') == 1         ¦ `+` can't take 1 (a whole number) and "a" (text): convert with int(…), double(…) or string(…)
          dyn(1) < 'a'                   ¦ `<` can't take 1 (a whole number) and "a" (text): convert with int(…), double(…) or string(…)
          dyn(true) * 2 == 2             ¦ `*` can't take true (true or false) and 2 (a whole number)
          dyn(1.5) % 2 == 1              ¦ `%` can't take 1.5 (a number with a fraction) and 2 (a whole number): write double(…) around the whole number
          dyn('a') / 2 == 1              ¦ `/` can't take "a" (text) and 2 (a whole number): convert with int(…), double(…) or string(…)
          -dyn('a') == 1                 ¦ `-` can't take "a" (text)
          !dyn(1)                        ¦ `!` can't take 1 (a whole number)
          dyn(1) && true                 ¦ `&&` can't take 1 (a whole number)
          true && dyn('a')               ¦ `&&` can't take "a" (text)
          false || dyn('a')              ¦ `||` can't take "a" (text)
          dyn(1) ? true : false          ¦ `? :` can't take 1 (a whole number)
          size(dyn(1)) == 1              ¦ `size` can't take 1 (a whole number)
          1 in dyn('a')                  ¦ `in` can't take 1 (a whole number) and "a" (text): convert with int(…), double(…) or string(…)
          dyn(1).contains('a')           ¦ `contains` can't take 1 (a whole number) and "a" (text): convert with int(…), double(…) or string(…)
          dyn('a').matches(dyn(1))       ¦ `matches` can't take "a" (text) and 1 (a whole number): convert with int(…), double(…) or string(…)
          dyn('a').matches(dyn('('))     ¦ no regular expression: "("
          dyn(1).exists(x, x)            ¦ `exists` can't take 1 (a whole number)
          [dyn(1)].all(x, x)             ¦ `all` can't take 1 (a whole number)
          [dyn('a')].exists_one(x, x)    ¦ `exists_one` can't take "a" (text)
          [dyn('a')].filter(x, x).size() == 1 ¦ `filter` can't take "a" (text)
          dyn('a').x == 1                ¦ `.x` can't take "a" (text)
          has(dyn('a').x)                ¦ `has` can't take "a" (text)
          {'a': 1}.b == 1                ¦ `b` is missing
          {'a': 1}['b'] == 1             ¦ there is no ["b"]
          dyn([1])['a'] == 1             ¦ `[…]` can't take "a" (text)
          dyn('a')[0] == 'a'             ¦ `[…]` can't take "a" (text)
          [1][1] == 1                    ¦ there is no [1]: the list has 1 value
          dyn([])[0] == 1                ¦ there is no [0]: the list has no values
          [1, 2][-1] == 1                ¦ there is no [-1]: the list has 2 values
          dyn([1, 2])[0.5] == 1          ¦ there is no [0.5]: the list has 2 values
          1 / 0 == 1                     ¦ it divides by zero
          1 % 0 == 1                     ¦ it divides by zero
          9223372036854775807 + 1 > 0    ¦ a number gets too large
          -9223372036854775807 - 2 < 0   ¦ a number gets too large
          4611686018427387904 * 2 > 0    ¦ a number gets too large
          -(-9223372036854775807 - 1) > 0 ¦ a number gets too large
          int(dyn(1e19)) > 0             ¦ a number gets too large
          int(dyn('1e3')) > 0            ¦ "1e3" can't be read as a whole number
          double(dyn('1,5')) > 0.0       ¦ "1,5" can't be read as a number
          bool(dyn('yes'))               ¦ "yes" can't be read as true or false
          timestamp(dyn('today')) > timestamp(0) ¦ "today" can't be read as a time
          duration(dyn('1d')) > duration('1h') ¦ "1d" can't be read as a length of time
          duration(dyn('9999999h')) > duration('1h') ¦ a number gets too large
          string(dyn([1])) == ''         ¦ `string` can't take a list of 1 value
          int(dyn(true)) == 1            ¦ `int` can't take true (true or false)
          timestamp(dyn(1.5)) > timestamp(0) ¦ `timestamp` can't take 1.5 (a number with a fraction)
          duration(dyn(1)) > duration('1h') ¦ `duration` can't take 1 (a whole number)
          dyn(1).getHours() == 1         ¦ `getHours` can't take 1 (a whole number)
          dyn(duration('1h')).getMonth() == 1 ¦ `getMonth` can't take 1h (a length of time)
          'abc'.substring(2, 1) == ''    ¦ there is no substring(2, 1): the text has 3 characters
          'a'.substring(-1) == ''        ¦ there is no substring(-1, 1): the text has 1 character
          ''.charAt(1) == ''             ¦ there is no charAt(1): the text has no characters
          dyn('a').split(dyn(1)).size() == 1 ¦ `split` can't take "a" (text) and 1 (a whole number): convert with int(…), double(…) or string(…)
          ['a', dyn([1])].join('-') == '' ¦ `join` can't take a list of 1 value
          [dyn(1), 'a'].max() == 1       ¦ `max` can't take 1 (a whole number) and "a" (text): convert with int(…), double(…) or string(…)
          dyn([]).min() == 1             ¦ `min` of no values: the list is empty
          dyn(1).sum() == 1              ¦ `sum` can't take 1 (a whole number)
          [dyn(1), true].sum() == 1      ¦ `sum` can't take true (true or false)
          [dyn(1), 'a'].sort().size() == 2 ¦ `sort` can't take 1 (a whole number) and "a" (text): convert with int(…), double(…) or string(…)
          dyn(1).distinct().size() == 1  ¦ `distinct` can't take 1 (a whole number)
          {'a': 1, 'a': 2}.size() == 1   ¦ the key "a" stands twice in a map
          dyn([1])                       ¦ it is neither true nor false: a list of 1 value
          params.limit > 1               ¦ params.limit has no value yet
          remembered.backend == 'a'      ¦ remembered.backend has no value yet
          row.S == 'a'                   ¦ there is no first row: the answer has no rows
          dyn(timestamp(31556889864403199) - timestamp(-31556889864403199)) + 1 == 1 ¦ `+` can't take 730483561675.23:59:58.0000000 (a length of time) and 1 (a whole number)
          """)
  void saysWhyItFails(String text, String reason) {
    assertThat(evaluate(text, new Bindings(new Table(columns("S"), List.of()), Map.of(), Map.of())))
        .isEqualTo(new ConditionResult.Failed(reason));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          [duration('1m'), duration('90s')].sum() == duration('150s')
          [duration('1m'), duration('90s')].max() == duration('90s')
          [dyn(1), 2.5, 3].sum() == 6.5
          [1.5].map(x, x).filter(x, x > 2.0).sum() == 0.0
          [duration('1m')].filter(x, x > duration('1h')).sum() == duration('0')
          [1].filter(x, x > 2).sum() == 0
          min([3, 1, 2]) == 1 && max([3, 1, 2]) == 3
          min(2.5, 1.5) == 1.5 && max('a', 'b') == 'b'
          max(timestamp(5), timestamp(7)) == timestamp(7)
          ['b', 'a'].min() == 'a'
          [1, 1].max() == 1
          'ÄÖß'.lower() == 'äöß' && 'äöß'.upper() == 'ÄÖSS'
          'I'.lower() == 'i'
          'İ'.size() == 1
          {'a': 1}.map(k, k)[0] == 'a'
          """)
  void ownFunctions(String text) {
    assertThat(evaluate(text, new Bindings(new Table(columns("S"), List.of()), Map.of(), Map.of())))
        .isInstanceOf(ConditionResult.Holds.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          rows.map(a, rows.map(b, rows.map(c, c.S))).size() > 0
          rows.map(r, rows.map(q, q.S).join('')).size() > 0
          rows.map(r, rows.map(q, 'x' + 'y')).size() > 0
          rows.map(r, rows == rows).size() > 0
          rows.map(r, rows.map(q, q.S).sort()).size() > 0
          rows.map(r, rows.map(q, q.S).distinct()).size() > 0
          rows.map(r, rows.map(q, q.S.split(''))).size() > 0
          rows.map(r, 'x' in rows.map(q, q.S)).size() > 0
          """)
  void everyKindOfWorkIsBounded(String text) {
    String[] many = new String[1_000];
    Arrays.setAll(many, i -> "text " + i);
    assertThat(evaluate(text, new Bindings(texts(many), Map.of(), Map.of())))
        .isEqualTo(new ConditionResult.Failed("it was stopped after 500000 steps"));
  }

  @Test
  void aShortLookAtManyRowsIsNotStopped() {
    String[] many = new String[10_000];
    Arrays.setAll(many, i -> "text " + i);
    assertThat(
            evaluate(
                "rows.all(r, r.S.startsWith('text') && r.S != 'x' && r.S.size() > 5)",
                new Bindings(texts(many), Map.of(), Map.of())))
        .isInstanceOf(ConditionResult.Holds.class);
  }

  @Test
  void valuesOfTablesAreReadAsCelKnowsThem() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("list", Arrays.asList(1, null, new BigDecimal("2.5")));
    json.put("none", null);
    Table table =
        new Table(
            columns("J", "I", "D", "G"),
            List.of(
                Row.of(
                    json,
                    7,
                    new BigDecimal("0.1"),
                    UUID.fromString("123E4567-E89B-12D3-A456-426614174000"))));
    Bindings bindings = new Bindings(table, Map.of(), Map.of());
    for (String text :
        List.of(
            "row.J.list[0] == 1 && row.J.list[2] == 2.5 && row.J.list.size() == 3",
            "!has(row.J.none) && row.J.size() == 1 && !('none' in row.J)",
            "row.I + 1 == 8",
            "row.D == 0.1",
            "row.G == '123e4567-e89b-12d3-a456-426614174000'",
            "size(row) == 4")) {
      assertThat(evaluate(text, bindings)).as(text).isInstanceOf(ConditionResult.Holds.class);
    }
  }

  @Test
  void aMissingCellIsNotInItsRow() {
    Table table = new Table(columns("S", "T"), List.of(Row.of("a", null)));
    Bindings bindings = new Bindings(table, Map.of(), Map.of());
    assertThat(evaluate("size(row) == 1 && 'S' in row && !('T' in row)", bindings))
        .isInstanceOf(ConditionResult.Holds.class);
    assertThat(evaluate("rows[0].T == 'a'", bindings))
        .isEqualTo(new ConditionResult.Failed("rows[0].T is missing (null)"));
    assertThat(evaluate("row.U == 'a'", bindings))
        .isEqualTo(new ConditionResult.Failed("the answer has no column U"));
  }

  @Test
  void anAlertSaysWhatItKnows() {
    Alert alert =
        new Alert(
            "azure",
            Optional.of("1"),
            "apim-502",
            Optional.empty(),
            AlertState.FIRING,
            "Too many",
            List.of("/a", "/b"),
            Map.of("status", "502"),
            Map.of(),
            List.of(
                new Measurement("Failed", Optional.of(7.5), Optional.of(5.0), Optional.of(">")),
                new Measurement("Failed", Optional.of(8.5), Optional.empty(), Optional.empty()),
                new Measurement("Other", Optional.empty(), Optional.empty(), Optional.empty())),
            Instant.parse("2026-11-01T02:00:00Z"),
            Optional.empty(),
            List.of());
    Bindings bindings = Bindings.of(alert);
    for (String text :
        List.of(
            "alert.source == 'azure' && alert.rule == 'apim-502' && alert.state == 'firing'",
            "alert.targets[1] == '/b' && alert.labels['status'] == '502'",
            "alert.value == 7.5 && alert.threshold == 5.0 && alert.operator == '>'",
            "alert.values['Failed'] == 7.5 && alert.values.size() == 1",
            "alert.firedAt == timestamp('2026-11-01T02:00:00Z')",
            "!has(alert.severity) && !has(alert.link)")) {
      SourceFile file = new SourceFile("entry.md", text);
      Condition condition =
          Conditions.compileAlert(file, Excerpt.of(file, new SourceSpan(0, text.length())))
              .value()
              .orElseThrow();
      assertThat(condition.evaluate(bindings)).as(text).isInstanceOf(ConditionResult.Holds.class);
    }
  }

  @Test
  void theCacheKeepsWhatWasUsedLast() {
    BoundedCache<Integer, String> cache = new BoundedCache<>(3);
    for (int i = 1; i <= 3; i++) {
      cache.put(i, "v" + i);
    }
    assertThat(cache.find(1)).contains("v1");
    cache.put(4, "v4");
    assertThat(cache.find(2)).isEmpty();
    assertThat(cache.find(1)).contains("v1");
    assertThat(cache.find(3)).contains("v3");
    assertThat(cache.find(4)).contains("v4");
    cache.put(4, "new");
    assertThat(cache.find(4)).contains("new");
    assertThat(cache.find(1)).contains("v1");
  }

  private static String explained(String text, Table table) {
    return evaluate(text, new Bindings(table, Map.of(), Map.of())).explanation();
  }

  private static ConditionResult evaluate(String text, Bindings bindings) {
    SourceFile file = new SourceFile("entry.md", text);
    Scope scope =
        new Scope(
            Optional.empty(),
            Map.of("limit", dev.waymark.model.entry.ParameterType.INT),
            Map.of("backend", ColumnType.STRING));
    return Conditions.compileValue(file, Excerpt.of(file, new SourceSpan(0, text.length())), scope)
        .value()
        .orElseThrow(() -> new AssertionError(text))
        .evaluate(bindings);
  }

  private static List<Column> columns(String... names) {
    return Arrays.stream(names).map(name -> new Column(name, ColumnType.DYNAMIC)).toList();
  }

  private static Table texts(String... values) {
    List<Row> rows = new ArrayList<>();
    Arrays.stream(values).forEach(value -> rows.add(Row.of(value)));
    return new Table(List.of(new Column("S", ColumnType.STRING)), rows);
  }
}
