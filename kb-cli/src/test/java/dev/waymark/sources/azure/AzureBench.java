package dev.waymark.sources.azure;

import dev.waymark.cli.stub.AzureStub;
import dev.waymark.cli.stub.StubContent;
import dev.waymark.cli.stub.StubFaults;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Request;
import dev.waymark.sources.live.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** The real clients, signed in at a stand-in on loopback. */
final class AzureBench implements AutoCloseable {
  static final String WORKSPACE = "11111111-2222-3333-4444-555555555555";

  private final AzureStub stub;
  private final AzureSources azure;

  AzureBench(StubContent content) throws IOException {
    this(AzureStub.start(content), true);
  }

  AzureBench(AzureStub stub, boolean trusted) throws IOException {
    this.stub = stub;
    this.azure =
        new AzureSources(java.util.List.of(configuration(stub, trusted)), Clock.systemUTC());
  }

  static AzureConfiguration configuration(AzureStub stub, boolean trusted) throws IOException {
    Map<String, String> variables = new TreeMap<>();
    variables.put("WAYMARK_AZURE_ENDPOINT", stub.address().toString());
    if (trusted) {
      Path pem = Files.createTempFile("stub", ".pem");
      Files.writeString(pem, stub.certificate());
      pem.toFile().deleteOnExit();
      variables.put("WAYMARK_AZURE_TRUSTED_CERTIFICATE", pem.toString());
    }
    return AzureSettings.of(variables);
  }

  StubFaults faults() {
    return stub.faults();
  }

  AzureSources azure() {
    return azure;
  }

  Reply once(FenceKind kind, String text, Map<String, String> options, Duration limit) {
    Map<String, String> all = new TreeMap<>(options);
    all.putIfAbsent("workspace", WORKSPACE);
    return azure.attempt(new Request.Ask(1, "step", 1, new BoundQuery(kind, text, all)), 1, limit);
  }

  Reply once(FenceKind kind, String text) {
    return once(kind, text, Map.of(), Duration.ofSeconds(20));
  }

  Answer ask(FenceKind kind, String text) {
    return once(kind, text).answer();
  }

  @Override
  public void close() {
    stub.close();
  }
}
