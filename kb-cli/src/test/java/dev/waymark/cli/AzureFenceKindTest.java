package dev.waymark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.cli.stub.AzureStub;
import dev.waymark.cli.stub.ScenarioContent;
import dev.waymark.cli.stub.StubFault;
import dev.waymark.cli.stub.StubbedFences;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.sources.azure.AzureSources;
import dev.waymark.sources.command.CommandSource;
import dev.waymark.sources.live.LiveFenceType;
import dev.waymark.sources.probe.ProbeSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kind that Azure answers needs its type, its query, its part of the stand-in, a line each. */
class AzureFenceKindTest {
  private static final String ENTRY =
      """
      ---
      id: shop
      title: The shop is down
      service: Shop
      severity: sev3
      owners: [platform]
      reviewed: 2026-11-01
      review-every: 90d
      parameters:
        site: {type: resource, description: The site}
      ---
      # The shop is down

      Nobody can order.

      ## Symptoms

      - Nobody can order

      ## Diagnostics

      ### Does Azure know?

      Its own outages show here.

      ```health timeout=5s
      ${site}
      ```

      | State | When | Means | Next |
      |---|---|---|---|
      | failed | `rows.exists(r, r.State == "Unavailable")` | Azure's | [Outage](#outage) |
      | healthy | otherwise | Ours | [Escalate](#escalation) |

      ## Root causes

      ### Outage

      Azure says so. [Wait](#wait).

      ## Resolution

      ### Wait

      Risk: read

      - [ ] Wait

      ## Prevention

      - Use two regions

      ## Escalation

      | Severity | When | Who | Within |
      |---|---|---|---|
      | sev3 | always | platform | 1h |
      """;

  private static final String SITE =
      "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g"
          + "/providers/Microsoft.Web/sites/shop";

  @TempDir private Path content;
  private Path entry;

  @BeforeEach
  void writeEntry() throws Exception {
    entry = Files.writeString(content.resolve("shop.md"), ENTRY);
    Path folder = content.resolve("shop.scenarios/outage");
    Files.createDirectories(folder.resolve("answers"));
    Files.writeString(
        folder.resolve("scenario.yaml"),
        """
        title: Azure's own outage
        path: [does-azure-know, outage, wait, prevention]
        outcome: resolved
        parameters: {site: %s}
        """
            .formatted(SITE));
    Files.writeString(
        folder.resolve("answers/does-azure-know.csv"), "State,Reason\nUnavailable,Unplanned\n");
  }

  private AzureStub stub() throws Exception {
    CompiledEntry compiled =
        Runbooks.load(content, LocalDate.of(2026, 11, 21)).entries().getFirst();
    Scenario scenario = compiled.scenarios().getFirst();
    Clock clock = Clock.systemUTC();
    return AzureStub.start(
        new ScenarioContent(
            compiled.tree().orElseThrow(),
            scenario,
            RecordedSource.withTables(scenario, compiled.schemas(), clock),
            clock));
  }

  private Kb.Result run(AzureStub stub) throws Exception {
    Path certificate = Files.writeString(content.resolve("stub.pem"), stub.certificate());
    return new Kb()
        .run(
            "run",
            entry.toString(),
            "--live",
            "--yes",
            "--param",
            "site=" + SITE,
            "--azure-endpoint",
            stub.address().toString(),
            "--trust-certificate",
            certificate.toString());
  }

  @Test
  void theStandInAnswersItFromAScenario() throws Exception {
    try (AzureStub stub = stub()) {
      assertThat(run(stub).out()).contains("1 row from Resource health", "cause: Outage");
    }
  }

  @Test
  void aWrongReplyIsNoAnswer() throws Exception {
    try (AzureStub stub = stub()) {
      stub.faults().plan(StubFault.OTHER_JSON, "", 100);
      assertThat(run(stub).out()).contains("no answer from").doesNotContain("cause: Outage");
    }
  }

  @Test
  void aScenarioWalksIt() {
    assertThat(new Kb().run("test", content.toString()).out())
        .endsWith("1 scenario: 1 passed, 0 failed\n");
  }

  @Test
  void theStandInAnswersWhateverAzureDoes() {
    assertThat(StubbedFences.kinds()).isEqualTo(AzureSources.KINDS);
  }

  @Test
  void everyKindIsAnsweredBySomeSource() {
    List<FenceType> unanswered =
        FenceTypes.all().stream()
            .filter(type -> !AzureSources.KINDS.contains(type.kind()))
            .filter(type -> !ProbeSource.KINDS.contains(type.kind()))
            .filter(type -> !CommandSource.KINDS.contains(type.kind()))
            .filter(type -> !(type instanceof LiveFenceType))
            .toList();
    assertThat(unanswered).isEmpty();
  }
}
