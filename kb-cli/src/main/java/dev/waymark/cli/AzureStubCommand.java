package dev.waymark.cli;

import dev.waymark.cli.stub.AzureStub;
import dev.waymark.cli.stub.GraphQuota;
import dev.waymark.cli.stub.ScenarioContent;
import dev.waymark.cli.stub.StubFault;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.tree.Tree;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code kb azure-stub}. */
@Command(
    description =
        "Play Azure on this machine over HTTPS, answering from a scenario of an entry, to try live"
            + " mode without Azure: sign-in, Log Analytics, metrics, Resource Graph, activity log."
            + " Runs until it is stopped.",
    mixinStandardHelpOptions = true)
final class AzureStubCommand implements Callable<Integer> {

  private final Terminal terminal;

  @SuppressWarnings("NullAway.Init") // picocli sets it
  @Spec
  private CommandSpec spec;

  @Mixin private final EntryArgument entry = new EntryArgument();

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "The scenario to answer from; not needed where there is only one.")
  private @Nullable String scenario;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where to listen on this machine; default: ${DEFAULT-VALUE}.",
      defaultValue = "8443")
  private int port;

  @Option(
      names = "--certificate-out",
      paramLabel = "FILE",
      description =
          "Where to write the certificate that clients have to trust; default: ${DEFAULT-VALUE}.",
      defaultValue = "azure-stub.pem")
  private Path certificate = Path.of("azure-stub.pem");

  @Option(
      names = "--fault",
      paramLabel = "FAULT",
      description = "A fault that every query meets: ${COMPLETION-CANDIDATES}.")
  private @Nullable StubFault fault;

  AzureStubCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    CompiledEntry compiled = entry.load(terminal);
    Optional<Tree> tree = MissingTree.treeOf(compiled, terminal);
    if (tree.isEmpty()) {
      return ExitCode.BAD;
    }
    Scenario chosen = ChosenScenario.of(compiled, scenario, spec);
    try (AzureStub stub = start(compiled, tree.get(), chosen)) {
      if (fault != null) {
        stub.faults().plan(fault, "", Integer.MAX_VALUE);
      }
      write(stub.certificate());
      tell(compiled, chosen, stub);
      new CountDownLatch(1).await();
    }
    return ExitCode.GOOD;
  }

  private AzureStub start(CompiledEntry compiled, Tree tree, Scenario chosen) {
    RecordedSource source = RecordedSource.withTables(chosen, compiled.schemas(), terminal.clock());
    try {
      return new AzureStub(
          new ScenarioContent(tree, chosen, source, terminal.clock()),
          port,
          List.of("localhost", "127.0.0.1"),
          terminal.clock(),
          GraphQuota.ofService(terminal.clock()));
    } catch (IOException e) {
      throw new ParameterException(
          spec.commandLine(),
          "can't listen on port " + port + ": " + e.getMessage() + "; choose another with --port");
    }
  }

  private void write(String pem) {
    try {
      Files.writeString(certificate, pem);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tell(CompiledEntry compiled, Scenario chosen, AzureStub stub) {
    PrintWriter err = terminal.err();
    err.printf(
        "Azure's stand-in listens on %s, with the scenario “%s”.%n", stub.address(), chosen.name());
    err.println("In another terminal:");
    err.println();
    err.printf(
        "  kb run %s --live --scenario %s \\%n    --azure-endpoint %s --trust-certificate %s%n",
        compiled.id(), chosen.name(), stub.address(), certificate.toAbsolutePath());
    err.println();
    err.println("Stop it with Ctrl-C.");
    err.flush();
  }
}
