package dev.waymark.runbooks.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.QueryPlan;
import dev.waymark.kql.Schemas;
import dev.waymark.kql.schema.SchemaReader;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.table.Column;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An entry's queries, its conditions and its remembered values against each other. */
class QueriesTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final String SOUND = EntrySamples.queueGrows("queue-grows");
  private static final Schemas SCHEMAS =
      new Schemas(
          SchemaReader.read(
              "azure.yaml",
              """
              AzureMetrics:
                {TimeGenerated: datetime, Resource: string, MetricName: string, Maximum: real}
              """));

  @Test
  void aSoundEntryKeepsItsCheckedQueries() {
    CompiledEntry entry = compile(SOUND, SCHEMAS);
    assertThat(entry.issues()).isEmpty();
    assertThat(columns(entry, "does-the-queue-grow"))
        .isEqualTo("TimeGenerated:datetime Length:real");
    assertThat(columns(entry, "restart-the-consumer")).isEqualTo("Length:real");
    assertThat(check(entry, "is-the-consumer-up").query()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '¤',
      textBlock =
          """
          r.Length <                 ; r.Lenght <                     ; Lenght       ; CD03 The answer has no column `Lenght`. Did you mean Length?
          r.Length <                 ; r.Maximum <                    ; Maximum      ; QL29 The answer has no column `Maximum` any more. `summarize` in line 34 drops it: keep it there. Its columns are Length, TimeGenerated.
          | order by TimeGenerated desc; | project TimeGenerated§n| order by TimeGenerated desc ; Length ; QL29 The answer has no column `Length` any more. `project` in line 35 drops it: keep it there. Its columns are TimeGenerated.
          r.Length < params.limit    ; r.TimeGenerated == 'x'         ; r.TimeGenerated == 'x' ; CD02 `==` compares a time (timestamp) with text (string)
          AzureMetrics               ; AzureMetric                    ; AzureMetric  ; QL10 There is no table `AzureMetric`. Did you mean `AzureMetrics`?
          AzureMetrics               ; Mine_CL                        ; Mine_CL      ; QL15 Nothing is known of the custom table `Mine_CL`. Describe its columns in the schemas to have them checked.
          max(Maximum) by            ; max(Maximun) by                ; Maximun      ; QL11 There is no column `Maximun`. Did you mean `Maximum`?
          max(Maximum) by            ; maxx(Maximum) by               ; maxx         ; QL12 There is no function `maxx`. Did you mean `max`?
          Resource == queue          ; Resource == limit              ; Resource == limit ; QL14 `==` doesn't take string and long. Convert one of them.
          | order by TimeGenerated desc; | extend limit = 1 | where Length > limit ; limit ; QL30 `limit` is a column here, which hides the value of that name. Give the parameter or remembered value another name.
          AzureMetrics               ; let queue = 'x'&semi AzureMetrics  ; queue        ; QL30 `queue` is declared here, and is bound from outside as well. Remove the let, or give it another name.
          > ago(window) and          ; < ago(window) and              ; AzureMetrics ; QL20 Nothing bounds the time of `AzureMetrics`. Filter it first: `| where TimeGenerated > ago(window)`.
          | order by TimeGenerated desc; | take 5                     ; take         ; QL26 Which rows `take` keeps is left to chance. Use top 10 by TimeGenerated, or sort first.
          | summarize                ; | sumarize                     ; sumarize     ; QL01
          """)
  void findsOneMistake(String sound, String broken, String at, String told) {
    String from = sound.replace("§n", "\n").strip();
    assertThat(SOUND).contains(from);
    String to = broken.replace("§n", "\n").replace("&semi", ";").strip();
    int place = SOUND.indexOf(from);
    String text = SOUND.substring(0, place) + to + SOUND.substring(place + from.length());

    List<Issue> issues = compile(text, SCHEMAS).issues();

    assertThat(issues).isNotEmpty();
    Issue first = issues.get(0);
    assertThat(first.code().code() + " " + first.message() + ". " + first.hint()).startsWith(told);
    assertThat(first.file().text(first.span())).isEqualTo(at);
  }

  @Test
  void whatIsRememberedHasTheTypeOfItsColumn() {
    String text =
        SOUND
            .replace("| `length` | `row.Length` |", "| `length` | `row.MetricName` |")
            .replace("by bin(TimeGenerated, 5m)", "by bin(TimeGenerated, 5m), MetricName");
    assertThat(told(compile(text, SCHEMAS))).contains("CD02");
    String inQuery =
        SOUND.replace("max(Maximum)\n```", "max(Maximum)\n| where Length has length\n```");
    assertThat(told(compile(inQuery, SCHEMAS))).contains("QL14");
  }

  @Test
  void columnsThatDependOnDataAreTakenAsTheyCome() {
    String pivot =
        SOUND
            .replace("| order by TimeGenerated desc", "| evaluate pivot(TimeGenerated)")
            .replace("r.Length <", "r.Whatever <");
    assertThat(compile(pivot, SCHEMAS).issues()).isEmpty();
    String unknown =
        SOUND
            .replace("AzureMetrics", "Anything")
            .replace("| order by TimeGenerated desc", "| where Some == 1 | project-away Other");
    assertThat(told(compile(unknown, SCHEMAS))).contains("QL10");
    assertThat(told(compile(unknown, Schemas.NONE))).doesNotContain("QL10");
  }

  @Test
  void aQueryThatAPersonRunsIsCheckedAsWell() {
    String text =
        SOUND.replace(
            "- [ ] Note when it began and ended\n",
            """
            - [ ] Note when it began and ended

              ```kql
              AzureMetrics | where Maximun > 1
              ```
            """);
    assertThat(text).isNotEqualTo(SOUND);
    assertThat(told(compile(text, SCHEMAS))).isEqualTo("QL11 `Maximun`");
  }

  @Test
  void aQueryThatDoublesItsWorkIsStopped() {
    StringBuilder lets = new StringBuilder("let f0 = () { 1 };\n");
    for (int i = 1; i < 40; i++) {
      lets.append("let f%d = () { f%d() + f%d() };\n".formatted(i, i - 1, i - 1));
    }
    String text = SOUND.replaceFirst("AzureMetrics", lets + "let all = f39();\nAzureMetrics");
    assertThat(told(compile(text, SCHEMAS))).startsWith("QL40 `let all = f39()`");
  }

  private static String told(CompiledEntry entry) {
    return entry.issues().stream()
        .map(issue -> issue.code().code() + " `" + issue.file().text(issue.span()) + "`")
        .collect(Collectors.joining("; "));
  }

  private static String columns(CompiledEntry entry, String node) {
    Optional<List<Column>> columns = check(entry, node).query().flatMap(QueryPlan::columns);
    return columns.orElseThrow().stream()
        .map(column -> column.name() + ":" + column.type().kustoName())
        .collect(Collectors.joining(" "));
  }

  private static CompiledCheck check(CompiledEntry entry, String node) {
    return Optional.ofNullable(entry.tree().orElseThrow().nodes().get(node))
        .flatMap(Node::asks)
        .orElseThrow();
  }

  private static CompiledEntry compile(String text, Schemas schemas) {
    return Runbooks.compile(new SourceFile("queue-grows.md", text), schemas, TODAY);
  }
}
