package dev.waymark.kql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.schema.SchemaReader;
import dev.waymark.kql.syntax.KqlHighlighter;
import dev.waymark.kql.syntax.KqlLexer;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.kql.syntax.Token;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;
import dev.waymark.model.source.StageResult;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of one mistake in a query: all of it, at its place, and nothing that follows. */
class MistakesInQueriesTest {
  private static final Schemas SCHEMAS =
      new Schemas(
          SchemaReader.read(
              "s.yaml",
              "T: {A: long, B: string, C: datetime, D: dynamic, R: real, S: timespan}\n"));
  private static final String EXPRESSION = "A value, a column or a function call belongs here.";

  /** Column, text there, message; hint. VALUE is the hint that most expressions get. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          T |                      ¦ QL01 4 ``: Expected an operator but the query ends; Behind a pipe stands an operator such as where or summarize.
          T || where A             ¦ QL01 4 `|`: Expected an operator but found `|`; Behind a pipe stands an operator such as where or summarize.
          T | sumarize count()     ¦ QL01 5 `sumarize`: `sumarize` isn't an operator; Did you mean summarize?
          | where A == 1           ¦ QL01 1 `|`: Expected an expression but found `|`; VALUE
          T T                      ¦ QL01 3 `T`: Expected `;` or `|` but found `T`; Statements are separated by `;`.
          T | where                ¦ QL01 10 ``: Expected an expression but the query ends; VALUE
          T | where A ==           ¦ QL01 15 ``: Expected an expression but the query ends; VALUE
          T | where (A == 1        ¦ QL01 18 ``: Expected `)` but the query ends; Close the parenthesis.
          T | where A == 1)        ¦ QL01 17 `)`: Expected `;` or `|` but found `)`; Statements are separated by `;`.
          T | where B == "x        ¦ QL02 16 `"x`: This string has no end; Close it with the quote that it begins with; a line end needs ``` or @.
          T | where A == 😀        ¦ QL03 16 `😀`: `😀` has no meaning in KQL; Leave it out, or put it into a string.
          T | where A == 1 or or A ¦ QL01 21 `or`: Expected an expression but found `or`; VALUE
          T | where A === 1        ¦ QL01 15 `=`: Expected an expression but found `=`; VALUE
          T | where A = 1          ¦ QL13 13 `=`: A single `=` gives a name; it doesn't compare; Compare with ==, or =~ to ignore case.
          T | where not A          ¦ QL01 15 `A`: Expected `|` but found `A`; Put | before the next operator, or ; before the next statement.
          T | where A in 1         ¦ QL01 16 `1`: Expected `(` but found `1`; Write the values in parentheses: in (1, 2, 3).
          T | where A in 1 | count ¦ QL01 16 `1`: Expected `(` but found `1`; Write the values in parentheses: in (1, 2, 3).
          T | where A in (1        ¦ QL01 18 ``: Expected `)` but the query ends; Close the list of values.
          T | where A between 1    ¦ QL01 21 `1`: Expected `(` but found `1`; Write between (low .. high).
          T | where A between 1 .. 2 ¦ QL01 21 `1`: Expected `(` but found `1`; Write between (low .. high).
          T | where A between (1)  ¦ QL01 23 `)`: Expected `..` but found `)`; Write between (low .. high).
          T | where A between (1 .. 2 ¦ QL01 28 ``: Expected `)` but the query ends; Close between (low .. high).
          T | where f(             ¦ QL01 13 ``: Expected `)` but the query ends; Close the call of f.
          T | where D.             ¦ QL01 13 ``: Expected a member's name but the query ends; Names begin with a letter or _; write ['any name'] for others.
          T | where [              ¦ QL01 12 ``: Expected a quoted name but the query ends; Write ['name'] for a name with unusual characters.
          T | summarize count() by ¦ QL01 25 ``: Expected an expression but the query ends; VALUE
          T | project A,, B        ¦ QL01 15 `,`: Expected an expression but found `,`; VALUE
          T | project A B          ¦ QL01 15 `B`: Expected `|` but found `B`; Put | before the next operator, or ; before the next statement.
          T | top 5                ¦ QL01 10 ``: Expected `by` but the query ends; Write top 10 by column.
          T | join T               ¦ QL01 11 ``: Expected `on` but the query ends; Name the columns that join: on Id, or on $left.a == $right.b.
          T | parse B with         ¦ QL01 17 ``: Expected a pattern but the query ends; Write `parse column with "text" Name …`.
          T | render               ¦ QL01 11 ``: Expected a chart but the query ends; Write render timechart.
          T | make-series count() on C ¦ QL01 29 ``: Expected `step` but the query ends; make-series needs a step, such as step 5m.
          let x                    ¦ QL01 6 ``: Expected `=` but the query ends; Write `let name = value;`.
          let x 1; T               ¦ QL01 7 `1`: Expected `=` but found `1`; Write `let name = value;`.
          let f = (x: nope) { x }; T | extend y = f(1) ¦ QL01 13 `nope`: `nope` isn't a type; Types: bool, datetime, decimal, dynamic, guid, int, long, real, string, timespan.
          T | extend x = dynamic({) ¦ QL01 25 `)`: Expected a quoted key but found `)`; JSON keys are strings: {"key": 1}.
          T | extend x = 99999999999999999999 ¦ QL05 16 `99999999999999999999`: `99999999999999999999` isn't of type long; Write it as Kusto does, such as 5, up to 9223372036854775807.
          T | extend x = datetime(2026-13-01) ¦ QL05 16 `datetime(2026-13-01)`: `datetime(2026-13-01)` isn't of type datetime; Write it as Kusto does, such as datetime(2026-11-01 10:00).
          T | extend x = timespan(x) ¦ QL05 16 `timespan(x)`: `timespan(x)` isn't of type timespan; Write it as Kusto does, such as 1h or timespan(1.02:03:04).
          Nope | count             ¦ QL10 1 `Nope`: There is no table `Nope`; There are: T..
          T | union Nope           ¦ QL10 11 `Nope`: There is no table `Nope`; There are: T..
          T | where Nope == 1      ¦ QL11 11 `Nope`: There is no column `Nope`; There are: A, B, C, D, R, S..
          T | distinct Nope        ¦ QL11 14 `Nope`: There is no column `Nope`; There are: A, B, C, D, R, S..
          T | distinct D           ¦ QL14 5 `distinct D`: `D` is dynamic, and can't tell rows apart; Give it a type first: tostring(D).
          T | project-away Nope    ¦ QL11 18 `Nope`: There is no column `Nope`; There are: A, B, C, D, R, S..
          T | top 5 by Nope        ¦ QL11 14 `Nope`: There is no column `Nope`; There are: A, B, C, D, R, S..
          T | mv-expand Nope       ¦ QL11 15 `Nope`: There is no column `Nope`; There are: A, B, C, D, R, S..
          T | parse Nope with 'x' y ¦ QL11 11 `Nope`: There is no column `Nope`; There are: A, B, C, D, R, S..
          T | summarize x = A by B ¦ QL11 19 `A`: There is no column `A`; There are: B..
          T | join kind=inner T on Nope ¦ QL11 26 `Nope`: There is no column `Nope`; There are: A, B, C, D, R, S..
          let x = y; T             ¦ QL11 9 `y`: There is no column `y`; Check how it's spelled.
          T | where nope(A) == 1   ¦ QL12 11 `nope`: There is no function `nope`; Check how it's spelled.
          T | where strlen() == 1  ¦ QL13 11 `strlen()`: `strlen` doesn't take (); It takes: strlen(string) long.
          T | where count() > 1    ¦ QL13 11 `count`: `count` is an aggregate, which stands only in summarize; Summarize first, then use its column.
          T | summarize max(count()) ¦ QL13 19 `count`: `count` is an aggregate, which stands only in summarize; Summarize first, then use its column.
          T | extend x = case(true, 1) ¦ QL13 16 `case(true, 1)`: `case` doesn't take these arguments; Write case(condition, value, …, otherwise).
          T | extend x = ago(1)    ¦ QL13 16 `ago(1)`: `ago` doesn't take these arguments; Write ago with a timespan, such as 1h.
          T | join kind=foo T on A ¦ QL13 5 `join kind=foo T on A`: There is no kind of join `foo`; There are: anti, fullouter, inner, innerunique, leftanti, leftantisemi, leftouter, leftsemi, rightanti, rightantisemi, rightouter, rightsemi..
          T | lookup kind=foo T on A ¦ QL13 5 `lookup kind=foo T on A`: There is no such kind `foo`; There are: inner, leftouter..
          let f = (x: long) { x + 1 }; T | extend y = f() ¦ QL13 45 `f()`: `f` lacks a value for `x`; Give all parameters a value.
          T | where A == B         ¦ QL14 11 `A == B`: `==` doesn't take long and string; Convert one of them.
          T | where A + B == 1     ¦ QL14 11 `A + B`: `+` doesn't take long and string; Convert one of them.
          T | where C - C > 1      ¦ QL14 11 `C - C > 1`: `>` doesn't take timespan and long; Convert one of them.
          T | summarize sum(B)     ¦ QL14 15 `sum(B)`: `sum` doesn't take (string); It takes: sum(n) n; sum(timespan) timespan.
          T | extend x = iff(true, 1, 'a') ¦ QL14 16 `iff(true, 1, 'a')`: `iff` doesn't take (bool, long, string); It takes: iff(bool, t, t) t.
          T | extend x = A[0]      ¦ QL14 16 `A[0]`: A long has no members; Read it as JSON first: parse_json(…).
          let x = T; T | where x == 1 ¦ QL14 22 `x`: `x` isn't a single value; Take a value out of a table with toscalar(…).
          let f = (x: long) { x + 1 }; T | extend y = f('a') ¦ QL14 47 `'a'`: `x` is a long, and this is a string; Convert it.
          T | join kind=inner T on $left.B == $right.A ¦ QL14 26 `$left.B == $right.A`: A string can't be joined with a long; Convert one of them.
          T | project x = A, x = B ¦ QL16 20 `x`: There is a column `x` already; Give each column a name of its own.
          """)
  void oneMistake(String kql, String told) {
    assertThat(told(issues(kql))).containsExactly(told.replace("VALUE", EXPRESSION));
  }

  @Test
  void independentMistakesAreAllTold() {
    assertThat(told(issues("T | where Nope == 1 and nope(A) == B | summarize sum(B)")))
        .extracting(told -> told.substring(0, 4))
        .containsExactly("QL11", "QL12", "QL14");
  }

  @Test
  void placesCountThroughLinesAndCharactersOfTwoUnits() {
    Issue issue = issues("T // 😀\n| where B == '😀' and\n  Nope == 1").get(0);
    assertThat(issue.file().position(issue.span().start())).isEqualTo(new Position(3, 3));
    assertThat(issue.file().text(issue.span())).isEqualTo("Nope");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "T",
        "T;",
        "let x = 1; T | where A == x",
        "T | where A in (1, 2,\n 3)",
        "T | where A between (1 .. 2)",
        "T | where A !between (1 .. 2) and B !in ('a')",
        "T | where ['A'] == 1",
        "T // a comment",
        "T | where B == @'x\\' or B == h'secret'",
        "T | where B == ```a\nb```",
        "T | extend D.x",
        "T | project-away D | distinct *",
        "T | distinct A, B",
        "T | join kind=leftsemi T on A",
        "T | summarize count() by bin(C, 5m)"
      })
  void whatIsNoMistake(String kql) {
    assertThat(told(issues(kql))).isEmpty();
  }

  /**
   * Whatever is written: tokens and colours cover it, each issue lies in it, and nothing is thrown.
   */
  @Test
  void standsAnyText() {
    Random random = new Random(12);
    String[] parts = {
      "T",
      " ",
      "| ",
      "where ",
      "A",
      "B",
      "== ",
      "= ",
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      "'",
      "\"",
      "```",
      "@'",
      "h\"",
      "1",
      "1d",
      "1.5",
      "..",
      ".",
      ",",
      ";",
      "let ",
      "in ",
      "between ",
      "summarize ",
      "by ",
      "count()",
      "project-",
      "away ",
      "dynamic(",
      "datetime(",
      "\n",
      "//",
      "😀",
      "é",
      "\\",
      "$left.",
      "not(",
      "-",
      "*",
      "has ",
      "join ",
      "on ",
      "extend ",
      "x=",
      "iff(",
      "mv-expand ",
      "parse ",
      "with ",
      "render ",
      "print ",
      "union ",
      "\u0000"
    };
    for (int i = 0; i < 4_000; i++) {
      String kql =
          IntStream.range(0, 1 + random.nextInt(14))
              .mapToObj(n -> parts[random.nextInt(parts.length)])
              .collect(Collectors.joining());
      int at = 0;
      for (Token token : KqlLexer.tokens(kql)) {
        assertThat(token.start()).as(kql).isEqualTo(at);
        assertThat(token.end()).as(kql).isGreaterThan(at);
        assertThat(kql.substring(token.start(), token.end())).as(kql).isEqualTo(token.text());
        at = token.end();
      }
      assertThat(at).as(kql).isEqualTo(kql.length());
      assertThat(
              KqlHighlighter.highlight(kql).stream()
                  .map(part -> part.text())
                  .collect(Collectors.joining()))
          .isEqualTo(kql);
      for (Issue issue : issues(kql)) {
        assertThat(issue.span().start()).as(kql).isBetween(0, issue.span().end());
        assertThat(issue.span().end()).as(kql).isLessThanOrEqualTo(kql.length());
        assertThat(issue.message()).as(kql).isNotBlank();
      }
    }
  }

  private static List<Issue> issues(String kql) {
    StageResult<Query> parsed = Kql.parse(QueryText.of(kql));
    return parsed.issues().isEmpty()
        ? Kql.bind(parsed.value().orElseThrow(), SCHEMAS, Map.of()).issues()
        : parsed.issues();
  }

  private static List<String> told(List<Issue> issues) {
    return issues.stream()
        .map(
            issue ->
                "%s %d `%s`: %s; %s"
                    .formatted(
                        issue.code().code(),
                        issue.file().position(issue.span().start()).column(),
                        issue.file().text(issue.span()),
                        issue.message(),
                        issue.hint()))
        .toList();
  }
}
