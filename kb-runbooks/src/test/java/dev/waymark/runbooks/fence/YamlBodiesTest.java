package dev.waymark.runbooks.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.fence.azure.ActivityLogBody;
import dev.waymark.runbooks.fence.azure.MetricAggregation;
import dev.waymark.runbooks.fence.azure.MetricsBody;
import dev.waymark.runbooks.fence.azure.MetricsFence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bodies of Azure's fences: what they say, and each mistake whole and at its place. */
class YamlBodiesTest {
  private static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
  private static final String ID =
      "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/g/providers/M.A/s/n";
  private static final String METRICS_KEYS =
      "It knows `resource`, `metrics`, `aggregations`, `interval`, `window`, `filter`, `namespace`,"
          + " one `key: value` a line.";
  private static final Placeholders OPEN =
      Placeholders.of(name -> name.equals("id") ? List.of(ID) : List.of("5m", "Total", "a"));

  @Test
  void allThatMetricsMaySay() {
    String body =
        """
        # how the gateway did
        resource: %s
        metrics: [Requests, "Percentage CPU"]
        aggregations: [total, AVG, Maximum]
        interval: 5m
        window: 2h
        filter: "(ApiName eq 'a b' and Code sw '5') or Region ne '*'"
        namespace: Microsoft.ApiManagement/service
        """
            .formatted(ID);
    MetricsBody read = MetricsBody.read(body, Placeholders.none()).value().orElseThrow();
    assertThat(read)
        .isEqualTo(
            new MetricsBody(
                ID,
                List.of("Requests", "Percentage CPU"),
                List.of(
                    MetricAggregation.TOTAL, MetricAggregation.AVERAGE, MetricAggregation.MAXIMUM),
                Optional.of(Duration.ofMinutes(5)),
                Duration.ofHours(2),
                Optional.of("(ApiName eq 'a b' and Code sw '5') or Region ne '*'"),
                List.of("ApiName", "Code", "Region"),
                Optional.of("Microsoft.ApiManagement/service")));
    assertThat(read.columns())
        .containsExactly(
            new Column("Time", ColumnType.DATETIME),
            new Column("Metric", ColumnType.STRING),
            new Column("ApiName", ColumnType.STRING),
            new Column("Code", ColumnType.STRING),
            new Column("Region", ColumnType.STRING),
            new Column("Total", ColumnType.REAL),
            new Column("Average", ColumnType.REAL),
            new Column("Maximum", ColumnType.REAL));
  }

  @Test
  void theLeastThatMetricsMaySay() {
    assertThat(metrics("resource: " + ID + "\nmetrics: Requests"))
        .isEqualTo(
            new MetricsBody(
                ID,
                List.of("Requests"),
                List.of(MetricAggregation.AVERAGE),
                Optional.empty(),
                Duration.ofHours(1),
                Optional.empty(),
                List.of(),
                Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          A eq 'x'                          ¦ A
          A eq '*'                          ¦ A
          A EQ 'x' AND B NE 'y' Or C sw 'z' ¦ A|B|C
          A eq 'it''s' and B eq ''          ¦ A|B
          A eq 'x and B eq '                ¦ A
          (A eq 'x') or (A eq 'y')          ¦ A
          Api Name eq 'x'                   ¦ Api Name
          $x.y/z-1 eq 'x'                   ¦ $x.y/z-1
          Band eq 'x' and Oreo eq 'y'       ¦ Band|Oreo
          """)
  void namesTheDimensionsOfAFilter(String filter, String dimensions) {
    assertThat(String.join("|", metrics(withFilter(filter)).dimensions())).isEqualTo(dimensions);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          A = 'x'
          A eq x
          A eq 'x' and
          and A eq 'x'
          A eq 'x' B eq 'y'
          A eq 'x' xor B eq 'y'
          A gt 'x'
          eq 'x'
          ((A eq 'x'))
          A eq 'x'; drop
          1A eq 'x'
          """)
  void refusesWhatIsNoFilter(String filter) {
    String body = withFilter(filter);
    assertThat(told(MetricsBody.read(body, Placeholders.none()).faults(), body))
        .containsExactly(
            "FB05 \"%1$s\": `%1$s` isn't a filter of metrics; Write a comparison such as `ApiName eq 'orders'`, with `and` or `or` between two; `'*'` gives a row for each value."
                .formatted(filter));
  }

  @Test
  void boundsAFilterAndTheNumberOfMetrics() {
    String longest = "A eq '" + "x".repeat(1_993) + "'";
    assertThat(longest).hasSize(2_000);
    assertThat(metrics(withFilter(longest)).filter()).contains(longest);
    assertThat(MetricsBody.read(withFilter(longest.replace("eq '", "eq 'x")), OPEN).value())
        .isEmpty();
    assertThat(metrics(ofMetrics(20)).metrics()).hasSize(20);
    String body = ofMetrics(22);
    assertThat(told(MetricsBody.read(body, Placeholders.none()).faults(), body))
        .containsExactly(
            "FB05 M21: The fence names more than 20 metrics; Ask for the others in another step.");
  }

  /** Each is told with its place. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          metrics: [A]                                  ¦ FB04 *: The metrics fence has no `resource:`; Add `resource: ${resource}`.
          resource: ${id}                               ¦ FB04 *: The metrics fence has no `metrics:`; Add `metrics: [Requests]`.
          resource: ${id}↵metrics: []                   ¦ FB04 *: The metrics fence has no `metrics:`; Add `metrics: [Requests]`.
          just text                                     ¦ FB02 *: The metrics fence isn't a map of `key: value`; KEYS
          - a                                           ¦ FB02 *: The metrics fence isn't a map of `key: value`; KEYS
          resource: ${id}↵metrics: [A]↵xyzzy: 1         ¦ FB03 xyzzy: The metrics fence has no key `xyzzy`; KEYS
          resource: ${id}↵metrics: [A]↵Window: 1h       ¦ FB03 Window: The metrics fence has no key `Window`; Did you mean `window`?
          resource: ${id}↵metrics: [A]↵metrics: [B]     ¦ FB02 metrics: `metrics` stands twice in this fence; Keep one of them.
          resource: ${id}↵metrics: [A, A]               ¦ FB05 A: `A` stands twice; Keep one of them.
          resource: ${id}↵metrics: [A, "B,C"]           ¦ FB05 "B,C": `B,C` isn't the name of a metric; Write a list: `metrics: [B,C]`.
          resource: ${id}↵metrics: [A, [B]]             ¦ FB05 [B]: `metrics:` takes a list of texts; Write them in brackets, with a comma between two.
          resource: ${id}↵metrics: {a: b}               ¦ FB05 {a: b}: `metrics:` takes one value; Write it behind the colon, without brackets.
          resource: ${id}↵metrics: [A, '']              ¦ FB05 '': `metrics:` is empty; Write its value, or leave the key out.
          resource: ${id}↵metrics: [A]↵namespace:       ¦ FB05 : `namespace:` is empty; Write its value, or leave the key out.
          resource: ${id}↵metrics: [A]↵window: 0s       ¦ FB05 0s: `window: 0s` can't be asked for; Write a length of time such as `1h`; Azure keeps metrics for 93 days.
          resource: ${id}↵metrics: [A]↵window: 94d      ¦ FB05 94d: `window: 94d` can't be asked for; Write a length of time such as `1h`; Azure keeps metrics for 93 days.
          resource: ${id}↵metrics: [A]↵interval: 2m     ¦ FB05 2m: `interval: 2m` can't be asked for; Azure knows the intervals 1m, 5m, 15m, 30m, 1h, 6h, 12h, 1d.
          resource: ${id}↵metrics: [A]↵aggregations: [Averag] ¦ FB05 Averag: `Averag` isn't an aggregation; Did you mean `Average`?
          resource: ${id}↵metrics: [A]↵aggregations: [P95] ¦ FB05 P95: `P95` isn't an aggregation; There are `Average`, `Minimum`, `Maximum`, `Total`, `Count`.
          resource: ${id}↵metrics: [A]↵filter: Metric eq 'x' ¦ FB05 Metric eq 'x': The dimension `Metric` bears the name of another column; Filter by another dimension.
          resource: ${id}↵metrics: [A]↵filter: Total eq 'x' ¦ FB05 Total eq 'x': The dimension `Total` bears the name of another column; Filter by another dimension.
          resource: ${id}↵metrics: [A↵window: 1h        ¦ FB02 :: The metrics fence isn't YAML: expected ',' or ']', but got :; Write one `key: value` a line, and check quotes, brackets and indentation.
          resource: ${id}↵metrics: [${id}]              ¦ FB02 {: The metrics fence isn't YAML: expected ',' or ']', but got {; Put `${name}` in quotes where it stands in a list: `["${name}"]`.
          resource: *a                                  ¦ FB02 *: The metrics fence isn't YAML: found undefined alias a; Write one `key: value` a line, and check quotes, brackets and indentation.
          # 😀↵resource: 😀↵metrics: [A]                ¦ FB05 😀: `😀` isn't a resource id: `😀` doesn't begin with `/subscriptions/`; Name a parameter of type `resource`, such as `${resource}`; an id looks like `/subscriptions/…/providers/…`.
          # 😀↵resource: ${id}↵metrics: ["😀", "😀"]    ¦ FB05 "😀": `😀` stands twice; Keep one of them.
          """)
  void aMistakeInMetrics(String written, String told) {
    String body = written.replace('↵', '\n');
    List<BodyFault> faults = MetricsBody.read(body, OPEN).faults();
    String expected = told.replace("KEYS", METRICS_KEYS).replace("FB04 *:", "FB04 " + body + ":");
    expected =
        expected.startsWith("FB02 *: The metrics fence isn't a map")
            ? expected.replaceFirst("\\*", body)
            : expected;
    assertThat(told(faults, body)).containsExactly(expected);
  }

  @Test
  void aRepeatedMistakePointsAtTheSecondPlace() {
    String body = "resource: ${id}\nmetrics: [A, A]";
    assertThat(MetricsBody.read(body, OPEN).faults())
        .extracting(BodyFault::from)
        .containsExactly(body.lastIndexOf('A'));
  }

  @Test
  void anIdOfTheEntryIsAWarningAndStillAsked() {
    String body = "resource: " + ID + "\nmetrics: [A]";
    Body<MetricsBody> read = MetricsBody.read(body, OPEN);
    assertThat(told(read.faults(), body))
        .containsExactly(
            "FB07 "
                + ID
                + ": The id of a resource stands in the entry, so it serves that one only; Declare a"
                + " parameter under `parameters:` and write `${name}` here.");
    assertThat(read.value()).isPresent();
  }

  @Test
  void aBodyTooLongIsNotRead() {
    String start = "resource: " + ID + "\nmetrics: [A]\n#";
    String longest = start + "x".repeat(64 * 1024 - start.length());
    assertThat(MetricsBody.read(longest, Placeholders.none()).faults()).isEmpty();
    assertThat(MetricsBody.read(longest + "é", Placeholders.none()).faults())
        .containsExactly(
            new BodyFault(
                BodyIssue.UNREADABLE,
                64 * 1024,
                64 * 1024 + 1,
                "The metrics fence is longer than 64 KiB",
                "Keep what names the resource and what to ask of it."));
  }

  @Test
  void nestingAndAliasesAreBounded() {
    for (String body :
        List.of(
            "resource: " + "[".repeat(50) + "]".repeat(50),
            "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]")) {
      Body<MetricsBody> read = MetricsBody.read(body, Placeholders.none());
      assertThat(read.value()).isEmpty();
      assertThat(read.faults()).isNotEmpty();
    }
  }

  @Test
  void aValueThatDecidesTheColumnsLeavesThemOpen() {
    MetricsFence fence = new MetricsFence();
    String body = "resource: ${id}\nmetrics: [A]\nfilter: ${id} eq 'x'\n";
    assertThat(fence.columns(body, OPEN)).isEmpty();
    assertThat(fence.columns(body.replace("${id} eq", "B eq"), OPEN)).isPresent();
    assertThat(fence.columns("resource: ${id}\nmetrics: [A]\naggregations: [\"${a}\"]", OPEN))
        .isEmpty();
    assertThat(fence.mayBeEmpty()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Average, AVERAGE",
    "avg, AVERAGE",
    " AVERAGE , AVERAGE",
    "min, MINIMUM",
    "minimum, MINIMUM",
    "max, MAXIMUM",
    "sum, TOTAL",
    "total, TOTAL",
    "count, COUNT"
  })
  void knowsAggregationsByTheirNames(String name, MetricAggregation aggregation) {
    assertThat(MetricAggregation.of(name)).contains(aggregation);
  }

  @Test
  void allThatAnActivityLogMaySay() {
    assertThat(activity("resource: " + ID + "\nsubscription: " + SUBSCRIPTION + "\nwindow: 90d"))
        .isEqualTo(
            new ActivityLogBody(
                Optional.of(ID), Optional.empty(), Optional.of(SUBSCRIPTION), Duration.ofDays(90)));
    assertThat(activity("resource-group: orders-prod"))
        .isEqualTo(
            new ActivityLogBody(
                Optional.empty(),
                Optional.of("orders-prod"),
                Optional.empty(),
                Duration.ofDays(1)));
    assertThat(activity("window: 15m").window()).isEqualTo(Duration.ofMinutes(15));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          window: 91d                       ¦ FB05 91d: `window: 91d` can't be asked for; Write a length of time such as `2h`; Azure keeps the activity log for 90 days.
          window: 90d 1s                    ¦ FB05 90d 1s: `window: 90d 1s` can't be asked for; Write a length of time such as `2h`; Azure keeps the activity log for 90 days.
          resource: ${id}↵resource-group: g ¦ FB05 g: Azure filters by a resource or by a group, not by both; Keep `resource:` or `resource-group:`.
          resource-group: a/b               ¦ FB05 a/b: `a/b` isn't the name of a resource group; Write the name alone, such as `orders-prod`, or a whole id behind `resource:`.
          subscription: orders              ¦ FB05 orders: `orders` isn't the id of a subscription; Write its id alone, 36 characters, without `/subscriptions/`.
          subscription: 00000000-0000-0000-0000-000000000001 ¦ FB07 00000000-0000-0000-0000-000000000001: The id of a subscription stands in the entry, so it serves that one only; Declare a parameter under `parameters:` and write `${name}` here.
          resourcegroup: g                  ¦ FB03 resourcegroup: The activity-log fence has no key `resourcegroup`; Did you mean `resource-group`?
          """)
  void aMistakeInAnActivityLog(String written, String told) {
    String body = written.replace('↵', '\n');
    assertThat(told(ActivityLogBody.read(body, OPEN).faults(), body)).containsExactly(told);
  }

  @Test
  void aHoleFitsWhereSomeValueDoes() {
    Placeholders holes = Placeholders.of(Map.of("a", List.of("1", "2"), "b", List.of("x"))::get);
    assertThat(holes.fits("${a}-${b}", "2-x"::equals)).isTrue();
    assertThat(holes.fits("${a}-${b}", "3-x"::equals)).isFalse();
    assertThat(holes.fits("${a}${a}", "12"::equals)).isTrue();
    assertThat(holes.fits("plain", "plain"::equals)).isTrue();
    assertThat(holes.fits("${a}${a}${a}", "212"::equals)).isTrue();
    assertThat(holes.fits("${a}${a}${a}", "213"::equals)).isFalse();
    assertThat(holes.fits("${a}${a}${a}${a}", "nothing"::equals)).isTrue();
    assertThat(holes.plain("${a}-${b}/$c ${d e}")).isEqualTo("x-x/$c ${d e}");
    assertThat(holes.behindFirst("${a}/b")).contains("/b");
    assertThat(holes.behindFirst("/${a}")).isEmpty();
    assertThat(holes.in("a ${b} c")).isTrue();
    assertThat(holes.in("a {b} c")).isFalse();
    Placeholders none = Placeholders.none();
    assertThat(none.in("${a}")).isFalse();
    assertThat(none.plain("${a}")).isEqualTo("${a}");
    assertThat(none.behindFirst("${a}b")).isEmpty();
    assertThat(none.fits("${a}", "${a}"::equals)).isTrue();
    assertThat(none.areOpen()).isFalse();
  }

  /** Any text is read or refused, and each fault lies in it. */
  @Test
  void standsAnyText() {
    Random random = new Random(5);
    String[] parts = {
      "resource",
      "metrics",
      "window",
      ":",
      ": ",
      "\n",
      " ",
      "[",
      "]",
      "{",
      "}",
      "\"",
      "'",
      "|",
      ">",
      "- ",
      "#",
      "${id}",
      "😀",
      "é",
      "&a",
      "*a",
      "!",
      "1h",
      ",",
      "\t",
      "%",
      "@",
      "filter",
      "---",
      "..."
    };
    for (int i = 0; i < 3_000; i++) {
      String body =
          IntStream.range(0, 1 + random.nextInt(12))
              .mapToObj(n -> parts[random.nextInt(parts.length)])
              .collect(Collectors.joining());
      for (BodyFault fault : MetricsBody.read(body, OPEN).faults()) {
        assertThat(fault.from()).as(body).isBetween(0, fault.to());
        assertThat(fault.to()).as(body).isLessThanOrEqualTo(body.length());
        assertThat(fault.message()).as(body).isNotBlank().doesNotContain("\n");
      }
    }
  }

  private static String withFilter(String filter) {
    return "resource: " + ID + "\nmetrics: [M]\nfilter: \"" + filter + "\"\n";
  }

  private static String ofMetrics(int count) {
    return "resource: "
        + ID
        + "\nmetrics: ["
        + IntStream.rangeClosed(1, count).mapToObj(i -> "M" + i).collect(Collectors.joining(", "))
        + "]\n";
  }

  private static MetricsBody metrics(String body) {
    Body<MetricsBody> read = MetricsBody.read(body, Placeholders.none());
    assertThat(read.faults()).isEmpty();
    return read.value().orElseThrow();
  }

  private static ActivityLogBody activity(String body) {
    Body<ActivityLogBody> read = ActivityLogBody.read(body, Placeholders.none());
    assertThat(read.faults()).isEmpty();
    return read.value().orElseThrow();
  }

  private static List<String> told(List<BodyFault> faults, String body) {
    return faults.stream()
        .map(
            fault ->
                "%s %s: %s; %s"
                    .formatted(
                        fault.code().code(),
                        body.substring(fault.from(), fault.to()),
                        fault.message(),
                        fault.hint()))
        .toList();
  }
}
