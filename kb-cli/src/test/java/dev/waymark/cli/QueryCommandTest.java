package dev.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryCommandTest {
  @TempDir Path folder;

  @BeforeEach
  void tables() throws IOException {
    Files.createDirectories(folder.resolve("schemas"));
    write("schemas/test.yaml", "Calls: {TimeGenerated: datetime, Status: int, Host: string}\n");
    Path scenario = Files.createDirectories(folder.resolve("slow.scenarios/at-night"));
    Files.writeString(
        scenario.resolve("Calls.csv"),
        "TimeGenerated,Status,Host\n-PT5M,502,a\n-PT2H,200,\"b,c\"\n");
    Files.writeString(
        scenario.resolve("scenario.yaml"),
        "title: Slow\nparameters: {window: 1h}\npath: [a]\noutcome: resolved\n");
    write(
        "slow.md",
        """
        ---
        id: slow
        title: Slow
        service: Web
        severity: sev3
        owners: [web]
        reviewed: 2026-11-01
        review-every: 90d
        parameters:
          window: {type: timespan, default: 2h, description: How far back to look}
        ---
        # Slow
        """);
  }

  @Test
  void aScenarioBringsItsTablesAndParameters() {
    String query = "Calls | where TimeGenerated > ago(window)";
    String table =
        """
        TimeGenerated         Status  Host
        ────────────────────  ──────  ────
        2026-11-21T01:55:00Z     502  a
        """;
    Kb.Result byName = kb("--content", folder.toString(), "--scenario", "slow/at-night", query);
    assertThat(byName).isEqualTo(new Kb.Result(0, table, ""));
    assertThat(kb("--scenario", scenario(), query)).isEqualTo(byName);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          json | {"columns":[{"name":"Host","type":"string"},{"name":"Ago","type":"timespan"}],"rows":[["b,c","02:00:00"]]}
          csv  | Host,Ago\\n"b,c",02:00:00
          """)
  void machineFormatsAreKustos(String format, String expected) {
    Kb.Result result =
        kb(
            "--data",
            scenario(),
            "--format",
            format,
            "Calls | where Status == 200 | project Host, Ago = now() - TimeGenerated");
    assertThat(result).isEqualTo(new Kb.Result(0, expected.replace("\\n", "\n") + "\n", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "a=1, long, 1",
    "a=1d, timespan, 1.00:00:00",
    "a=1.5, real, 1.5",
    "a=true, bool, true",
    "a=2026-11-21T02:00:00Z, datetime, 2026-11-21T02:00:00.0000000Z",
    "a=one=two, string, one=two",
    "'a=\"1\"', string, 1"
  })
  void valuesAreTypedByWhatTheyLookLike(String param, String type, String value) {
    assertThat(kb("--param", param, "--format", "csv", "print Type = gettype(a), Value = a").out())
        .isEqualTo("Type,Value\n" + type + "," + value + "\n");
  }

  @Test
  void timeStandsStill() {
    assertThat(kb("--now", "2026-01-02", "--format", "csv", "print t = now()").out())
        .isEqualTo("t\n2026-01-02T00:00:00.0000000Z\n");
  }

  @Test
  void aQueryFromStandardInput() {
    assertThat(
            new Kb().typing("print x = 1", "| project x").run("query", "--format=csv", "-").out())
        .isEqualTo("x\n1\n");
  }

  @Test
  void whatIsWrongIsUnderlined() {
    assertThat(kb("--scenario", scenario(), "Calls\n| where Statsu == 1"))
        .isEqualTo(
            new Kb.Result(
                1,
                "",
                """
                query.kql:2:9: error QL11: There is no column `Statsu`
                    2 | | where Statsu == 1
                      |         ^^^^^^
                      = Did you mean `Status`?
                """));
    assertThat(kb("print 1 | reduce by print_0").err()).contains("QL17", "^^^^^^");
    assertThat(kb("--check", "T | wher x").code()).isEqualTo(1);
    assertThat(kb("--check", "NoSuchTable | where x").code()).isZero();
  }

  @Test
  void theBundledSchemasAreKnownWithoutOptions() {
    Path checkout = Path.of("..");
    Kb.Result wrong =
        new Kb().in(checkout).run("query", "ApiManagementGatewayLogs | where LastError == 'x'");
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err())
        .contains("QL11: There is no column `LastError`", "LastErrorReason", "LastErrorMessage");
    Kb.Result right =
        new Kb().in(checkout).run("query", "--format", "csv", "ApiManagementGatewayLogs | count");
    assertThat(right)
        .isEqualTo(
            new Kb.Result(
                0,
                "Count\n0\n",
                "`ApiManagementGatewayLogs` counts as empty here: name a --scenario or a folder of"
                    + " --data with its rows\n"));
    assertThat(kb("let x = 1;").err()).contains("QL41: The query has no result");
  }

  @Test
  void aTableThatIsWrongIsUnderlinedToo() throws IOException {
    write("slow.scenarios/at-night/Calls.csv", "Status\nfive\n");
    Kb.Result result = kb("--scenario", scenario(), "Calls");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("Calls.csv:2:1: error SC11: “five” isn't of type int, the type of `Status`");
  }

  @Test
  void aBatchAnswersLineByLine() {
    Kb.Result result =
        new Kb()
            .typing(
                "{\"id\": 1, \"kql\": \"print x = 1\"}",
                "",
                "{\"id\": 2, \"kql\": \"T | reduce by x\"}",
                "{\"id\": 3, \"kql\": \"print 1 | reduce by print_0\"}",
                "{\"id\": 4, \"kql\": \"print x = 2\"}")
            .run("query", "--batch", "-");
    assertThat(result.code()).isZero();
    assertThat(result.out().lines())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "{\"id\":1,\"columns\":[{\"name\":\"x\",\"type\":\"long\"}],\"rows\":[[1]]}"),
            line -> assertThat(line).contains("\"id\":null", "\"QB01\",\"line\":2"),
            line -> assertThat(line).contains("\"id\":2", "\"QL10\"", "\"unsupported\":false"),
            line -> assertThat(line).contains("\"id\":3", "\"QL17\"", "\"unsupported\":true"),
            line -> assertThat(line).contains("\"id\":4", "\"rows\":[[2]]"));
  }

  @Test
  void aBatchIsCheckedFromAFile() throws IOException {
    Path batch = folder.resolve("batch.jsonl");
    Files.writeString(
        batch, "{\"id\": \"a\", \"kql\": \"T | count\"}\n{\"id\": \"b\", \"kql\": \"|\"}");
    assertThat(kb("--check", "--batch", batch.toString()).out().lines())
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("{\"id\":\"a\",\"ok\":true,\"issues\":[]}"),
            line ->
                assertThat(line).startsWith("{\"id\":\"b\",\"ok\":false,\"issues\":[{\"code\":"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                              | which query?
          --batch=- --format=csv          | --batch goes without
          --batch=/none                   | there is no file `/none`
          --now=yesterday 1               | `yesterday` isn't a time
          --data=/none 1                  | there is no folder `/none`
          --scenario=slow/at-nigth 1      | did you mean `slow/at-night`?
          --scenario=fast/at-night 1      | there are no scenarios of `fast`
          --scenario=slow --data=. 1      | either a --scenario or a folder
          """)
  void wrongUsage(String arguments, String message) {
    String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");
    Kb kb = new Kb().with("WAYMARK_CONTENT", folder.toString());
    String[] all = new String[words.length + 1];
    all[0] = "query";
    System.arraycopy(words, 0, all, 1, words.length);
    Kb.Result result = kb.run(all);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains(message);
  }

  @Test
  void aQueryThatBeginsWithAnAtSignIsNoFile() {
    assertThat(kb("@" + scenario() + "/Calls.csv").code()).isEqualTo(1);
  }

  private static Kb.Result kb(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "query";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return new Kb().run(all);
  }

  private String scenario() {
    return folder.resolve("slow.scenarios/at-night").toString();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
