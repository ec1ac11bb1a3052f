package dev.waymark.server.api;

import dev.waymark.cli.stub.AzureStub;
import dev.waymark.cli.stub.ScenarioContent;
import dev.waymark.cli.stub.StubContent;
import dev.waymark.cli.stub.StubRequest;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.runbooks.scenario.Scenario;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A stand-in of Azure that plays a scenario, for a server that asks it; a test can kill it. */
public final class AzureStandIn implements QuarkusTestResourceLifecycleManager {
  private static final Path ENTRY =
      Path.of("..", "kb-content", "entries", "apim-502-bad-gateway.md");
  private static final String SCENARIO = "backend-timeout";

  private Optional<AzureStub> stub = Optional.empty();

  /** Tests with a server that asks it. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(AzureStandIn.class));
    }
  }

  /** The field of a test that kills it when run. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface Kill {}

  @Override
  public Map<String, String> start() {
    try {
      AzureStub started = AzureStub.start(content());
      stub = Optional.of(started);
      Path certificate = Files.createTempFile("azure-stand-in", ".pem");
      certificate.toFile().deleteOnExit();
      Files.writeString(certificate, started.certificate());
      return Map.of(
          "waymark.azure.endpoint", started.address().toString(),
          "waymark.azure.trusted-certificate", certificate.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        (Runnable) this::stop,
        new TestInjector.AnnotatedAndMatchesType(Kill.class, Runnable.class));
  }

  @Override
  public void stop() {
    stub.ifPresent(AzureStub::close);
  }

  /** Whichever workspace a test makes up, the scenario's answers. */
  private static StubContent content() {
    CompiledEntry entry = Runbooks.load(ENTRY, LocalDate.now(Clock.systemUTC())).entries().get(0);
    Scenario scenario =
        entry.scenarios().stream()
            .filter(known -> known.name().equals(SCENARIO))
            .findFirst()
            .orElseThrow();
    var recorded =
        new ScenarioContent(
            entry.tree().orElseThrow(),
            scenario,
            RecordedSource.withTables(scenario, entry.schemas(), Clock.systemUTC()),
            Clock.systemUTC());
    String workspace = "/workspaces/" + scenario.parameters().get("workspace") + "/";
    return request ->
        recorded.reply(
            new StubRequest(
                request.service(),
                request.method(),
                request.path().replaceFirst("/workspaces/[^/]+/", workspace),
                request.query(),
                request.headers(),
                request.body()));
  }
}
