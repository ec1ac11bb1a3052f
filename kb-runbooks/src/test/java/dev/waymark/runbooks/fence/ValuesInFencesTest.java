package dev.waymark.runbooks.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waymark.kql.syntax.Highlight;
import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Position;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.azure.ActivityLogFence;
import dev.waymark.runbooks.fence.azure.MetricsFence;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.fence.kql.ResourceGraphFence;
import dev.waymark.runbooks.fence.probe.HttpFence;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** Where a run's values stand in fences, and what they can't be there. */
class ValuesInFencesTest {
  @Test
  void valuesAreWrittenAsPeopleWriteThem() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("text", "a b");
    values.put("whole", 5_000_000_000L);
    values.put("tiny", 1.0E-5);
    values.put("large", 1.0E21);
    values.put("round", 2.0);
    values.put("none", Double.NaN);
    values.put("length", Duration.ofMinutes(90));
    values.put("time", Instant.parse("2026-11-01T02:00:00Z"));
    values.put("yes", true);
    RunValues run = new RunValues(values, Map.of("whole", 7L));
    assertThat(values.keySet().stream().map(run::text))
        .containsExactly(
            "a b",
            "7",
            "0.00001",
            "1000000000000000000000",
            "2",
            "NaN",
            "90m",
            "2026-11-01T02:00:00Z",
            "true");
    assertThat(run.find("other")).isEmpty();
    assertThatExceptionOfType(UnboundException.class)
        .isThrownBy(() -> run.get("other"))
        .satisfies(
            e -> {
              assertThat(e.message()).isEqualTo("`other` has no value here");
              assertThat(e.hint())
                  .isEqualTo("Give it by hand, or go back to the step that remembers it.");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          plain                       ¦ §§      ¦ plain
          x-${a}-y                    ¦ ä9._:/- ¦ x-ä9._:/--y
          ${a}                        ¦ §§      ¦ §§
          ${a}${a}                    ¦ b       ¦ bb
          https://h/${a}/x            ¦ b       ¦ https://h/b/x
          https://h/${a}/x            ¦ ...     ¦ https://h/.../x
          a/b c${a}                   ¦ d/e     ¦ a/b cd/e
          '/a' ${a}                   ¦ b/c     ¦ '/a' b/c
          x=${a}                      ¦ /b      ¦ x=/b
          $a {b} ${1c} ${a b}         ¦ x       ¦ $a {b} ${1c} ${a b}
          """)
  void aPlainValueStandsInText(String template, String value, String filled) {
    assertThat(Template.fillPlain(template, new RunValues(Map.of("a", value), Map.of())))
        .isEqualTo(filled);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          x ${a}         ¦ b c   ¦ `a` stands in the middle of other text, where only letters, digits and ._:/- may
          x ${a}         ¦ b'    ¦ `a` stands in the middle of other text, where only letters, digits and ._:/- may
          x ${a}         ¦ b=c   ¦ `a` stands in the middle of other text, where only letters, digits and ._:/- may
          x ${a}         ¦ 😀    ¦ `a` stands in the middle of other text, where only letters, digits and ._:/- may
          /x/${a}        ¦ b/c   ¦ `a` is one part of a path, where it can't be empty or hold a /
          /x/${a}        ¦ §§    ¦ `a` is one part of a path, where it can't be empty or hold a /
          /x/y-${a}      ¦ b/c   ¦ `a` is one part of a path, where it can't be empty or hold a /
          /x/${a}        ¦ ..    ¦ “/x/..” would lead elsewhere: a part of a path can't be `.` or `..`
          /x/${a}/y      ¦ .     ¦ “/x/./y” would lead elsewhere: a part of a path can't be `.` or `..`
          /x/.${a}       ¦ .     ¦ “/x/..” would lead elsewhere: a part of a path can't be `.` or `..`
          ${a}/y         ¦ ..    ¦ “../y” would lead elsewhere: a part of a path can't be `.` or `..`
          x=${a}/y       ¦ ..    ¦ “x=../y” would lead elsewhere: a part of a path can't be `.` or `..`
          """)
  void aValueThatIsMoreIsRefused(String template, String value, String message) {
    assertThatExceptionOfType(UnboundException.class)
        .isThrownBy(() -> Template.fillPlain(template, new RunValues(Map.of("a", value), Map.of())))
        .satisfies(e -> assertThat(e.message()).isEqualTo(message));
  }

  @Test
  void aWholeTextMayBeAnyValueThatThePlaceTakes() {
    RunValues values = new RunValues(Map.of("a", "b' $1 \\ c"), Map.of());
    assertThat(Template.fillOne("${a}", values, whole -> Template.fill(whole, values::text)))
        .isEqualTo("b' $1 \\ c");
    assertThat(Template.fill("<${a}>", values::text)).isEqualTo("<b' $1 \\ c>");
  }

  /** Whatever a value holds, the YAML around it says just that value. */
  @Test
  void yamlReadsTheValueThatWasBound() {
    Random random = new Random(8);
    int[] points = "ab \"'\\\n\t:#-[]{},&*!|>%@`é😀\u0000\u0085\u2028\uFEFF".codePoints().toArray();
    for (int i = 0; i < 1_000; i++) {
      StringBuilder value = new StringBuilder();
      for (int n = random.nextInt(8); n > 0; n--) {
        value.appendCodePoint(points[random.nextInt(points.length)]);
      }
      String text =
          bind(
                  new MetricsFence(),
                  "# 😀\nresource: ${a}\nmetrics: [\"${a}\", B]\n",
                  value.toString())
              .text();
      Object read = new Yaml().load(text);
      assertThat(read)
          .as(text)
          .isEqualTo(
              Map.of("resource", value.toString(), "metrics", List.of(value.toString(), "B")));
    }
  }

  @Test
  void whatHasNoNamesIsSentAsItStands() {
    String odd = "a: [\n  'b' # {c}\n";
    assertThat(bind(new MetricsFence(), odd, "x").text()).isEqualTo(odd);
    assertThat(bind(new ActivityLogFence(), "window: 1h", "x").text()).isEqualTo("window: 1h");
    assertThat(bind(new HttpFence(), "GET https://a.example/%7B\nA: b\n", "x").text())
        .isEqualTo("GET https://a.example/%7B\nA: b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          # a↵https://a.example/${a}↵X: ${a}    ¦ b ¦ # a↵https://a.example/b↵X: b
          POST https://a.example/↵↵[${n}, ${r}, ${y}, "${a}${n}", ${a}] ¦ c"d ¦ POST https://a.example/↵↵[5, 0.5, true, "c\\"d5", "c\\"d"]
          POST https://a.example/↵Content-Type: application/json↵↵"\\"${a}" ¦ \\ ¦ POST https://a.example/↵Content-Type: application/json↵↵"\\"\\\\"
          POST https://a.example/↵content-type: x-www-form-urlencoded↵↵a=${a} ¦ &b=é ¦ POST https://a.example/↵content-type: x-www-form-urlencoded↵↵a=%26b%3D%C3%A9
          """)
  void requestsAreEncodedForTheirPlaces(String template, String value, String sent) {
    assertThat(bind(new HttpFence(), template.replace('↵', '\n'), value).text())
        .isEqualTo(sent.replace('↵', '\n'));
  }

  @Test
  void aHeaderTakesATabAndNothingElseThatIsNoCharacter() {
    assertThat(bind(new HttpFence(), "https://a.example/\nX: ${a}", "b\tc~ ").text())
        .isEqualTo("https://a.example/\nX: b\tc~ ");
    for (String value : List.of("b\nc", "b\u007fc", "é", "\u0000")) {
      assertThatExceptionOfType(UnboundException.class)
          .isThrownBy(() -> bind(new HttpFence(), "https://a.example/\nX: ${a}", value))
          .satisfies(
              e ->
                  assertThat(e.message())
                      .isEqualTo("`a` holds characters that no header may have"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          T | render timechart                       ¦ time
          T | render  barchart with (title='x')      ¦ bar
          T | summarize count() by a | render piechart ¦ bar
          T | render columnchart                     ¦ bar
          T | render // a comment↵ areachart         ¦ time
          """)
  void aQueryMayAskForAChart(String body, String chart) {
    assertThat(new KqlFence().chart(body.replace('↵', '\n'))).contains(chart);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "T",
        "T | render",
        "T | where render == 'barchart'",
        "print 'render barchart'"
      })
  void otherQueriesAskForNone(String body) {
    assertThat(new KqlFence().chart(body)).isEmpty();
  }

  @Test
  void tablesOfChangesShowChanges() {
    assertThat(new KqlFence().showsChanges("AzureActivity | take 5")).isTrue();
    assertThat(new KqlFence().showsChanges("azureactivity")).isTrue();
    assertThat(new ResourceGraphFence().showsChanges("ResourceChanges | take 5")).isTrue();
    assertThat(new KqlFence().showsChanges("T | where a == 'AzureActivity log'")).isFalse();
    assertThat(new ActivityLogFence().showsChanges("")).isTrue();
    assertThat(new MetricsFence().showsChanges("resourcechanges")).isFalse();
  }

  @Test
  void coloursAreAllOfTheText() {
    String body = "let a = 1; // é😀\nT | where b == 'x' and c > ago(1h)\n";
    for (FenceType type : FenceTypes.all()) {
      List<Highlight> parts = type.highlight(body);
      assertThat(parts.stream().map(Highlight::text).collect(Collectors.joining()))
          .as(type.title())
          .isEqualTo(body);
    }
  }

  @Test
  void aLiteralMovesWhatStandsBehindIt() {
    BoundQuery query =
        bind(
            new ResourceGraphFence(),
            "resources\n| where a == x and b == x\n| where c == 1",
            "long value");
    assertThat(query.text())
        .isEqualTo(
            "resources\n| where a == \"long value\" and b == \"long value\"\n| where c == 1");
    assertThat(query.written(new Position(2, 11))).contains(new Position(2, 11));
    assertThat(query.written(new Position(2, 33))).contains(new Position(2, 22));
    assertThat(query.written(new Position(3, 9))).contains(new Position(3, 9));
  }

  @Test
  void jsonIsReadWhole() {
    assertThat(JsonColumn.value(" [1, 2.5, \"a\", null, {\"b\": true}] "))
        .isEqualTo(Arrays.asList(1L, 2.5, "a", null, Map.of("b", true)));
    assertThat(JsonColumn.value("7")).isEqualTo(7L);
    assertThat(JsonColumn.value("{} {}")).isNull();
    assertThat(JsonColumn.value("{\"a\": }")).isNull();
    assertThat(JsonColumn.value("")).isNull();
    assertThat(JsonColumn.value(null)).isNull();
    assertThat(JsonColumn.value("[".repeat(100) + "]".repeat(100))).isNotNull();
    assertThat(JsonColumn.value("[".repeat(101) + "]".repeat(101))).isNull();
    Table none = new Table(List.of(new Column("Other", ColumnType.STRING)), List.of(Row.of("{}")));
    assertThat(JsonColumn.of(none, "Body")).isSameAs(none);
    Table first =
        new Table(
            List.of(new Column("Json", ColumnType.DYNAMIC), new Column("Body", ColumnType.STRING)),
            List.of(Row.of(null, "{}")));
    assertThat(JsonColumn.of(first, "Body")).isSameAs(first);
  }

  private static BoundQuery bind(FenceType type, String body, String value) {
    SourceSpan span = new SourceSpan(0, body.length());
    Fence fence =
        new Fence(type.kind(), Map.of(), Excerpt.of(new SourceFile("a.md", body), span), span);
    FenceKind kind = fence.kind();
    List<String> names = kind.equals(ResourceGraphFence.KIND) ? List.of("x") : List.of();
    return type.bind(
        new UnboundFence(fence, names, List.of()),
        new RunValues(Map.of("a", value, "x", value, "n", 5L, "r", 0.5, "y", true), Map.of()));
  }
}
