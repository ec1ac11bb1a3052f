package dev.waymark.runbooks.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.Kql;
import dev.waymark.kql.QueryPlan;
import dev.waymark.kql.Schemas;
import dev.waymark.kql.schema.SchemaReader;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.table.Column;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.query.Binding;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An entry's definitions and the queries that use them. */
class DefinitionsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
  private static final Schemas SCHEMAS =
      new Schemas(
          SchemaReader.read(
              "azure.yaml",
              """
              AzureMetrics:
                {TimeGenerated: datetime, Resource: string, MetricName: string, Maximum: real}
              """));
  private static final String DEFINITIONS =
      """
      ## Definitions

      A queue is full from its limit on.

      ```kql
      let margin = 2;
      // Lengths of this queue.
      let lengths = (from: datetime) {
        AzureMetrics
        | where TimeGenerated > from and Resource == queue
        | project TimeGenerated, Length = Maximum
      };
      ```

      ```kql
      let full = (messages: real) { messages * margin > limit };
      let shrunk = (before: real, after: real) { after < before };
      ```

      """;

  private static final String SOUND =
      EntrySamples.queueGrows("queue-grows")
          .replace("## Diagnostics", DEFINITIONS + "## Diagnostics")
          .replace(
              """
              AzureMetrics
              | where TimeGenerated > ago(window) and Resource == queue
              | summarize Length = max(Maximum) by bin(TimeGenerated, 5m)
              | order\
              """,
              """
              lengths(ago(window))
              | summarize Length = max(Length), Full = countif(full(Length)) by bin(TimeGenerated, 5m)
              | order\
              """)
          .replace("r.Length < params.limit", "r.Full == 0")
          .replace(
              """
              AzureMetrics
              | where TimeGenerated > ago(5m) and Resource == queue
              | summarize Length = max(Maximum)
              """,
              """
              lengths(ago(5m))
              | summarize Length = max(Length)
              | extend Shrunk = shrunk(length, Length)
              """);

  @Test
  void aQueryHasTheDefinitionsThatItNeedsInFrontOfIt() {
    CompiledEntry entry = compile(SOUND);
    assertThat(told(entry)).isEmpty();
    assertThat(columns(entry, "does-the-queue-grow"))
        .isEqualTo("TimeGenerated:datetime Length:real Full:long");
    assertThat(columns(entry, "restart-the-consumer")).isEqualTo("Length:real Shrunk:bool");

    CompiledCheck check = check(entry, "does-the-queue-grow");
    assertThat(check.names()).containsExactly("queue", "limit", "window");
    BoundQuery bound =
        ((Binding.Bound)
                Binding.of(
                    check,
                    Map.of("queue", "orders", "limit", 10L, "window", Duration.ofHours(1)),
                    Map.of()))
            .query();
    assertThat(bound.text())
        .isEqualTo(
            """
            let queue = "orders";
            let limit = long(10);
            let window = timespan(0.01:00:00.0000000);
            let margin = 2;
            let lengths = (from: datetime) {
              AzureMetrics
              | where TimeGenerated > from and Resource == queue
              | project TimeGenerated, Length = Maximum
            };
            let full = (messages: real) { messages * margin > limit };
            lengths(ago(window))
            | summarize Length = max(Length), Full = countif(full(Length)) by bin(TimeGenerated, 5m)
            | order by TimeGenerated desc\
            """);
    assertThat(Kql.parse(QueryText.of(bound.text())).issues()).isEmpty();
    assertThat(bound.written(new Position(11, 3))).contains(new Position(1, 3));
    assertThat(bound.written(new Position(10, 1))).isEmpty();
    assertThat(bound.line(7)).contains("| where TimeGenerated > from and Resource == queue");
  }

  @Test
  void aRememberedValueThatADefinitionNamesIsUsedByTheQuery() {
    String text =
        SOUND
            .replace(
                "let shrunk = (before: real, after: real) { after < before }",
                "let shrunk = (after: real) { after < length }")
            .replace("shrunk(length, Length)", "shrunk(Length)");
    CompiledEntry entry = compile(text);
    assertThat(told(entry)).isEmpty();
    assertThat(check(entry, "restart-the-consumer").names()).containsExactly("queue", "length");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '¤',
      textBlock =
          """
          let margin = 2     ; let queue = 2     ; queue       ; DF02 `queue` is the name of a parameter. Give the definition another name.
          let margin = 2     ; let length = 2    ; length      ; DF02 `length` is the name of a remembered value. Give the definition another name.
          let margin = 2     ; let AzureMetrics = 2 ; AzureMetrics ; DF02 `AzureMetrics` is the name of a table. Give the definition another name.
          (messages: real) { messages ; (limit: real) { limit ; limit  ; DF02 `limit` is the name of a parameter. Give the function's parameter another name.
          let margin = 2     ; let full = 3&semi let margin = 2 ; full ; DF02 `full` is the name of another definition. Give the definition another name.
          let margin = 2     ; let margin = 2&semi let spare = 1 ; spare ; DF03 No query uses `spare`. Use it in a query of logs, or remove it.
          let margin = 2     ; let margin = 2&semi print 1 ; print 1 ; DF01 This isn't a `let` statement. Write `let name = …;`, or move it to a step.
          let margin = 2     ; let margin =      ; ¤;¤         ; QL01
          let margin = 2     ; let margin = full(1.0) ; full   ; QL12 There is no function `full`. It's defined further down: move that definition up, before this one.
          Length = Maximum   ; Length = Maximun  ; Maximun     ; QL11 There is no column `Maximun`. Did you mean `Maximum`?
          > from and         ; < from and        ; AzureMetrics ; QL20 Nothing bounds the time of `AzureMetrics`. Filter it first: `| where TimeGenerated > ago(window)`.
          lengths(ago(5m))   ; let margin = 3&semi lengths(ago(5m)) | where Length > margin ; margin ; QL30 `margin` is declared here, and is a definition as well. Remove the let, or give it another name.
          lengths(ago(5m))   ; lenghts(ago(5m))  ; lenghts     ; QL12 There is no function `lenghts`. Did you mean the definition `lengths`?
          ```kql§nlet margin ; ```bash§nlet margin ; bash      ; ST11 A `bash` fence can't define anything. Write a `kql` fence of `let` statements, or move this fence to a step
          ```kql§nlet margin ; ```kql rows=5§nlet margin ; kql rows=5 ; ST24 Definitions take no options. Write the options after the fences of the queries that use them
          A queue is full    ; ### A queue is full ; ### A queue is full from its limit on. ; ST08 The heading "A queue is full from its limit on." is inside ## Definitions. Use bold text instead
          """)
  void findsOneMistake(String sound, String broken, String at, String told) {
    String from = sound.replace("§n", "\n");
    assertThat(SOUND).contains(from);
    int place = SOUND.indexOf(from);
    String to = broken.replace("§n", "\n").replace("&semi", ";");
    String text = SOUND.substring(0, place) + to + SOUND.substring(place + from.length());

    List<Issue> issues = compile(text).issues();

    assertThat(issues.stream().map(DefinitionsTest::told))
        .anySatisfy(issue -> assertThat(issue).startsWith(told));
    Issue found = issues.stream().filter(i -> told(i).startsWith(told)).findFirst().orElseThrow();
    assertThat(found.file().text(found.span())).isEqualTo(at);
  }

  @Test
  void aMistakeInADefinitionIsToldOnceAndHasNoFollowers() {
    assertThat(told(compile(SOUND.replace("Length = Maximum", "Length = Maximun"))))
        .isEqualTo("QL11 `Maximun`");
    assertThat(told(compile(SOUND.replace("let margin = 2", "let margin = ")))).startsWith("QL01");
    assertThat(compile(SOUND.replace("let margin = 2", "let margin = ")).issues()).hasSize(1);
  }

  @Test
  void aDefinitionTellsHowManyRowsThereAre() {
    String text =
        SOUND
            .replace("lengths(ago(5m))\n| summarize Length = max(Length)\n", "longest\n")
            .replaceFirst(
                "let full",
                "let longest = lengths(ago(5m)) | summarize Length = max(Length);\nlet full");
    assertThat(told(compile(text))).isEmpty();
  }

  @Test
  void whatNoQueryUsesIsCheckedAsWell() {
    String text = SOUND.replace("let margin", "let spare = AzureMetric | count;\nlet margin");
    assertThat(told(compile(text))).isEqualTo("DF03 `spare`; QL10 `AzureMetric`");
  }

  @Test
  void onlyQueriesOfLogsInChecksSeeDefinitions() {
    String graph =
        SOUND.replace("```tcp\n${consumer}", "```kql resource-graph\nAzureMetrics | take margin");
    assertThat(compile(graph).issues().stream().map(DefinitionsTest::told))
        .anySatisfy(
            issue ->
                assertThat(issue)
                    .contains("`margin`. It's a definition, and those stand only in front of"));
  }

  @Test
  void theSectionStandsBeforeTheStepsAndIsOptional() {
    String behind = SOUND.replace(DEFINITIONS, "").replace("## Root", DEFINITIONS + "## Root");
    assertThat(compile(behind).issues().stream().map(DefinitionsTest::told))
        .anySatisfy(
            issue ->
                assertThat(issue)
                    .startsWith("ST05 ## Definitions comes after ## Diagnostics. Put"));
    assertThat(compile(EntrySamples.queueGrows("queue-grows")).issues()).isEmpty();
  }

  private static String told(Issue issue) {
    return issue.code().code() + " " + issue.message() + ". " + issue.hint();
  }

  private static String told(CompiledEntry entry) {
    return entry.issues().stream()
        .map(issue -> issue.code().code() + " `" + issue.file().text(issue.span()) + "`")
        .collect(Collectors.joining("; "));
  }

  private static String columns(CompiledEntry entry, String node) {
    List<Column> columns = check(entry, node).query().flatMap(QueryPlan::columns).orElseThrow();
    return columns.stream()
        .map(column -> column.name() + ":" + column.type().kustoName())
        .collect(Collectors.joining(" "));
  }

  private static CompiledCheck check(CompiledEntry entry, String node) {
    return entry.tree().orElseThrow().node(node).flatMap(Node::asks).orElseThrow();
  }

  private static CompiledEntry compile(String text) {
    return Runbooks.compile(new SourceFile("queue-grows.md", text), SCHEMAS, TODAY);
  }
}
