package dev.waymark.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.cli.stub.AzureStub;
import dev.waymark.cli.stub.ScenarioContent;
import dev.waymark.cli.stub.StubContent;
import dev.waymark.kql.Schemas;
import dev.waymark.kql.schema.SchemaReader;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.KnowledgeBase;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.scenario.ScenarioRunner;
import dev.waymark.runbooks.scenario.ScenarioWalk;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.sources.azure.AzureSettings;
import dev.waymark.sources.azure.AzureSources;
import dev.waymark.sources.live.LiveLimits;
import dev.waymark.sources.live.LiveQueries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every scenario with the real Azure clients over HTTPS: Azure's stand-in answers their queries
 * from the scenario, only probes, commands and questions come from it directly. It refuses none of
 * them, and the walk, and so the cause, must be the same.
 */
class LiveWalkTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Schemas SCHEMAS = SchemaReader.folder(Path.of("schemas"));
  private static final KnowledgeBase KNOWLEDGE_BASE =
      Runbooks.load(Path.of("entries"), LocalDate.of(2026, 12, 1));

  /** One run has nobody to share answers with, and the next one plays another scenario. */
  private static final LiveLimits NOTHING_SHARED =
      new LiveLimits(
          8,
          Duration.ofMinutes(1),
          2,
          Duration.ofMillis(100),
          Duration.ofSeconds(-1),
          Duration.ofMinutes(5),
          5,
          Duration.ofSeconds(5));

  @TempDir private Path folder;

  @Test
  void everyScenarioTakesItsPathLive() throws Exception {
    var content = new AtomicReference<StubContent>();
    try (var stub = AzureStub.start(request -> content.get().reply(request));
        var live = new LiveQueries(List.of(azure(stub)), NOTHING_SHARED, CLOCK)) {
      var asked = new AtomicInteger();
      for (CompiledEntry entry : KNOWLEDGE_BASE.entries()) {
        Tree tree = entry.tree().orElseThrow();
        for (Scenario scenario : entry.scenarios()) {
          var recorded = RecordedSource.withTables(scenario, SCHEMAS, CLOCK);
          content.set(new ScenarioContent(tree, scenario, recorded, CLOCK));
          ScenarioWalk walk =
              new ScenarioRunner(tree)
                  .run(
                      scenario,
                      azureLive(live.asSource(entry.id() + "/" + scenario.name()), recorded, asked),
                      CLOCK);
          assertThat(walk.difference()).as(entry.id() + "/" + scenario.name()).isEmpty();
          live.forget(entry.id() + "/" + scenario.name());
        }
      }
      assertThat(asked).hasValueGreaterThan(100);
    }
  }

  private AzureSources azure(AzureStub stub) throws Exception {
    Path certificate = folder.resolve("stub.pem");
    Files.writeString(certificate, stub.certificate());
    return new AzureSources(
        List.of(
            AzureSettings.of(
                Map.of(
                    "WAYMARK_AZURE_ENDPOINT", stub.address().toString(),
                    "WAYMARK_AZURE_TRUSTED_CERTIFICATE", certificate.toString()))),
        CLOCK);
  }

  private static QuerySource azureLive(
      QuerySource live, QuerySource recorded, AtomicInteger asked) {
    return (Request.Ask ask) -> {
      FenceKind kind = ask.query().kind();
      boolean azure = AzureSources.KINDS.contains(kind);
      if (!azure) {
        return recorded.ask(ask);
      }
      asked.incrementAndGet();
      Answer answer = live.ask(ask);
      assertThat(answer.provenance().recorded()).isFalse();
      assertThat(answer).isNotInstanceOf(Answer.Failed.class);
      return answer;
    };
  }
}
