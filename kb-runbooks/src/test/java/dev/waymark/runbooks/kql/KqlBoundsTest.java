package dev.waymark.runbooks.kql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.waymark.model.source.Checked;
import dev.waymark.model.source.Issue;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.kql.eval.Limits;
import dev.waymark.runbooks.kql.syntax.Query;
import dev.waymark.runbooks.kql.syntax.QueryText;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a query asks for, it ends soon, within its memory, and with a reason. */
class KqlBoundsTest {
  private static final ThreadMXBean CLOCKS = ManagementFactory.getThreadMXBean();
  private static final Limits LIMITS = new Limits(300_000, Duration.ofSeconds(2), () -> false);

  private static Checked<Table> evaluate(String kql, Limits limits) {
    Checked<Query> query = Kql.parse(QueryText.of(kql));
    return query.hasErrors()
        ? Checked.failed(query.issues())
        : Kql.evaluate(query.value().orElseThrow(), Map.of(), Map.of(), Instant.EPOCH, limits);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "range x from 1 to 1000000000 step 1",
        "range x from 1.0 to 2.0 step 0.0000000001 | count",
        "print l = range(1, 1000000) | mv-expand l",
        "print l = range(1, 1000000) | mv-apply l on (where l > 5)",
        "range x from 1 to 1000 step 1 | extend k = 1 | as T | join kind=inner T on k",
        "range x from 1 to 1000 step 1 | extend k = 1 | as T | join kind=fullouter T on k",
        "range x from 1 to 3000 step 1 | make-series n = count() on x from 1 to 1000000 step 1 by x",
        "range x from 1 to 1000 step 1 | extend l = range(1, 1000000)",
        "range x from 1 to 1000 step 1 | extend l = repeat(x, 1000000)",
        "range x from 1 to 1000 step 1 | extend l = repeat(x, 1000000) | extend l = pack_array(l, l)",
        "range x from 1 to 10000 step 1 | summarize make_list(range(1, 1000000)) by x",
        "range x from 1 to 3000 step 1 | extend t = strrep('0123456789', 1024), u = strcat_array(range(x, x + 100000), ',')",
        "print t = strrep(strrep('0123456789', 1024), 1024)",
        "print t = strcat_array(repeat(strrep('0123456789', 1024), 1000000), '')",
        "print t = replace_string(strrep('a', 1024), 'a', strrep('b', 1024)) | extend t = replace_string(t, 'b', t)",
        "print t = replace_regex(strrep('a', 1024), 'a', strrep('b', 1024)) | extend t = replace_regex(t, 'b', t)",
        "print s = series_fir(range(1, 1000000), range(1, 1000000))",
        "print s = series_iir(range(1, 1000000), range(1, 1000000), range(1, 1000000))",
        "print s = zip(range(1, 1000000), range(1, 1000000), range(1, 1000000)) | mv-expand s",
        "range x from 1 to 200000 step 1 | evaluate pivot(x)",
        "range x from 1 to 2000 step 1 | extend b = pack(tostring(x), 1) | evaluate bag_unpack(b)",
        "let f = (n: long) { repeat(n, 1000000) }; range x from 1 to 1000 step 1 | extend l = f(x)",
        "let l = repeat('0123456789', 1000000); range x from 1 to 1000 step 1 | extend n = array_concat(l, pack_array(x), l)",
      })
  void endsWithAReason(String kql) {
    long start = CLOCKS.getCurrentThreadCpuTime();
    Checked<Table> answer = evaluate(kql, LIMITS);
    assertThat(Duration.ofNanos(CLOCKS.getCurrentThreadCpuTime() - start))
        .isLessThan(Duration.ofSeconds(10));
    assertThat(answer.value().isPresent()).isFalse();
    assertThat(Kql.blocking(answer.issues())).isPresent();
  }

  @Test
  void anInterruptedThreadStopsItsQuery() throws InterruptedException {
    var issues = new ArrayList<Issue>();
    var limits = new Limits(Long.MAX_VALUE, Duration.ofMinutes(1), () -> false);
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
    var few = new Limits(20_000, Duration.ofMillis(200), () -> false);
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
}
