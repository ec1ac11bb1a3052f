package dev.waymark.server.question;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.problem.Result;
import dev.waymark.server.question.QuestionAnswer.Line;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each question, answered by hand for six incidents. */
@QuarkusTest
class QuestionsTest {
  @Inject Questions questions;
  @Inject HandMade handMade;

  @BeforeEach
  void fill() throws SQLException {
    handMade.fill();
  }

  @Test
  void causes() {
    // x: 10, 20 and 30 minutes; y: 40.
    answers(
        "causes",
        "",
        "hand-a|cause-x|X|3|0.75|1200|2026-02-10",
        "hand-a|cause-y|Y|1|0.25|2400|2026-02-12");
    answers("causes", "kind=drill", "hand-a|cause-x|X|1|1|300|2026-02-14");
    answers("causes", "from=2026-01-15&to=2026-02-10", "hand-a|cause-x|X|2|1|1500|2026-02-10");
    answers("causes", "severity=sev3", "hand-a|cause-y|Y|1|1|2400|2026-02-12");
    answers("causes", "cause=cause-y&entry=hand-a", "hand-a|cause-y|Y|1|1|2400|2026-02-12");
    answers("causes", "entry=hand-b");
    opens("causes", "", 0, "incidents", 3, 2, 1);
    opens("causes", "kind=all", 0, "incidents", 6, 3, 2, 1);
  }

  @Test
  void causesOverTime() {
    answers(
        "causes-over-time",
        "",
        "2026-01-01|hand-a|cause-x|X|2",
        "2026-02-01|hand-a|cause-x|X|1",
        "2026-02-01|hand-a|cause-y|Y|1");
    // 10 February 2026 is a Tuesday.
    answers(
        "causes-over-time",
        "by=week&from=2026-02-01",
        "2026-02-09|hand-a|cause-x|X|1",
        "2026-02-09|hand-a|cause-y|Y|1");
    opens("causes-over-time", "", 0, "incidents", 2, 1);
    opens("causes-over-time", "", 2, "incidents", 4);
  }

  @Test
  void newCauses() {
    answers("new-causes", "", "2026-01-01|2|1|0.5", "2026-02-01|2|1|0.5");
    opens("new-causes", "", 0, "new", 1);
    opens("new-causes", "", 1, "share", 4);
  }

  @Test
  void recurrence() {
    // x came after 10 and after 26 days; the drill doesn't count among the real ones.
    answers("recurrence", "", "hand-a|cause-x|X|3|1|0.333|18", "hand-a|cause-y|Y|1|0|0|null");
    opens("recurrence", "", 0, "again", 2);
    opens("recurrence", "", 0, "days", 3, 2);
  }

  @Test
  void times() {
    // Detected after 10 and 20 minutes; diagnosed after 10, 20, 30, 40, and so on.
    answers(
        "times",
        "",
        "detect|2|900|1140|1194",
        "acknowledge|5|0|0|0",
        "diagnose|4|1500|2220|2382",
        "mitigate|4|3000|4440|4764",
        "resolve|4|4500|6660|7146");
    opens("times", "", 0, "incidents", 2, 1);
    opens("times", "", 2, "p90", 4, 3, 2, 1);
  }

  @Test
  void timesTrend() {
    answers(
        "times-trend",
        "",
        "2026-01-01|2|0|900|1140|1800|2280",
        "2026-02-01|3|0|2100|2340|4200|4680");
    opens("times-trend", "", 1, "incidents", 5, 4, 3);
    opens("times-trend", "", 1, "diagnose", 4, 3);
  }

  @Test
  void timesByEntry() {
    answers("times-by-entry", "", "hand-a|5|1500|2220|3000|4440");
    opens("times-by-entry", "", 0, "mitigate", 4, 3, 2, 1);
  }

  @Test
  void covered() {
    // 30, 60, 90 and 120 minutes with an entry, 50 without.
    answers("covered", "", "covered|4|0.8|4500|6660|2", "not covered|1|0.2|3000|3000|2");
    opens("covered", "", 1, "incidents", 5);
  }

  @Test
  void severities() {
    answers(
        "severities", "", "sev1|1|600|1200|1200", "sev2|2|1500|3000|3480", "sev3|2|2400|4800|4800");
    opens("severities", "", 2, "incidents", 5, 4);
    opens("severities", "", 2, "diagnose", 4);
  }

  @Test
  void drills() {
    answers("drills", "kind=all", "hand-a|1|5|300|1500");
    opens("drills", "kind=all", 0, "drills", 6);
  }

  @Test
  void edges() {
    answers(
        "edges",
        "",
        "hand-a|Check|failed|row.A > 1|Ask|ask|4|0.667",
        "hand-a|Ask||yes|X|cause-x|3|0.75",
        "hand-a|Ask|||went back|check|1|0.25",
        "hand-a|X|||Fix|fix|1|1",
        "hand-a|Check|degraded|row.A == 1|Y|cause-y|1|0.167",
        "hand-a|Check|||escalated||1|0.167");
    opens("edges", "", 0, "times", 3, 2, 1);
  }

  @Test
  void paths() {
    answers(
        "paths",
        "",
        "1|hand-a|Check|Ask|Ask|3",
        "1|hand-a|Check|Y|Y|1",
        "1|hand-a|Check|escalated|escalated|1",
        "2|hand-a|Ask|X|X|2",
        "2|hand-a|Ask|went back|Check|1",
        "3|hand-a|Check|Ask|Ask|1",
        "3|hand-a|X|Fix|Fix|1",
        "4|hand-a|Ask|X|X|1");
    opens("paths", "", 3, "times", 2, 1);
  }

  @Test
  void overrides() {
    answers("overrides", "", "hand-a|Check|failed: Ask|degraded: Y|1|looks degraded");
    answers("override-reasons", "", "hand-a|Check|looks degraded|1");
    opens("overrides", "", 0, "times", 4);
    opens("override-reasons", "", 0, "times", 4);
  }

  @Test
  void deadEndsAndGaps() {
    answers("dead-ends", "", "hand-a|Ask|1|0.25|300");
    opens("dead-ends", "", 0, "lost", 3);
    answers("gaps", "", "hand-a|Check|escalated|1|no idea");
    opens("gaps", "", 0, "times", 5);
  }

  @Test
  void slowSteps() {
    // Check: 60, 120, 180, 30, 240, 300. Ask: 100, 200, 300, 50. X: 10.
    answers(
        "slow-steps",
        "",
        "hand-a|Check|query|6|930|0.585|150|270",
        "hand-a|Ask|question|4|650|0.409|150|270",
        "hand-a|X|cause|1|10|0.006|10|10");
    opens("slow-steps", "", 0, "visits", 5, 4, 3, 2, 1);
  }

  @Test
  void checkValue() {
    // At the check 4 visits ended in x and 1 in y: 0.8 * log2(1 / 0.8) + 0.2 * log2(1 / 0.2) =
    // 0.722 bits, and
    // each way led to one cause only. Its median is 120 s of 60, 120, 180, 30 and 240. The question
    // told nothing:
    // whoever came there had x.
    answers(
        "check-value", "", "hand-a|Check|5|0.722|0|0.722|120|0.006", "hand-a|Ask|3|0|0|0|100|0");
    opens("check-value", "", 0, "value", 4, 3, 2, 1);
  }

  @Test
  void queries() {
    answers("queries", "", "hand-a|Check|5|1|0.2|timed out|2000|2900");
    opens("queries", "", 0, "failed", 4);
    opens("queries", "", 0, "median", 3, 2, 1);
  }

  @Test
  void feedback() {
    answers("feedback", "", "hand-a|Check|0|2|0", "hand-a|Ask|1|0|0");
    opens("feedback", "", 0, "misled", 4);
  }

  @Test
  void people() {
    answers("escalations", "", "hand-a|Check|1|no idea");
    answers("handovers", "", "ann|bob|2");
    answers("severity-changes", "", "sev3|sev1|1|it spreads");
    answers("open-reviews", "", "team-a|1|1|*");
    opens("escalations", "", 0, "times", 5);
    opens("handovers", "", 0, "times", 3, 2);
    opens("severity-changes", "", 0, "times", 1);
    opens("open-reviews", "", 0, "late", 1);
  }

  @Test
  void learning() {
    answers("lessons", "", "wrong condition|3|1|0|2|0|3|*", "dead end|1|0|0|0|1|1");
    answers("lessons-by-entry", "", "hand-a|4|1|2|*");
    answers("follow-ups", "", "hand-ann|2|1|*|1");
    opens("lessons", "", 0, "merged", 1);
    opens("follow-ups", "", 0, "open", 2, 1);
    opens("follow-ups", "", 0, "overdue", 1);
  }

  @Test
  void entries() {
    contains("entries", "", "hand-b|Hand-made|0|0|null", "hand-a|Hand-made|1|5|2026-02-13");
    answers("not-covered", "", "hand-a|5|1|0.2");
    contains("stale-entries", "", "hand-a|team-a|2026-01-10|2026-02-01|*|4");
    contains(
        "untaken-branches",
        "",
        "hand-a|Check|unknown|otherwise|Escalate|0|no",
        "hand-a|Ask||no|Y|0|yes",
        "hand-a|Check|degraded|row.A == 1|Y|1|no");
    opens("not-covered", "", 0, "share", 5);
  }

  @Test
  void alertsWithoutEntry() {
    answers("alerts-without-entry", "", "hand-cpu|hand-made|3|2|2026-02-12");
    opens("alerts-without-entry", "", 0, "incidents", 4, 3);
  }

  @Test
  void everyQuestionTakesEveryFilterAndOpensEveryNumber() {
    assertThat(questions.all()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(questions.all()).extracting(Question::id).doesNotHaveDuplicates();
    for (Question question : questions.all()) {
      ask(
          question.id(),
          "from=2026-01-01&to=2026-12-31&entry=hand-a&cause=cause-x&severity=sev1&by=day");
      QuestionAnswer answer = ask(question.id(), "kind=all");
      assertThat(answer.lines()).as(question.id()).isNotEmpty();
      for (Line line : answer.lines()) {
        for (int i = 0; i < question.columns().size(); i++) {
          AnswerColumn column = question.columns().get(i);
          if (column.type().isNumber()
              && line.cells().get(i) instanceof Number number
              && number.doubleValue() > 0) {
            assertThat(behind(question, "kind=all", line, column))
                .as(question.id() + " " + line + " " + column.name())
                .isNotEmpty();
          }
        }
      }
    }
  }

  @Test
  void wrongFiltersAreRefusedByName() {
    for (String wrong :
        List.of(
            "from=yesterday",
            "to=2026-02-31",
            "severity=bad",
            "kind=both",
            "by=year",
            "from=9999999-01-01")) {
      String name = wrong.substring(0, wrong.indexOf('='));
      assertThat(Filters.read(parameters(wrong)::get).getClass()).isEqualTo(Result.Refused.class);
      assertThat(
              ((Result.Refused<Filters>) Filters.read(parameters(wrong)::get)).problem().detail())
          .contains("`" + name + "`");
    }
  }

  private void answers(String question, String filters, String... expected) {
    assertThat(lines(question, filters)).containsExactly(expected(expected));
  }

  private void contains(String question, String filters, String... expected) {
    assertThat(lines(question, filters)).contains(expected(expected));
  }

  /** A star stands for what depends on the day. */
  private static String[] expected(String... lines) {
    return Arrays.stream(lines).map(line -> line.replaceAll("\\|\\*", "")).toArray(String[]::new);
  }

  private void opens(String question, String filters, int line, String column, long... numbers) {
    QuestionAnswer answer = ask(question, filters);
    Question asked = answer.question();
    assertThat(behind(asked, filters, answer.lines().get(line), asked.column(column).orElseThrow()))
        .containsExactlyElementsOf(
            Arrays.stream(numbers).map(n -> HandMade.FIRST + n - 1).boxed().toList());
  }

  private List<Long> behind(Question question, String filters, Line line, AnswerColumn column) {
    return questions
        .behind(question, filters(filters), column.name(), line.keys())
        .orThrow()
        .incidents()
        .stream()
        .map(ContributingIncidents.One::number)
        .toList();
  }

  private List<String> lines(String question, String filters) {
    QuestionAnswer answer = ask(question, filters);
    List<AnswerColumn> columns = answer.question().columns();
    return answer.lines().stream()
        .map(
            line ->
                java.util.stream.IntStream.range(0, columns.size())
                    .filter(
                        i ->
                            !columns.get(i).name().matches("oldest|longest|days")
                                || question.equals("recurrence"))
                    .mapToObj(i -> text(line.cells().get(i)))
                    .collect(Collectors.joining("|")))
        .toList();
  }

  private static String text(@Nullable Object value) {
    return value instanceof Double number
        ? String.format(Locale.ROOT, "%.3f", number).replaceAll("\\.?0+$", "")
        : String.valueOf(value);
  }

  private QuestionAnswer ask(String question, String filters) {
    return questions.ask(questions.find(question).orElseThrow(), filters(filters));
  }

  private static Filters filters(String query) {
    return Filters.read(parameters(query)::get).orThrow();
  }

  /** The hand-made service, unless told otherwise. */
  private static Parameters parameters(String query) {
    Map<String, String> values = new HashMap<>(Map.of("service", HandMade.SERVICE));
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
      }
    }
    return name -> Optional.ofNullable(values.get(name));
  }

  private interface Parameters {
    Optional<String> get(String name);
  }
}
