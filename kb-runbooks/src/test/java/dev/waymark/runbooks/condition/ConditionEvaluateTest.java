package dev.waymark.runbooks.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.ParameterType;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionEvaluateTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("Status", ColumnType.LONG),
          new Column("Reason", ColumnType.STRING),
          new Column("Rate", ColumnType.REAL),
          new Column("Note", ColumnType.LONG),
          new Column("At", ColumnType.DATETIME),
          new Column("Props", ColumnType.DYNAMIC));

  private static final Table ROWS =
      new Table(
          COLUMNS,
          List.of(
              row(500L, "Timeout", 0.5, null),
              row(502L, "Refused", 2.0, 7L),
              row(502L, "Timeout", 1.0, 7L)));

  private static final Map<String, Object> PARAMS =
      Map.of("window", Duration.ofHours(1), "limit", 501L);
  private static final Map<String, Object> REMEMBERED = Map.of("backend", "api-1");
  private static final Bindings SOME = new Bindings(ROWS, PARAMS, REMEMBERED);
  private static final Bindings NONE =
      new Bindings(new Table(COLUMNS, List.of()), PARAMS, REMEMBERED);

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      textBlock =
          """
          rows.size() == 3                      ; Holds       ; rows.size() = 3
          rows.size() == 0                      ; DoesNotHold ; rows.size() = 3
          row.Status == 500                     ; Holds       ; row.Status = 500
          row.Status == 500 && row.Rate > 1     ; DoesNotHold ; row.Status = 500, row.Rate = 0.5
          rows.exists(r, r.Status == 502)       ; Holds       ; rows[1].Status = 502
          rows.exists(r, r.Reason == "x")       ; DoesNotHold ; rows.size() = 3, Reason = "Timeout" | "Refused"
          rows.all(r, r.Reason == "Timeout")    ; DoesNotHold ; rows[1].Reason = "Refused"
          row.Status > params.limit             ; DoesNotHold ; row.Status = 500, params.limit = 501
          params.window == duration("60m")      ; Holds       ; params.window = 1h
          remembered.backend == "api-1"         ; Holds       ; remembered.backend = "api-1"
          row.Props.region == "west"            ; Holds       ; row.Props = a map of [region, tags, id]
          "b" in row.Props.tags                 ; Holds       ; row.Props = a map of [region, tags, id]
          row.At < timestamp("2026-11-02T00:00:00Z") ; Holds  ; row.At = 2026-11-01T02:00:00Z
          has(row.Note) || has(rows[1].Note)    ; Holds       ; row.Note = null, rows[1].Note = 7
          row.Note > 3                          ; Failed      ; row.Note is missing (null)
          rows.exists(r, r.Note == 1)           ; Failed      ; rows[0].Note is missing (null)
          rows[7].Status == 1                   ; Failed      ; §there is no [7]: the list has 3 values§
          row.Nope == 1                         ; Failed      ; the answer has no column Nope
          row.Status / 0 == 1                   ; Failed      ; it divides by zero
          row.Reason > 3                        ; Failed      ; §`>` can't take "Timeout" (text) and 3 (a whole number): convert with int(…), double(…) or string(…)§
          row.Status * row.Rate == 1.0          ; Failed      ; §`*` can't take 500 (a whole number) and 0.5 (a number with a fraction): write double(…) around the whole number§
          double(row.Status) * row.Rate > 249.0 ; Holds       ; row.Status = 500, row.Rate = 0.5
          row.Props + 1 == 1                    ; Failed      ; §`+` can't take a map of [region, tags, id] and 1 (a whole number)§
          rows.map(r, r.Status).sum() == 1504   ; Holds       ; rows.size() = 3, Status = 500 | 502
          sum(rows.map(r, r.Rate)) > 3.4        ; Holds       ; rows.size() = 3, Rate = 0.5 | 2.0 | 1.0
          rows.map(r, r.Rate).max() == 2.0      ; Holds       ; rows.size() = 3, Rate = 0.5 | 2.0 | 1.0
          min(rows.map(r, r.Status)) < 501      ; Holds       ; rows.size() = 3, Status = 500 | 502
          max(row.Status, 501) == 501           ; Holds       ; row.Status = 500
          [1, 2.5].sum() == 3.5                 ; Holds       ; rows.size() = 3
          rows.map(r, r.Reason).sum() == 1      ; Failed      ; §`sum` can't take "Timeout" (text)§
          rows.map(r, r.Note).max() > 1         ; Failed      ; rows[0].Note is missing (null)
          rows.filter(r, r.Status < 1).map(r, r.Rate).max() > 1.0 ; Failed ; §`max` of no values: the list is empty§
          row.Reason.lower() == "timeout"       ; Holds       ; row.Reason = "Timeout"
          row.Reason.upper().startsWith("TIME") ; Holds       ; row.Reason = "Timeout"
          int(" 42\\n") == 42                    ; Holds       ; rows.size() = 3
          double(" 1.5\\n") > 1.0                ; Holds       ; rows.size() = 3
          "db:5432".split(":")[1] == "5432"     ; Holds       ; rows.size() = 3
          percent(row.Rate) == "50 %"           ; Holds       ; row.Rate = 0.5
          percent(row.Status, 1000) == "50 %"   ; Holds       ; row.Status = 500
          percent(row.Status, 0) == "50 %"      ; Failed      ; a share of nothing is asked for
          milliseconds(row.Status) == duration("500ms") ; Holds ; row.Status = 500
          milliseconds(row.Rate) > duration("1s") ; DoesNotHold ; row.Rate = 0.5
          """)
  void explains(String text, String verdict, String explanation) {
    ConditionResult of = condition(text).evaluate(SOME);
    assertThat(of.getClass().getSimpleName() + ": " + of.explanation())
        .isEqualTo(verdict + ": " + explanation);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      textBlock =
          """
          rows.size() == 0               ; Holds       ; rows.size() = 0
          rows.exists(r, r.Status > 1)   ; DoesNotHold ; rows.size() = 0
          rows.all(r, r.Status > 1)      ; Holds       ; rows.size() = 0
          row.Status == 500              ; Failed      ; there is no first row: the answer has no rows
          has(row.Status)                ; DoesNotHold ; rows.size() = 0
          """)
  void explainsAnAnswerWithoutRows(String text, String verdict, String explanation) {
    ConditionResult of = condition(text).evaluate(NONE);
    assertThat(of.getClass().getSimpleName() + ": " + of.explanation())
        .isEqualTo(verdict + ": " + explanation);
  }

  @Test
  void failsWhereNothingIsRememberedYet() {
    assertThat(
            condition("remembered.backend == \"x\"").evaluate(new Bindings(ROWS, PARAMS, Map.of())))
        .isEqualTo(new ConditionResult.Failed("remembered.backend has no value yet"));
  }

  @Test
  void givesValuesToRemember() {
    assertThat(value("row.Reason")).isEqualTo(new Value.Found("Timeout"));
    assertThat(value("row.Status + 1")).isEqualTo(new Value.Found(501L));
    assertThat(value("row.At")).isEqualTo(new Value.Found(Instant.parse("2026-11-01T02:00:00Z")));
    assertThat(value("params.window")).isEqualTo(new Value.Found(Duration.ofHours(1)));
    assertThat(value("rows.map(r, r.Status)"))
        .isEqualTo(new Value.Found(List.of(500L, 502L, 502L)));
    assertThat(value("row.Note")).isEqualTo(new Value.Missing("row.Note is missing (null)"));
  }

  @Test
  void takesEveryTypeOfValue() {
    Table table =
        new Table(
            List.of(
                new Column("A", ColumnType.INT),
                new Column("B", ColumnType.DECIMAL),
                new Column("C", ColumnType.GUID)),
            List.of(
                Row.of(
                    1,
                    new BigDecimal("2.5"),
                    UUID.fromString("123e4567-e89b-12d3-a456-426614174000"))));
    Condition condition =
        condition(
            "row.A == 1 && row.B == 2.5 && row.C == \"123e4567-e89b-12d3-a456-426614174000\"");
    assertThat(condition.evaluate(new Bindings(table, Map.of(), Map.of())))
        .isInstanceOf(ConditionResult.Holds.class);
  }

  @Test
  void looksAtTenThousandRows() {
    Condition condition = condition("rows.exists(r, r.Status == 999 && r.Reason == \"Timeout\")");
    assertThat(condition.evaluate(many(10_000)))
        .isInstanceOf(ConditionResult.DoesNotHold.class)
        .satisfies(
            result -> {
              assertThat(result.explanation())
                  .isEqualTo("rows.size() = 10000, Status = 0 | 1 | 2 | …, Reason = \"x\" | …");
              assertThat(result.seen())
                  .extracting(sight -> sight.readable(Optional.empty()).toString())
                  .containsExactly("rows 10,000", "Status 0, 1, 2, …", "Reason x, …");
            });
  }

  @Test
  void stopsARunaway() {
    Condition condition =
        condition("rows.exists(a, rows.exists(b, rows.exists(c, a.Status + b.Status == -1)))");
    assertThat(condition.evaluate(many(1_000)).explanation())
        .isEqualTo("it was stopped after 500000 steps");
  }

  @Test
  void regularExpressionsTakeLinearTime() {
    Table table =
        new Table(
            List.of(new Column("Text", ColumnType.STRING)), List.of(Row.of("a".repeat(20_000))));
    assertThat(
            condition("row.Text.matches(\"^(a+)+$x\")")
                .evaluate(new Bindings(table, Map.of(), Map.of())))
        .isInstanceOf(ConditionResult.DoesNotHold.class);
  }

  private static Bindings many(int count) {
    List<Row> rows = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      rows.add(row(i, "x", 1.0, i));
    }
    return new Bindings(new Table(COLUMNS, rows), Map.of(), Map.of());
  }

  private static Row row(Object... first) {
    List<Object> values = new ArrayList<>(Arrays.asList(first));
    values.add(Instant.parse("2026-11-01T02:00:00Z"));
    values.add(Map.of("region", "west"));
    Map<String, Object> props = new java.util.LinkedHashMap<>();
    props.put("region", "west");
    props.put("tags", List.of("a", "b"));
    props.put("id", 1L);
    values.set(5, props);
    return new Row(values);
  }

  @Test
  void thresholdsAreWhatColumnsAreComparedWith() {
    assertThat(
            condition(
                    "row.Rate > 0.5 && rows.all(r, r.Status >= 500 && 599 >= r.Status)"
                        + " || row.Note > 0 || rows.size() > 3 || row.Status > params.limit")
                .thresholds())
        .containsExactly(
            new ColumnThreshold("Rate", 0.5),
            new ColumnThreshold("Status", 500),
            new ColumnThreshold("Status", 599));
  }

  private static Value value(String text) {
    SourceFile file = new SourceFile("entry.md", text);
    return Conditions.compileValue(
            file, Excerpt.of(file, new SourceSpan(0, text.length())), scope())
        .value()
        .orElseThrow()
        .value(SOME);
  }

  private static Condition condition(String text) {
    SourceFile file = new SourceFile("entry.md", text);
    var checked =
        Conditions.compile(file, Excerpt.of(file, new SourceSpan(0, text.length())), scope());
    return checked.value().orElseThrow(() -> new AssertionError(checked.issues()));
  }

  private static Scope scope() {
    return new Scope(
        Optional.empty(),
        Map.of("window", ParameterType.TIMESPAN, "limit", ParameterType.INT),
        Map.of("backend", ColumnType.STRING));
  }
}
