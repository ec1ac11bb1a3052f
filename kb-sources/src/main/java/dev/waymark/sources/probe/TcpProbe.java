package dev.waymark.sources.probe;

import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Row;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.probe.HostAndPort;
import java.io.IOException;

/** Whether a port can be connected to. */
final class TcpProbe implements Probe {
  private final ProbeConnections connections;

  TcpProbe(ProbeConnections connections) {
    this.connections = connections;
  }

  @Override
  public Reply ask(BoundQuery query, ProbeDeadline deadline)
      throws ForbiddenTarget, ProbeException {
    HostAndPort target =
        ProbeException.unless(HostAndPort.readTcp(query.text(), Placeholders.none()));
    var took = new ElapsedTime();
    try {
      connections.open(target, deadline).close();
      return Reply.of(Row.of(true, took.millis(), ""));
    } catch (ForbiddenTarget e) {
      throw e;
    } catch (IOException e) {
      return Reply.of(Row.of(false, took.millis(), NetworkError.text(e, deadline)));
    }
  }

  @Override
  public String target(BoundQuery query) {
    return query.text().strip();
  }
}
