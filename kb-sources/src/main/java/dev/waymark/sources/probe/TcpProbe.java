package dev.waymark.sources.probe;

import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Row;
import dev.waymark.runbooks.fence.Holes;
import dev.waymark.runbooks.fence.probe.HostAndPort;
import java.io.IOException;

/** Whether a port can be connected to. */
final class TcpProbe implements Probe {
  private final Connections connections;

  TcpProbe(Connections connections) {
    this.connections = connections;
  }

  @Override
  public Reply ask(BoundQuery query, Deadline deadline) throws ForbiddenTarget, Unanswered {
    HostAndPort target = Unanswered.unless(HostAndPort.readTcp(query.text(), Holes.none()));
    var took = new Stopwatch();
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
