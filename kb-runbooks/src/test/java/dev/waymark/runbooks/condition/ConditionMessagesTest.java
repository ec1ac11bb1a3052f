package dev.waymark.runbooks.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake is told whole, and shown at its place. */
class ConditionMessagesTest {
  private static final Scope SCOPE =
      new Scope(
          Optional.of(
              List.of(
                  new Column("N", ColumnType.LONG),
                  new Column("R", ColumnType.REAL),
                  new Column("S", ColumnType.STRING),
                  new Column("At", ColumnType.DATETIME),
                  new Column("Len", ColumnType.TIMESPAN),
                  new Column("Up", ColumnType.BOOL),
                  new Column("J", ColumnType.DYNAMIC),
                  new Column("odd name", ColumnType.LONG))),
          Map.of("limit", ParameterType.INT),
          Map.of("backend", ColumnType.STRING));

  /** Code, place, message; hint. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          row.N == 1 or row.N == 2      ¦ CD01 `or`: The expression can't be read at `or`; In CEL `or` is written `||`.
          NOT row.Up                    ¦ CD01 `row`: The expression can't be read at `row`; In CEL `NOT` is written `!`.
          row.S !~ "x"                  ¦ CD01 `!`: The expression can't be read at `!`; CEL compares with `==`; compare without regard to case in the query.
          row.N = 1                     ¦ CD01 `=`: The expression can't be read at `=`; CEL compares with `==`.
          row.N == 1)                   ¦ CD01 `)`: The expression can't be read at `)`; Write one CEL expression such as `rows.exists(r, r.Status == 502)`.
          (row.N == 1                   ¦ CD01 ``: The expression ends too early; Write one CEL expression such as `rows.exists(r, r.Status == 502)`.
          row.N == 😀                   ¦ CD01 `😀`: The expression can't be read at `😀`; Write one CEL expression such as `rows.exists(r, r.Status == 502)`.
          row.S == "a                   ¦ CD01 `"a`: The expression can't be read at `"a`; Write one CEL expression such as `rows.exists(r, r.Status == 502)`.
          row.N == "1"                  ¦ CD02 `row.N == "1"`: `==` compares a whole number (int) with text (string); Write a number without quotes, or convert with string(…), int(…) or double(…).
          row.R == 1                    ¦ CD02 `row.R == 1`: `==` compares a number with a fraction (double) with a whole number (int); Write the number with a fraction, such as 0.0, or convert with double(…).
          row.Up == "true"              ¦ CD02 `row.Up == "true"`: `==` compares true or false (bool) with text (string); Write true and false without quotes.
          row.Len > 5                   ¦ CD02 `row.Len > 5`: `>` compares a length of time (duration) with a whole number (int); Write a length of time as duration("5m").
          row.At <= 5                   ¦ CD02 `row.At <= 5`: `<=` compares a time (timestamp) with a whole number (int); Write a time as timestamp("2026-11-01T02:00:00Z").
          row.At == row.Len             ¦ CD02 `row.At == row.Len`: `==` compares a time (timestamp) with a length of time (duration); Write a length of time as duration("5m").
          rows == 3                     ¦ CD02 `rows == 3`: `==` compares a list with a whole number (int); Use values of one type on both sides.
          params == 3                   ¦ CD02 `params == 3`: `==` compares all parameters with a whole number (int); Use values of one type on both sides.
          remembered != 3               ¦ CD02 `remembered != 3`: `!=` compares all remembered values with a whole number (int); Use values of one type on both sides.
          row == 3                      ¦ CD02 `row == 3`: `==` compares a row with a whole number (int); Name a column of the row: row.Name.
          row["N"] == 3                 ¦ CD02 `row["N"]`: `[…]` can't take a row and text (string); Read a column with a dot: row.Name, or row.`odd name`.
          rows["N"].N == 3              ¦ CD02 `rows["N"]`: `[…]` can't take a list and text (string); A list takes a whole number in brackets, a map one of its keys.
          "a" in row.S                  ¦ CD02 `"a" in row.S`: `in` can't take text (string) and text (string); Write row.Name.contains("…") to look for a part of a text.
          row.N in ["a"]                ¦ CD02 `row.N in ["a"]`: `in` can't take a whole number (int) and a list; Write a list of values of the same type, such as row.Name in ["a", "b"].
          int(row.Up) == 1              ¦ CD02 `int(row.Up)`: `int` can't take true or false (bool); Give it a value of another type, or let the query compute it.
          int(row.Len) == 1             ¦ CD02 `int(row.Len)`: `int` can't take a length of time (duration); Give it a value of another type, or let the query compute it.
          row.N.contains("1")           ¦ CD02 `row.N.contains("1")`: `contains` can't take a whole number (int) and text (string); Give it a value of another type, or let the query compute it.
          row.R % row.R > 0.0           ¦ CD02 `row.R % row.R`: `%` can't take a number with a fraction (double) and a number with a fraction (double); Let the query compute it.
          row.N + row.R > 1.0           ¦ CD02 `row.N + row.R`: `+` can't take a whole number (int) and a number with a fraction (double); Write the number with a fraction, such as 0.0, or convert with double(…).
          !row.N                        ¦ CD02 `!row.N`: `!` can't take a whole number (int); Let the query compute it.
          -row.S == "a"                 ¦ CD02 `-row.S`: `-` can't take text (string); Let the query compute it.
          row.N && row.Up               ¦ CD02 `row.N && row.Up`: `&&` can't take a whole number (int) and true or false (bool); Use values of one type on both sides.
          row.Up ? 1 : "a"              ¦ CD02 `row.Up ? 1 : "a"`: `? :` can't take true or false (bool) and a whole number (int) and text (string); Write a number without quotes, or convert with string(…), int(…) or double(…).
          lower(row.S) == "a"           ¦ CD02 `lower(row.S)`: `lower` can't take text (string); Write it behind the text: row.Name.lower(…).
          split(row.S, ",")[0] == "a"   ¦ CD02 `split(row.S, ",")`: `split` can't take text (string) and text (string); Write it behind the text: row.Name.split(…).
          row.s == "a"                  ¦ CD03 `s`: The answer has no column `s`; Did you mean S?
          row.Xyzzy == 1                ¦ CD03 `Xyzzy`: The answer has no column `Xyzzy`; Its columns are At, J, Len, N, R, S, Up, odd name.
          rows[0].Xyzzy == 1            ¦ CD03 `Xyzzy`: The answer has no column `Xyzzy`; Its columns are At, J, Len, N, R, S, Up, odd name.
          row . Xyzzy == 1              ¦ CD03 `Xyzzy`: The answer has no column `Xyzzy`; Its columns are At, J, Len, N, R, S, Up, odd name.
          has(row.Xyzzy)                ¦ CD03 `Xyzzy`: The answer has no column `Xyzzy`; Its columns are At, J, Len, N, R, S, Up, odd name.
          params.limt == 1              ¦ CD04 `limt`: The entry has no parameter `limt`; Did you mean limit?
          params.colour == 1            ¦ CD04 `colour`: The entry has no parameter `colour`; Declare it under `parameters:` in the front matter.
          remembered.colour == "a"      ¦ CD05 `colour`: No step remembers `colour`; Give it a row in the `Remember | From` table of an earlier step.
          limit == 1                    ¦ CD06 `limit`: There is no `limit` here; A parameter is written `params.limit`.
          backend == "a"                ¦ CD06 `backend`: There is no `backend` here; A remembered value is written `remembered.backend`.
          N == 1                        ¦ CD06 `N`: There is no `N` here; A column is written `row.N`, or `rows.exists(r, r.N …)`.
          since > row.At                ¦ CD06 `since`: There is no `since` here; `since` exists only in `#### Verify`, where it is when the action was carried out.
          rws.size() == 0               ¦ CD06 `rws`: There is no `rws` here; Did you mean rows?
          True                          ¦ CD06 `True`: There is no `True` here; Did you mean true?
          xyzzy == 1                    ¦ CD06 `xyzzy`: There is no `xyzzy` here; Known are `rows`, `row`, `params` and `remembered`.
          alert.rule == "a"             ¦ CD06 `alert`: There is no `alert` here; Known are `rows`, `row`, `params` and `remembered`.
          xyzzy(row.N) == 1             ¦ CD06 `xyzzy`: Conditions have no function `xyzzy`; Let the query compute it; conditions have few functions.
          row.S.contain("a")            ¦ CD06 `contain`: Conditions have no function `contain`; Did you mean contains?
          row.At.getHours("CET") == 1   ¦ CD06 `row.At.getHours("CET")`: Conditions don't have this part of CEL; Let the query compute it.
          b"a" == b"b"                  ¦ CD06 `b`: Conditions don't have this part of CEL; Let the query compute it.
          row.S                         ¦ CD07 `row.S`: A condition is true or false, but this is text (string); Compare it with something.
          rows                          ¦ CD07 `rows`: A condition is true or false, but this is a list; Compare it with something.
          {"a": 1}                      ¦ CD07 `{"a": 1}`: A condition is true or false, but this is a map; Compare it with something.
          params                        ¦ CD07 `params`: A condition is true or false, but this is all parameters; Compare it with something.
          rows.size() == -1             ¦ CD08 `rows.size() == -1`: This condition never holds; Correct it, or delete the row.
          rows.size() > -1              ¦ CD09 `rows.size() > -1`: This condition always holds; Correct it, or write `otherwise` and put the row last.
          null != row.S                 ¦ CD12 `null != row.S`: A missing value can't be compared, not even with null; Write has(row.Column) where there is a value, !has(row.Column) where none is.
          row.S.matches("a(?=b)")       ¦ CD13 `"a(?=b)"`: This isn't a regular expression: invalid or unsupported Perl syntax; Write it in RE2's syntax, which has no look-around or back-references.
          row.Len > duration("1d")      ¦ CD13 `"1d"`: This isn't a length of time; Write hours, minutes and seconds, such as "90m" or "1h30m".
          row.Len > duration("-0")      ¦ CD13 `"-0"`: This isn't a length of time; Write hours, minutes and seconds, such as "90m" or "1h30m".
          row.Len > duration("9999999h") ¦ CD13 `"9999999h"`: This isn't a length of time; Write hours, minutes and seconds, such as "90m" or "1h30m".
          row.At > timestamp("2026-11-31T00:00:00Z") ¦ CD13 `"2026-11-31T00:00:00Z"`: This isn't a time; Write date, time and zone, such as "2026-11-01T02:00:00Z".
          row.N > int("many")           ¦ CD13 `"many"`: This isn't a whole number; Write digits, such as 42.
          row.R > double("1,5")         ¦ CD13 `"1,5"`: This isn't a number; Write one such as 0.5.
          row.Up == bool("yes")         ¦ CD13 `"yes"`: This is neither true nor false; Write true or false.
          """)
  void oneMistake(String text, String told) {
    assertThat(compile(text).issues().stream().map(ConditionMessagesTest::told))
        .containsExactly(told);
  }

  @Test
  void mistakesAreToldInTheOrderOfTheText() {
    assertThat(
            compile(
                    "params.a == row.B && remembered.c == row.D && row.S.matches(\"(\") && row.N == \"1\"")
                .issues()
                .stream()
                .map(issue -> issue.code().code() + " " + issue.file().text(issue.span())))
        .containsExactly(
            "CD04 a", "CD03 B", "CD05 c", "CD03 D", "CD13 \"(\"", "CD02 row.N == \"1\"");
  }

  @Test
  void whatFollowsFromAnotherMistakeIsNotTold() {
    assertThat(compile("(row.Nope + 1) * 2 == row.N").issues()).hasSize(1);
    assertThat(compile("params.nope == 1 && params.nope > 2").issues()).hasSize(1);
    assertThat(compile("has(remembered.nope) && remembered.nope == 'a'").issues()).hasSize(1);
    assertThat(compile("row.Nope == 1 || row.Nope > 2").issues()).hasSize(2);
  }

  @Test
  void anAnswerWithoutColumnsSaysSo() {
    Scope none = new Scope(Optional.of(List.of()), Map.of(), Map.of());
    assertThat(compile("row.N == 1", none).issues())
        .singleElement()
        .satisfies(issue -> assertThat(issue.hint()).isEqualTo("The answer has no columns."));
  }

  @Test
  void whatHasNoKnownColumnsTakesAnyName() {
    Scope open = new Scope(Optional.empty(), Map.of(), Map.of());
    assertThat(compile("row.Any == 1 && rows.all(r, r['some thing'] > 2)", open).issues())
        .isEmpty();
  }

  @Test
  void ofTwoColumnsOfOneNameTheFirstCounts() {
    Scope twice =
        new Scope(
            Optional.of(
                List.of(new Column("A", ColumnType.LONG), new Column("A", ColumnType.STRING))),
            Map.of(),
            Map.of());
    assertThat(compile("row.A == 1", twice).issues()).isEmpty();
    assertThat(compile("row.A == 'x'", twice).issues()).hasSize(1);
  }

  @Test
  void aVerificationKnowsSince() {
    Scope verifies = new Scope(SCOPE.columns(), Map.of(), Map.of(), true);
    assertThat(compile("since < row.At", verifies).issues()).isEmpty();
    assertThat(compile("since < row.At", SCOPE).issues()).hasSize(1);
  }

  /** A text of exactly the bound is read; one more character isn't. */
  @Test
  void boundsTheText() {
    String text = "row.S == \"" + "x".repeat(Cel.LONGEST_EXPRESSION - 11) + "\"";
    assertThat(text).hasSize(Cel.LONGEST_EXPRESSION);
    assertThat(compile(text).issues()).isEmpty();
    Issue issue = compile(text + " && row.Up").issues().get(0);
    assertThat(told(issue))
        .isEqualTo(
            "CD01 ` && row.Up`: The expression is longer than 4000 characters; Let the query decide"
                + " more, so that the expression has less to say.");
  }

  @Test
  void nestingIsBounded() {
    String deep = "(".repeat(1_000) + "row.Up" + ")".repeat(1_000);
    assertThat(compile(deep).issues())
        .singleElement()
        .satisfies(
            issue -> assertThat(issue.message()).isEqualTo("The expression is nested too deeply"));
  }

  /** Whatever is written, its faults lie in it, and none is thrown. */
  @Test
  void standsAnyText() {
    Random random = new Random(13);
    String[] parts = {
      "row",
      "rows",
      ".",
      "N",
      "S",
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      "==",
      "&&",
      "||",
      "!",
      "-",
      "1",
      "2.5",
      "\"a\"",
      "'",
      "\"",
      "\\",
      "r,",
      "exists",
      "all",
      "map",
      "has",
      "size",
      " ",
      "😀",
      "é",
      "`",
      "?",
      ":",
      "in",
      "null",
      "true",
      "params",
      "limit",
      "duration",
      "matches",
      ",",
      "\n",
      "b",
      "u"
    };
    for (int i = 0; i < 1_500; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = 1 + random.nextInt(12); n > 0; n--) {
        text.append(parts[random.nextInt(parts.length)]);
      }
      String written = text.toString();
      StageResult<Condition> compiled = compile(written);
      assertThat(compiled.value().isPresent()).as(written).isEqualTo(compiled.issues().isEmpty());
      for (Issue issue : compiled.issues()) {
        assertThat(issue.span().start()).as(written).isBetween(BEFORE.length(), issue.span().end());
        assertThat(issue.span().end())
            .as(written)
            .isLessThanOrEqualTo(BEFORE.length() + written.length());
        assertThat(issue.message()).as(written).isNotBlank().doesNotContain("<EOF>");
      }
    }
  }

  private static final String BEFORE = "| é😀 | `";

  private static StageResult<Condition> compile(String text) {
    return compile(text, SCOPE);
  }

  private static StageResult<Condition> compile(String text, Scope scope) {
    SourceFile file = new SourceFile("entry.md", BEFORE + text + "` |");
    SourceSpan span = new SourceSpan(BEFORE.length(), BEFORE.length() + text.length());
    return Conditions.compile(file, Excerpt.of(file, span), scope);
  }

  private static String told(Issue issue) {
    return "%s `%s`: %s; %s"
        .formatted(
            issue.code().code(), issue.file().text(issue.span()), issue.message(), issue.hint());
  }
}
