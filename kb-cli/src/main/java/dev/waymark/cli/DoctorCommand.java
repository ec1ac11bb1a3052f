package dev.waymark.cli;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.fence.kql.ResourceGraphFence;
import dev.waymark.runbooks.fence.probe.TcpFence;
import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.sources.azure.AzureConfiguration;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kb doctor}. */
@Command(
    description =
        "Check one by one what live mode needs, and say what to do: settings, sign-in, Resource"
            + " Graph, workspaces, and addresses that probes should reach.",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit codes: 0 all is well, 1 something isn't, 2 wrong usage."})
final class DoctorCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private final LiveOptions liveOptions = new LiveOptions();

  @Option(
      names = "--workspace",
      paramLabel = "ID",
      description = "A workspace (customer id or resource id) that should answer; may be repeated.")
  private List<String> workspaces = new ArrayList<>();

  @Option(
      names = "--probe",
      paramLabel = "HOST:PORT",
      description = "An address that this machine should reach; may be repeated.")
  private List<String> probes = new ArrayList<>();

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    AzureConfiguration azure = liveOptions.azure(terminal);
    PrintWriter out = terminal.out();
    out.printf(
        "[ok] settings: sign in at %s as %s%n",
        azure.cloud().authority(), azure.credential().label());
    azure.tenant().ifPresent(tenant -> out.printf("     tenant %s%n", tenant));
    boolean well = true;
    try (var tools = liveOptions.tools(terminal, azure)) {
      QuerySource live = tools.source();
      well &=
          check(
              live,
              "Resource Graph, and sign-in",
              ResourceGraphFence.KIND,
              "resources | take 1",
              Map.of());
      for (String workspace : workspaces) {
        well &=
            check(
                live,
                "workspace " + workspace,
                KqlFence.KIND,
                "print Answer = 1",
                Map.of("workspace", workspace, "timeout", "20s"));
      }
      for (String probe : probes) {
        well &= check(live, "reach " + probe, TcpFence.KIND, probe, Map.of());
      }
    }
    if (workspaces.isEmpty()) {
      out.println("[--] no workspace was checked: name yours with --workspace");
    }
    if (probes.isEmpty()) {
      out.println("[--] no address was probed: name those that matter with --probe");
    }
    return well ? ExitCode.GOOD : ExitCode.BAD;
  }

  private boolean check(
      QuerySource live, String what, FenceKind kind, String text, Map<String, String> options) {
    Answer answer = live.ask(new Request.Ask(1, what, 1, new BoundQuery(kind, text, options)));
    PrintWriter out = terminal.out();
    List<String> problems;
    switch (answer) {
      case Answer.Failed failed -> {
        out.printf(
            "[!!] %s: %s%n     %s%n",
            Printable.line(what), Printable.line(failed.message()), Printable.line(failed.hint()));
        return false;
      }
      case Answer.Partial partial -> problems = List.of();
      case Answer.Complete complete -> problems = unconnected(complete);
    }
    if (!problems.isEmpty()) {
      out.printf(
          "[!!] %s: %s%n     Check the address, the firewall and the name servers.%n",
          Printable.line(what), Printable.line(String.join(", ", problems)));
      return false;
    }
    out.printf("[ok] %s, in %d ms%n", Printable.line(what), answer.provenance().took().toMillis());
    return true;
  }

  /** A probe that finds nothing there has an answer all the same. */
  private static List<String> unconnected(Answer.Complete answer) {
    int connected = answer.table().indexOf("Connected");
    int error = answer.table().indexOf("Error");
    return connected < 0
        ? List.of()
        : answer.table().rows().stream()
            .filter(row -> !Boolean.TRUE.equals(row.values().get(connected)))
            .map(row -> error < 0 ? "no connection" : String.valueOf(row.values().get(error)))
            .toList();
  }
}
