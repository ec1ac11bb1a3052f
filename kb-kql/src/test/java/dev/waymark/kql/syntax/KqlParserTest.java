package dev.waymark.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.kql.KqlCorpus;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;
import dev.waymark.model.source.StageResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KqlParserTest {
  private static StageResult<Query> parse(String kql) {
    return KqlParser.parse(QueryText.of(kql));
  }

  private static String issues(String kql) {
    return parse(kql).issues().stream().map(KqlParserTest::show).collect(Collectors.joining("\n"));
  }

  private static String show(Issue issue) {
    Position position = issue.file().position(issue.span().start());
    return issue.code().code()
        + " "
        + position.line()
        + ":"
        + position.column()
        + " "
        + issue.message();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "// nothing but a comment",
        "T",
        "where type =~ 'microsoft.web/sites' | project id",
        "T | where a == 1 and not(b has 'x') or c in~ ('a', 'b') | project ['d e'] = a.b['c'][0],"
            + " f",
        "let f = (a: long = 5, T: (x: long, *)) { let b = a; T | where x > b }; f(1, U)",
        "let w = 1h; T | summarize hint.strategy=shuffle count(), avg(x) by bin(t, w), y = z",
        "T | join kind=leftouter hint.remote=left (U | where a > 1) on $left.k == $right.l, m",
        "T | parse kind=regex flags=i x with * 'a' b: long '|' c *",
        "T | make-series n = count() default=0 on t from ago(1d) to now() step 1h by k",
        "T | mv-apply x = xs to typeof(long) on (top 1 by x | project x)",
        "T | sort by a asc nulls last, b | top 3 by c desc | project-away d*, *e",
        "union withsource=Source isfuzzy=true App*, (T | take 1), database('d').U",
        "print dynamic({'a': [1, -2.5, null, true, datetime(2026-01-01)]}), @'c:\\', ```x\ny```",
        "search in (T, U) 'x' and y == 1",
        "range x from 1 to 10 step 1 | scan declare (s: long = 0) with (step a: true => s = x +"
            + " a.s;)",
        "T | evaluate pivot(a, count()) : (b: string) | render timechart with (title='t',"
            + " ycolumns=a, b)",
        "T | partition hint.strategy=native by k (top 1 by v) | fork (count) (take 1)",
        "declare query_parameters(a: long = 1); set notruncation; T | where x between (a .. 5)",
        ".show tables | count",
        "T | distinct x = true == false, *",
        "T | reduce by a with threshold=0.2, characters='-_'",
        "let g = entity_group [database('a'), cluster('b').database('c')]; print 1",
        "T | where a['where'] == True and b.kind == FALSE and -1 < 1 - -1",
        "T | extend title = ['title'], where = 1",
        "project-away a | mv-expand b",
      })
  void accepts(String kql) {
    assertThat(issues(kql)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      value = {
        "T | wher a == 1¦QL01 1:5 `wher` isn't an operator",
        "T | where¦QL01 1:10 Expected an expression but the query ends",
        "T | where a ==¦QL01 1:15 Expected an expression but the query ends",
        "T | where (a == 1¦QL01 1:18 Expected `)` but the query ends",
        "T | where a == 'x¦QL02 1:16 This string has no end",
        "T | where a ° 1¦QL03 1:13 `°` has no meaning in KQL",
        "T | sort TimeGenerated¦QL01 1:10 Expected `by` but found `TimeGenerated`",
        "T | sort by a des¦QL01 1:15 Expected `|` but found `des`",
        "T | summarize count() by a)¦QL01 1:27 Expected `;` or `|` but found `)`",
        "T | take 5 U | take 5¦QL01 1:12 Expected `|` but found `U`",
        "| where a == 1¦QL01 1:1 Expected an expression but found `|`",
        "T | render pichart¦QL01 1:12 `pichart` isn't a chart",
        "let f = (a: strin) { a }; f(1)¦QL01 1:13 `strin` isn't a type",
        "extend x = 1 | count¦QL01 1:1 A query begins with a table, and `extend` is an operator",
        "summarize count() by type¦QL01 1:1 A query begins with a table, and `summarize` is an"
            + " operator",
        "T | where a.where == 1¦QL01 1:13 `where` is a keyword",
        "T | where a.title == 1¦QL01 1:13 `title` is a keyword",
        "T | where time > 1¦QL01 1:11 `time` is a keyword",
        "print - -1¦QL01 1:9 This value has a second sign",
        "print -+1¦QL01 1:8 This value has a second sign",
        "print 2 * --1¦QL01 1:12 This value has a second sign",
        "print dynamic(+1)¦QL01 1:15 Expected a JSON value but found `+`",
        "print dynamic(- 'a')¦QL01 1:17 Expected a number but found `'a'`",
        "T | where a has 'x' has 'y'¦QL01 1:21 Expected `|` but found `has`",
        "T | where * > 5¦QL01 1:11 `*` can't stand before `>`",
        "T | where * != 5¦QL01 1:11 `*` can't stand before `!=`",
        "T | reduce by a with threshold=0.2 characters='x'¦QL01 1:36 Expected `|` but found"
            + " `characters`",
      })
  void refuses(String kql, String expected) {
    assertThat(issues(kql)).isEqualTo(expected);
  }

  @Test
  void tellsSeveralMistakesAtOnce() {
    assertThat(issues("T\n| wher a == 1\n| extend b = 1 + \n| take 5 5;\nU | summarise x"))
        .isEqualTo(
            """
            QL01 2:3 `wher` isn't an operator
            QL01 4:1 Expected an expression but found `|`
            QL01 4:10 Expected `|` but found `5`
            QL01 5:5 `summarise` isn't an operator\
            """);
  }

  @Test
  void boundsNesting() {
    assertThat(issues("print " + "(".repeat(50_000))).startsWith("QL04 1:");
    assertThat(issues("print " + "-".repeat(50_000) + "1"))
        .isEqualTo("QL01 1:8 This value has a second sign");
    assertThat(issues("print dynamic(" + "[".repeat(50_000))).startsWith("QL04 1:");
    assertThat(issues("x".repeat(300_000))).startsWith("QL04 1:");
  }

  @ParameterizedTest
  @CsvSource({
    "ops, 0.995",
    "apim-subset, 0.99",
    "resource-graph, 0.99",
    "workbook-arg, 0.99",
    "workbook-log, 0.99",
    "security, 0.99",
    "kusto-docs, 0.99",
    "malformed-in-the-wild, 1.0",
  })
  void agreesWithTheOfficialParser(String file, double share) {
    int valid = 0;
    int accepted = 0;
    var wronglyAccepted = new ArrayList<String>();
    for (JsonNode row : KqlCorpus.rows(file + ".jsonl")) {
      StageResult<Query> parsed = parse(row.get("kql").asText());
      if (row.get("officialParserOk").asBoolean()) {
        valid++;
        accepted += parsed.hasErrors() ? 0 : 1;
      } else if (!parsed.hasErrors()) {
        wronglyAccepted.add(row.get("id").asText());
      }
    }
    assertThat(wronglyAccepted).isEmpty();
    assertThat(accepted).isGreaterThanOrEqualTo((int) Math.ceil(valid * share));
  }

  /** A single time may be the garbage collector's, or another process's. */
  private static long bestTime(String kql) {
    long best = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 5 && best > 10_000_000L; attempt++) {
      long start = System.nanoTime();
      parse(kql);
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }

  @Test
  void survivesRandomEdits() {
    List<String> queries =
        KqlCorpus.rows("ops.jsonl").stream()
            .filter(row -> row.get("officialParserOk").asBoolean())
            .map(row -> row.get("kql").asText())
            .toList();
    var random = new Random(11);
    String[] pieces = {
      "|",
      "(",
      ")",
      "[",
      "]",
      "{",
      "}",
      "\"",
      "'",
      ",",
      ";",
      "=",
      "..",
      " by ",
      " on ",
      "where",
      "let ",
      "```",
      "@",
      "\\",
      "\n",
      "//",
      "dynamic(",
      "1d",
      "*",
      "-",
      "!",
      "\u0000",
      "in (",
      "é"
    };
    long slowest = 0;
    for (int round = 0; round < 20_000; round++) {
      var text = new StringBuilder(queries.get(random.nextInt(queries.size())));
      for (int edit = random.nextInt(3); edit >= 0; edit--) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(8));
        text.replace(from, random.nextBoolean() ? from : to, pieces[random.nextInt(pieces.length)]);
      }
      String kql = text.toString();
      StageResult<Query> parsed = parse(kql);
      slowest = Math.max(slowest, bestTime(kql));
      for (Issue issue : parsed.issues()) {
        assertThat(issue.span().end()).isBetween(0, kql.length());
      }
      assertThat(parsed.value().isPresent() || !parsed.issues().isEmpty()).isTrue();
    }
    assertThat(slowest).isLessThan(50_000_000L);
  }
}
