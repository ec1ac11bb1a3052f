package dev.waymark.runbooks.draw;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.entry.State;
import dev.waymark.runbooks.draw.TreeGraph.Edge;
import dev.waymark.runbooks.draw.TreeGraph.Vertex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Graphs written as lines: {@code kind id Title} for a node, {@code from > to state when}. */
final class SampleGraph {

  private SampleGraph() {}

  static TreeGraph small() {
    return parse(
        """
        query who Who is refused?
        question firewall Is the firewall "new"?
        cause no-right The caller has no right
        cause narrow The firewall is too narrow
        action grant Grant the role
        action widen Widen the rule
        escalation escalation Escalation
        prevention prevention Prevention
        who > prevention healthy rows.size() == 0
        who > firewall failed rows.all(r, r.Denied == r.Calls && r.Ip != "<none>")
        who > no-right degraded otherwise
        firewall > narrow - Yes
        firewall > escalation - No, or nobody knows
        firewall > network.md#peering - The network changed
        no-right > grant - -
        narrow > widen - -
        grant > prevention - -
        widen > prevention healthy row.Denied == 0
        widen > who failed otherwise
        """);
  }

  /** As large as a whole entry, with the loops and hubs that one has. */
  static TreeGraph large() {
    StringBuilder text =
        new StringBuilder(
            """
            query scope Which APIs answer 502, and from where?
            query reasons Which errors does the gateway report for them?
            query backends Which backends fail?
            query timing How long do failing calls take before the gateway gives up?
            query certificate Is the backend's certificate trusted, current and for this host?
            query name Does the backend's name resolve?
            query reach Can the gateway reach the backend's address and port?
            question front Is there a gateway, a firewall or a content delivery network in front?
            query changes What changed in the hour before?
            query ports Are outbound ports running out?
            """);
    String[] causes = {
      "Backend down or unhealthy",
      "Backend slower than the gateway waits",
      "Certificate not trusted",
      "Certificate expired",
      "Certificate for another host name",
      "Backend address is wrong",
      "Name can't be resolved",
      "A network rule blocks the way",
      "Outbound ports are exhausted",
      "Response is too large",
      "The client gave up first",
      "The gateway in front answers 502",
      "A recent change broke it",
      "Nothing is wrong any more"
    };
    String[] actions = {
      "Restart or scale the backend",
      "Raise the timeout and add a retry policy",
      "Upload the authority's certificate",
      "Renew the certificate",
      "Set the host name to check",
      "Correct the backend's address",
      "Repair the name's record",
      "Allow the gateway's subnet",
      "Add outbound addresses",
      "Page the response",
      "Shorten the call",
      "Align the time-outs in front",
      "Roll the change back",
      "Write down what happened"
    };
    for (int i = 0; i < causes.length; i++) {
      text.append("cause c%d %s\naction a%d %s\n".formatted(i, causes[i], i, actions[i]));
    }
    text.append("escalation escalation Escalation\nprevention prevention Prevention\n");
    text.append(
        """
        scope > c13 healthy rows.size() == 0
        scope > changes failed rows.all(r, r.Failed == r.Calls)
        scope > reasons degraded otherwise
        reasons > timing degraded rows.exists(r, r.LastErrorReason == "Timeout")
        reasons > certificate failed rows.exists(r, r.LastErrorReason.startsWith("Tls"))
        reasons > c10 degraded rows.exists(r, r.LastErrorReason == "ClientConnectionFailure")
        reasons > c9 failed rows.exists(r, r.LastErrorReason == "ResponseTooLarge")
        reasons > backends unknown otherwise
        backends > c0 failed rows.exists(r, r.Status >= 500)
        backends > name failed rows.exists(r, r.Status == 0)
        backends > front unknown otherwise
        timing > c1 degraded row.P95 > 20000.0
        timing > ports failed row.P95 < 100.0
        timing > backends unknown otherwise
        certificate > c3 failed row.DaysLeft < 0
        certificate > c4 failed !row.HostnameMatches
        certificate > c2 failed !row.Trusted
        certificate > reach unknown otherwise
        name > c6 failed rows.size() == 0
        name > c5 failed row.Address.startsWith("10.")
        name > reach healthy otherwise
        reach > c7 failed !row.Connected
        reach > ports healthy otherwise
        ports > c8 failed row.Used > 900
        ports > changes healthy otherwise
        changes > c12 failed rows.size() > 0
        changes > front healthy otherwise
        front > c11 - Yes, and it logs 502 too
        front > front-door.md#origin - Yes, and it logs nothing at all
        front > escalation - No, or nobody knows
        """);
    for (int i = 0; i < causes.length; i++) {
      text.append("c%d > a%d - -\n".formatted(i, i));
      if (i == 13) {
        text.append("a13 > prevention - -\n");
        continue;
      }
      text.append("a%d > prevention healthy row.Failed == 0\n".formatted(i));
      text.append(
          i % 3 == 0
              ? "a%d > escalation failed otherwise\n".formatted(i)
              : "a%d > scope failed otherwise\n".formatted(i));
    }
    return parse(text.toString());
  }

  static TreeGraph parse(String text) {
    List<Vertex> nodes = new ArrayList<>();
    List<Edge> edges = new ArrayList<>();
    for (String line : text.lines().toList()) {
      String[] words = line.split(" ", 3);
      if (words[1].equals(">")) {
        String[] rest = words[2].split(" ", 3);
        edges.add(
            new Edge(
                words[0], rest[0], State.ofLabel(rest[1]), rest[2].equals("-") ? "" : rest[2]));
      } else {
        NodeKind kind = NodeKind.valueOf(words[0].toUpperCase(java.util.Locale.ROOT));
        nodes.add(new Vertex(words[1], kind, words[2], 10 + nodes.size()));
      }
    }
    return new TreeGraph("sample", "Key Vault <denies> requests", nodes, edges);
  }

  static Optional<String> anchor(String id) {
    return Optional.of("#" + id);
  }
}
