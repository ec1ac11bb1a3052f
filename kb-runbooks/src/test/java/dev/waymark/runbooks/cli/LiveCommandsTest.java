package dev.waymark.runbooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.runbooks.stub.AzureStub;
import dev.waymark.runbooks.stub.StubFault;
import dev.waymark.runbooks.stub.StubReply;
import dev.waymark.runbooks.stub.StubRequest;
import dev.waymark.runbooks.stub.StubService;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveCommandsTest {
  private static final String ENTRY =
      """
      ---
      id: queue-grows
      title: The queue grows
      service: Queues
      severity: sev3
      owners: [platform]
      reviewed: 2026-11-01
      review-every: 90d
      parameters:
        workspace: {type: workspace, description: Receives the counters}
      ---
      # The queue grows

      Nobody takes from it.

      ## Symptoms

      - It grows

      ## Diagnostics

      ### How long is it?

      The counters tell.

      ```kql
      print Length = 7
      ```

      | State | When | Means | Next |
      |---|---|---|---|
      | failed | `rows.exists(r, r.Length > 5)` | It is long | [Nobody works](#nobody-works) |
      | healthy | otherwise | It is short | [Escalate](#escalation) |

      ## Root causes

      ### Nobody works

      They sleep. [Wake them](#wake-them).

      ## Resolution

      ### Wake them

      Risk: read

      - [ ] Ring

      ## Prevention

      - Alarm clocks

      ## Escalation

      | Severity | When | Who | Within |
      |---|---|---|---|
      | sev3 | always | platform | 1h |
      """;

  @TempDir private Path folder;

  private AzureStub stub;
  private Path entry;
  private Path certificate;

  @BeforeEach
  void start() throws Exception {
    stub = AzureStub.start(LiveCommandsTest::reply);
    entry = Files.writeString(folder.resolve("queue-grows.md"), ENTRY);
    certificate = Files.writeString(folder.resolve("stub.pem"), stub.certificate());
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  private static StubReply reply(StubRequest request) {
    return StubReply.json(
        request.service() == StubService.LOGS
            ? """
            {"tables": [{"name": "PrimaryResult", "columns": [{"name": "Length", "type": "long"}],
              "rows": [[7]]}]}
            """
            : """
            {"totalRecords": 0, "count": 0, "resultTruncated": "false", "facets": [], "data": []}
            """);
  }

  private Kb.Result run(String... more) {
    String[] always = {
      "run",
      entry.toString(),
      "--live",
      "--yes",
      "--param",
      "workspace=11111111-2222-3333-4444-555555555555"
    };
    String[] all = java.util.Arrays.copyOf(always, always.length + more.length);
    System.arraycopy(more, 0, all, always.length, more.length);
    return new Kb().run(all);
  }

  @Test
  void aRunAsksWhatTheOptionsName() {
    Kb.Result result =
        run(
            "--azure-endpoint",
            stub.address().toString(),
            "--trust-certificate",
            certificate.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).contains("asking `how-long-is-it` (kql)");
    assertThat(result.out()).contains("Nobody works").contains("Log Analytics");
  }

  @Test
  void theEnvironmentSaysTheSame() {
    Kb.Result result =
        new Kb()
            .with("WAYMARK_AZURE_ENDPOINT", stub.address().toString())
            .with("WAYMARK_AZURE_TRUSTED_CERTIFICATE", certificate.toString())
            .run(
                "run",
                entry.toString(),
                "--live",
                "--yes",
                "--param",
                "workspace=11111111-2222-3333-4444-555555555555");
    assertThat(result.code()).as(result.err()).isZero();
  }

  @Test
  void aFailureIsShownAndNoBranchIsTaken() {
    stub.faults().plan(StubFault.FORBIDDEN, "", 100);
    Kb.Result result =
        run(
            "--azure-endpoint",
            stub.address().toString(),
            "--trust-certificate",
            certificate.toString());
    assertThat(result.code()).isEqualTo(ExitCode.BAD);
    assertThat(result.out())
        .contains("Log Analytics refuses to answer")
        .doesNotContain("This is the cause");
  }

  @Test
  void aWrongSettingIsNamed() {
    assertThat(run("--azure-endpoint", "http://localhost:1").err())
        .contains("`WAYMARK_AZURE_ENDPOINT` can't be used")
        .contains("no https address");
    Kb.Result misspelled = new Kb().with("WAYMARK_AZURE_TENNANT", "x").run("doctor");
    assertThat(misspelled.code()).isEqualTo(ExitCode.USAGE);
    assertThat(misspelled.err()).contains("did you mean `WAYMARK_AZURE_TENANT`?");
  }

  @Test
  void theDoctorChecksOneByOne() {
    String[] call = {
      "doctor",
      "--azure-endpoint",
      stub.address().toString(),
      "--trust-certificate",
      certificate.toString(),
      "--workspace",
      "11111111-2222-3333-4444-555555555555"
    };
    Kb.Result well = new Kb().run(call);
    assertThat(well.out())
        .contains("[ok] settings")
        .contains("[ok] Resource Graph, and sign-in")
        .contains("[ok] workspace 11111111");
    assertThat(well.code()).isZero();
    stub.faults().plan(StubFault.FORBIDDEN, "/v1/", 10);
    Kb.Result ill = new Kb().run(call);
    assertThat(ill.out())
        .contains("[!!] workspace 11111111")
        .contains("Ask for the role `Monitoring Reader`");
    assertThat(ill.code()).isEqualTo(ExitCode.BAD);
  }
}
