package dev.waymark.kql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.waymark.fixtures.SmallHeap;
import dev.waymark.kql.eval.Limits;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Table;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever a query asks for, it ends soon, within its memory, and with a reason. */
class KqlBoundsTest {
  private static final ThreadMXBean CLOCKS = ManagementFactory.getThreadMXBean();

  private static StageResult<Table> evaluate(String kql, Limits limits) {
    StageResult<Query> query = Kql.parse(QueryText.of(kql));
    return query.hasErrors()
        ? StageResult.failed(query.issues())
        : Kql.evaluate(query.value().orElseThrow(), Map.of(), Map.of(), Instant.EPOCH, limits);
  }

  /** What would take more memory, rows or time than a query may have. */
  static final List<String> TOO_MUCH =
      List.of(
          "range x from 1 to 1000000000 step 1",
          "range x from 1.0 to 2.0 step 0.0000000001 | count",
          "print l = range(1, 1000000) | mv-expand l",
          "print l = range(1, 1000000) | mv-apply l on (where l > 5)",
          "range x from 1 to 1000 step 1 | extend k = 1 | as T | join kind=inner T on k",
          "range x from 1 to 1000 step 1 | extend k = 1 | as T | join kind=fullouter T on k",
          "range x from 1 to 3000 step 1 | make-series n = count() on x from 1 to 1000000 step 1 by"
              + " x",
          "range x from 1 to 1000 step 1 | extend l = range(1, 1000000)",
          "range x from 1 to 1000 step 1 | extend l = repeat(x, 1000000)",
          "range x from 1 to 1000 step 1 | extend l = repeat(x, 1000000) | extend l = pack_array(l,"
              + " l)",
          "range x from 1 to 10000 step 1 | summarize make_list(range(1, 1000000)) by x",
          "range x from 1 to 3000 step 1 | extend t = strrep('0123456789', 1024), u ="
              + " strcat_array(range(x, x + 100000), ',')",
          "print t = strrep(strrep('0123456789', 1024), 1024)",
          "print t = strcat_array(repeat(strrep('0123456789', 1024), 1000000), '')",
          "print t = replace_string(strrep('a', 1024), 'a', strrep('b', 1024)) | extend t ="
              + " replace_string(t, 'b', t)",
          "print t = replace_regex(strrep('a', 1024), 'a', strrep('b', 1024)) | extend t ="
              + " replace_regex(t, 'b', t)",
          "print s = series_fir(range(1, 1000000), range(1, 1000000))",
          "print s = series_iir(range(1, 1000000), range(1, 1000000), range(1, 1000000))",
          "print s = zip(range(1, 1000000), range(1, 1000000), range(1, 1000000)) | mv-expand s",
          "range x from 1 to 200000 step 1 | evaluate pivot(x)",
          "range x from 1 to 2000 step 1 | extend b = pack(tostring(x), 1) | evaluate"
              + " bag_unpack(b)",
          "let f = (n: long) { repeat(n, 1000000) }; range x from 1 to 1000 step 1 | extend l ="
              + " f(x)",
          "let l = repeat('0123456789', 1000000); range x from 1 to 1000 step 1 | extend n ="
              + " array_concat(l, pack_array(x), l)",
          "range x from 1 to 1000000000000 step 1 | summarize make_list(x)",
          "let T = range x from 1 to 3000 step 1 | extend k = 1; T | join kind=inner T on k | join"
              + " kind=inner T on k",
          "let T = range x from 1 to 900 step 1; T | extend k = 1 | lookup kind=inner (T | extend k"
              + " = 1 | project k, y = x) on k",
          "let t = strrep(strrep('a1 ', 1000), 300); range x from 1 to 500 step 1 | extend l ="
              + " extract_all(@'([a-z])', strcat(t, x))",
          "let t = strrep(strrep('[],', 1000), 300); range x from 1 to 200 step 1 | extend l ="
              + " parse_json(strcat('[', t, x, ']'))",
          "let t = strrep(strrep('a,', 1000), 300); range x from 1 to 200 step 1 | extend l ="
              + " split(strcat(t, x), ',')",
          "let t = strrep(strrep('a,', 1000), 300); range x from 1 to 1000 step 1 | extend u ="
              + " toupper(strcat(t, x)) | serialize | project x, u",
          "let t = strrep(strrep('a=b;', 1000), 250); range x from 1 to 1000 step 1 | extend u ="
              + " strcat(t, x) | parse u with a '=' b",
          "let t = strrep('0123456789', 25); range x from 1 to 200000 step 1 | extend u = strcat(t,"
              + " x) | summarize make_set(u), dcount(u)",
          "let t = strrep('0123456789', 25); range x from 1 to 200000 step 1 | summarize count() by"
              + " strcat(t, x), strcat(x, t)",
          "let t = strrep('0123456789', 25); range x from 1 to 200000 step 1 | summarize"
              + " make_bag(pack(strcat(t, x), x))",
          "range x from 1 to 290000 step 1 | extend a = x, b = x, c = x | evaluate narrow()",
          "range x from 1 to 250 step 1 | extend l = range(1, 1000000) | top-nested 3 of x by"
              + " sum(array_length(l))",
          "range x from 1 to 250 step 1 | partition by x (extend l = range(x, 1000000))",
          "let f = (n: long) { range x from 1 to n step 1 }; union f(200000), f(200000), f(200000),"
              + " f(200000)",
          "range x from 1 to 100000 step 1 | as A | extend b = tostring(x) | as B | extend c ="
              + " strcat(b, b) | as C | extend d = strcat(c, c) | union A, B, C",
          "print d = tostring(decimal(1e1000000000))",
          "print d = todecimal('1e6000') * todecimal('1e6000')");

  @Test
  void anInterruptedThreadStopsItsQuery() throws InterruptedException {
    var issues = new ArrayList<Issue>();
    var limits = new Limits(Long.MAX_VALUE, 1L << 28, Duration.ofMinutes(1), () -> false);
    var thread =
        new Thread(
            () ->
                issues.addAll(
                    evaluate(
                            "range x from 1 to 100000000 step 1 | summarize count() by x % 7",
                            limits)
                        .issues()));
    thread.start();
    thread.interrupt();
    thread.join(Duration.ofSeconds(10).toMillis());
    assertThat(issues).extracting(Issue::message).containsExactly("Stopped: cancelled");
  }

  @Test
  void noEditOfAQueryMakesTheEvaluatorFail() {
    var random = new Random(5);
    List<String> queries =
        KqlCorpus.rows("oracle/kustainer-ground-truth.jsonl").stream()
            .map(row -> row.get("kql").asText())
            .toList();
    var few = new Limits(20_000, 1L << 28, Duration.ofMillis(200), () -> false);
    for (int round = 0; round < 600; round++) {
      var text = new StringBuilder(queries.get(random.nextInt(queries.size())));
      String other = queries.get(random.nextInt(queries.size()));
      for (int edit = random.nextInt(2); edit >= 0; edit--) {
        int from = random.nextInt(text.length());
        int piece = random.nextInt(other.length());
        text.replace(
            from,
            Math.min(text.length(), from + random.nextInt(6)),
            other.substring(piece, Math.min(other.length(), piece + random.nextInt(6))));
      }
      String kql = text.toString();
      assertThatCode(() -> evaluate(kql, few)).as(kql).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`let T = range x from 1 to 9000 step 1; T | join kind=inner (T | extend k = 1) on x |"
            + " extend l = range(x, 9000)`| extend",
        "`range x from 1 to 1000000000000 step 1 | summarize make_list(x)`| range",
        "`range x from 1 to 9000 step 1 | where (toscalar(range y from 1 to 10000000 step 1 |"
            + " count)) > x`| range",
      })
  void saysWhatTakesTheMemoryAndHowMuchThereIs(String kql, String operator) {
    var limits = new Limits(Long.MAX_VALUE, 8 << 20, Duration.ofMinutes(1), () -> false);
    Issue issue = Kql.blocking(evaluate(kql, limits).issues()).orElseThrow();
    assertThat(issue.message()).isEqualTo("Stopped: more than 8 MiB of rows and values at a time");
    assertThat(issue.file().text(issue.span())).startsWith(operator);
  }

  @Test
  void whatAnOperatorHasUsedUpIsGivenBack() {
    String step =
        "| extend a = x + 1, b = tostring(x) | where a > 0 | project x, a, b | sort by x asc ";
    var limits = new Limits(Long.MAX_VALUE, 8 << 20, Duration.ofMinutes(1), () -> false);
    String kql = "range x from 1 to 20000 step 1 " + step.repeat(50) + "| count";
    assertThat(evaluate(kql, limits).value().orElseThrow().rows().get(0).values())
        .containsExactly(20000L);
  }

  @Test
  void whatManySmallPipesHaveUsedUpIsGivenBack() {
    var limits = new Limits(Long.MAX_VALUE, 8 << 20, Duration.ofMinutes(1), () -> false);
    String body = "extend a = l + x, b = tostring(l) | ".repeat(10) + "summarize n = count()";
    String kql =
        "range x from 1 to 2000 step 1 | extend l = range(1, 10) | mv-apply l to typeof(long) on ("
            + body
            + ") | summarize sum(n)";
    assertThat(evaluate(kql, limits).value().orElseThrow().rows().get(0).values())
        .containsExactly(20000L);
  }

  @Test
  void endsWithAReasonInASmallHeap() throws IOException, InterruptedException {
    assertThat(SmallHeap.run(64, TooMuch.class)).isEmpty();
  }

  /** Runs in a process of its own, whose memory is bounded. */
  static final class TooMuch {
    private TooMuch() {}

    public static void main(String[] arguments) {
      for (String kql : TOO_MUCH) {
        long start = CLOCKS.getCurrentThreadCpuTime();
        StageResult<Table> answer = evaluate(kql, Limits.STANDARD);
        assertThat(answer.value().isPresent()).as(kql).isFalse();
        assertThat(Kql.blocking(answer.issues())).as(kql).isPresent();
        assertThat(Duration.ofNanos(CLOCKS.getCurrentThreadCpuTime() - start))
            .as(kql)
            .isLessThan(Duration.ofSeconds(10));
      }
    }
  }
}
