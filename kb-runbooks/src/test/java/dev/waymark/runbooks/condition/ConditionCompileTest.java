package dev.waymark.runbooks.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionCompileTest {
  private static final Scope TYPED =
      new Scope(
          Optional.of(
              List.of(
                  new Column("Status", ColumnType.LONG),
                  new Column("Rate", ColumnType.REAL),
                  new Column("LastErrorReason", ColumnType.STRING),
                  new Column("At", ColumnType.DATETIME),
                  new Column("Props", ColumnType.DYNAMIC))),
          Map.of("window", ParameterType.TIMESPAN, "limit", ParameterType.INT),
          Map.of("backend", ColumnType.STRING, "any", ColumnType.DYNAMIC));

  private static final Scope UNTYPED =
      new Scope(Optional.empty(), TYPED.params(), TYPED.remembered());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rows.size() == 0",
        "rows.exists(r, r.LastErrorReason == \"Timeout\")",
        "rows.all(r, r.Status == 502 && r.Rate > 5)",
        "row.Status >= params.limit",
        "row.At > timestamp(\"2026-11-01T02:00:00Z\")",
        "params.window > duration(\"5m\")",
        "remembered.backend.startsWith(\"https\")",
        "remembered.any > 3",
        "row.Props.region == \"westeurope\"",
        "has(row.LastErrorReason) && row.LastErrorReason.matches(\"^Time\")",
        "rows.filter(r, r.Status == 502).size() > 3",
        "rows[0].Status in [502, 503]",
        "rows.map(r, r.Status).sum() > params.limit",
        "rows.map(r, r.Rate).max() > 0.5 && max(row.Status, 3) > 2",
        "row.LastErrorReason.lower().trim().split(\" \")[0] == \"a\"",
        "int(row.LastErrorReason.replace(\"%\", \"\")) > 3",
        "rows.map(r, r.LastErrorReason).distinct().size() > 1"
      })
  void compiles(String text) {
    assertThat(compile(text, TYPED).issues()).isEmpty();
    assertThat(compile(text, UNTYPED).issues()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '§',
      textBlock =
          """
          §§                                ; CD01 ;               ; The expression is empty
          rows.size() ==                    ; CD01 ;               ; ends too early
          row.Status = 502                  ; CD01 ; =             ; CEL compares with `==`
          row.Status == 502 and row.Rate > 1; CD01 ; and           ; is written `&&`
          row.LastErrorReason =~ "t"        ; CD01 ; =             ; without regard to case
          row.Status == "502"               ; CD02 ; row.Status == "502" ; compares a whole number (int) with text (string)
          row.Rate == 0                     ; CD02 ; row.Rate == 0 ; such as 0.0
          row.At > "2026"                   ; CD02 ; row.At > "2026" ; timestamp("2026-11-01T02:00:00Z")
          row == 502                        ; CD02 ; row == 502    ; Name a column
          row.LastErrorReson == "Timeout"   ; CD03 ; LastErrorReson; Did you mean LastErrorReason?
          rows.exists(r, r.Nope == 1)       ; CD03 ; Nope          ; Its columns are At, LastErrorReason, Props, Rate, Status
          row.Status == params.limits       ; CD04 ; limits        ; Did you mean limit?
          remembered.backnd == "x"          ; CD05 ; backnd        ; Did you mean backend?
          limit == 3                        ; CD06 ; limit         ; written `params.limit`
          Status == 3                       ; CD06 ; Status        ; written `row.Status`
          rows.exist(r, r.Status == 1)      ; CD06 ; exist         ; Did you mean exists or exists_one?
          row.Status * row.Rate > 1.0       ; CD02 ; row.Status * row.Rate ; convert with double(…)
          row.Status.trim() == "x"          ; CD02 ; row.Status.trim() ; `trim` can't take a whole number (int)
          trim(row.LastErrorReason) == "x"  ; CD02 ; trim(row.LastErrorReason) ; Write it behind the text: row.Name.trim(…)
          rows.sum() > 3                    ; CD02 ; rows.sum()    ; `sum` can't take a list
          row.LastErrorReason.trimm() == "" ; CD06 ; trimm         ; Did you mean trim?
          row.Status                        ; CD07 ; row.Status    ; this is a whole number
          false                             ; CD08 ; false         ; never holds
          rows.size() < 0                   ; CD08 ; rows.size() < 0 ; never holds
          rows.size() == 0 && rows.size() > 3 ; CD08 ; rows.size() == 0 && rows.size() > 3 ; never holds
          row.Status == 502 && false        ; CD08 ; row.Status == 502 && false ; never holds
          rows.exists(r, false)             ; CD08 ; rows.exists(r, false) ; never holds
          rows.size() >= 0                  ; CD09 ; rows.size() >= 0 ; always holds
          rows.size() == 0 || rows.size() > 0 ; CD09 ; rows.size() == 0 || rows.size() > 0 ; always holds
          row.LastErrorReason != null       ; CD12 ; row.LastErrorReason != null ; has(row.Column)
          row.LastErrorReason.matches("(")  ; CD13 ; "("           ; isn't a regular expression
          params.window > duration("1 hour"); CD13 ; "1 hour"      ; isn't a length of time
          row.At > timestamp("yesterday")   ; CD13 ; "yesterday"   ; isn't a time
          """)
  void refuses(String text, String code, String marked, String words) {
    StageResult<Condition> checked = compile(text, TYPED);

    assertThat(checked.value()).isEmpty();
    assertThat(checked.issues())
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.code().code()).isEqualTo(code);
              assertThat(issue.file().text(issue.span())).isEqualTo(marked == null ? "" : marked);
              assertThat(issue.message() + ". " + issue.hint()).contains(words);
            });
  }

  @Test
  void reportsAllMistakesOfOneCondition() {
    assertThat(
            compile("row.Nope == 1 && params.nope && remembered.nope == row.Status", TYPED)
                .issues())
        .extracting(issue -> issue.code().code())
        .containsExactly("CD03", "CD04", "CD05");
  }

  @Test
  void pointsIntoTheFileBehindCharactersOfTwoUnits() {
    assertThat(compile("row.LastErrorReason == \"🙂\" && row.Nope == 1", TYPED).issues())
        .singleElement()
        .satisfies(issue -> assertThat(issue.file().text(issue.span())).isEqualTo("Nope"));
  }

  @ParameterizedTest
  @CsvSource({
    "row.Status, LONG",
    "row.LastErrorReason, STRING",
    "row.At, DATETIME",
    "row.Props, DYNAMIC",
    "params.window, TIMESPAN",
    "rows.size() == 0, BOOL"
  })
  void knowsTheTypeOfValues(String text, ColumnType type) {
    SourceFile file = new SourceFile("entry.md", text);
    StageResult<Condition> checked =
        Conditions.compileValue(file, Excerpt.of(file, new SourceSpan(0, text.length())), TYPED);
    assertThat(checked.value().orElseThrow().type()).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "alert.rule.startsWith(\"apim-\") && alert.labels[\"status\"] == \"502\" |",
        "rows.size() == 0 | Only `alert` is known here.",
        "alert.rul == \"x\" | Did you mean rule?",
        "alert.colour == \"x\" | It has source, rule, severity",
        "alert.rule == | The expression ends too early"
      })
  void looksAtAlerts(String text, String words) {
    SourceFile file = new SourceFile("entry.md", text);
    StageResult<Condition> checked =
        Conditions.compileAlert(file, Excerpt.of(file, new SourceSpan(0, text.length())));
    assertThat(checked.issues()).hasSize(words == null ? 0 : 1);
    assertThat(checked.issues())
        .allSatisfy(issue -> assertThat(issue.message() + issue.hint()).contains(words));
  }

  @Test
  void compilesTheSameTextWithTheSameTypesOnce() {
    Scope other =
        new Scope(TYPED.columns(), Map.of("limit", ParameterType.INT), TYPED.remembered());
    Condition first = compile("row.Status > params.limit", TYPED).value().orElseThrow();
    assertThat(compile(" row.Status > params.limit ", other).value()).containsSame(first);
  }

  @Test
  void boundsTheText() {
    assertThat(compile("1 == 1 || ".repeat(500) + "true", UNTYPED).issues())
        .singleElement()
        .satisfies(issue -> assertThat(issue.message()).contains("longer than 4000"));
    assertThat(compile("(".repeat(1000) + "true" + ")".repeat(1000), UNTYPED).issues())
        .singleElement()
        .satisfies(issue -> assertThat(issue.code().code()).isEqualTo("CD01"));
  }

  private static StageResult<Condition> compile(String text, Scope scope) {
    String before = "| failed | `";
    SourceFile file = new SourceFile("entry.md", before + text + "` |");
    SourceSpan span = new SourceSpan(before.length(), before.length() + text.length());
    return Conditions.compile(file, Excerpt.of(file, span), scope);
  }
}
