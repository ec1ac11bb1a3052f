package dev.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.cli.stub.AzureStub;
import dev.waymark.cli.stub.StubFault;
import dev.waymark.cli.stub.StubReply;
import dev.waymark.cli.stub.StubRequest;
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
        request.path().startsWith("/v1/")
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
        .contains("isn't an https address");
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

  private static final String COMMAND =
      ENTRY
          .replace("```kql\nprint Length = 7\n```", "```bash\nqueue-length --name orders\n```")
          .replace("rows.exists(r, r.Length > 5)", "int(row.Stdout) > 5");

  private Kb typing(String... lines) throws Exception {
    Files.writeString(entry, COMMAND);
    return new Kb()
        .with("WAYMARK_AZURE_ENDPOINT", stub.address().toString())
        .with("WAYMARK_AZURE_TRUSTED_CERTIFICATE", certificate.toString())
        .with("HOME", folder.toString())
        .typing(lines);
  }

  private Kb.Result live(Kb kb, String... more) {
    String[] always = {
      "run", entry.toString(), "--live", "--param", "workspace=11111111-2222-3333-4444-555555555555"
    };
    String[] all = java.util.Arrays.copyOf(always, always.length + more.length);
    System.arraycopy(more, 0, all, always.length, more.length);
    return kb.run(all);
  }

  @Test
  void theOutputOfACommandThatRanElsewhereIsPasted() throws Exception {
    Kb.Result result = live(typing("p", "7", ".", "q"));
    assertThat(result.err())
        .contains("isn't on the list of commands")
        .contains("Paste the answer")
        .contains("1 row, pasted by you")
        .contains("✓ failed    int(row.Stdout) > 5")
        .contains("Enter takes 1");
  }

  @Test
  void theKeysAreTold() throws Exception {
    Kb.Result result = live(typing("?", "q"));
    assertThat(result.err()).contains("p      takes the answer").contains("a      asks the query");
  }

  @Test
  void theEnvironmentSaysWhichCommandsRun() throws Exception {
    Path program = Files.writeString(folder.resolve("queue-length"), "#!/bin/sh\necho 9\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    Path list =
        Files.writeString(
            folder.resolve("allow.yaml"), "queue-length:\n  commands:\n    .: --name\n");
    Kb kb =
        typing("q")
            .with("WAYMARK_COMMAND_ALLOW_LIST", list.toString())
            .with("WAYMARK_COMMAND_PATH", folder + ",/usr/bin,/bin");
    assertThat(live(kb).err()).contains("1 row from command").contains("Enter takes 1");
    assertThat(live(typing("q").with("WAYMARK_COMMAND_ENABLED", "false")).err())
        .contains("no answer from");
  }

  @Test
  void theEnvironmentSaysWhereProbesMayGo() throws Exception {
    String tcp = COMMAND.replace("```bash\nqueue-length --name orders", "```tcp\n127.0.0.1:1");
    Kb refused = typing("q");
    Files.writeString(entry, tcp.replace("int(row.Stdout) > 5", "!row.Connected"));
    assertThat(live(refused).err())
        .contains("port 1 isn't one of `WAYMARK_PROBE_PORTS`")
        .doesNotContain("operator");
    Kb allowed =
        typing("q")
            .with("WAYMARK_PROBE_PORTS", "1,443")
            .with("WAYMARK_PROBE_NETWORKS", "127.0.0.0/8");
    Files.writeString(entry, tcp.replace("int(row.Stdout) > 5", "!row.Connected"));
    assertThat(live(allowed).err()).contains("1 row from this machine's network");
    Kb.Result wrong = live(typing("q").with("WAYMARK_PROBE_PORTS", "ssh"));
    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("`WAYMARK_PROBE_PORTS` can't be used: “ssh” isn't a number");
  }
}
