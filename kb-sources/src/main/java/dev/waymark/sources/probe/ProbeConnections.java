package dev.waymark.sources.probe;

import dev.waymark.runbooks.fence.probe.HostAndPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** Opens connections to allowed addresses only. */
final class ProbeConnections {
  private final ProbePolicy policy;
  private final GuardedResolver resolver;

  ProbeConnections(ProbePolicy policy, GuardedResolver resolver) {
    this.policy = policy;
    this.resolver = resolver;
  }

  /**
   * A connection to the first of the target's addresses that answers.
   *
   * @throws ForbiddenTarget if the policy refuses the host, the port or an address
   */
  Socket open(HostAndPort target, ProbeDeadline deadline) throws IOException {
    var refused = policy.refusesPort(target.port());
    if (refused.isPresent()) {
      throw new ForbiddenTarget(refused.get());
    }
    IOException last = new UnknownHostException(target.host());
    for (InetAddress address : resolver.resolve(target.host())) {
      Socket socket = deadline.closing(new Socket());
      try {
        socket.connect(new InetSocketAddress(address, target.port()), deadline.millisLeft());
        socket.setSoTimeout(deadline.millisLeft());
        return socket;
      } catch (SocketTimeoutException e) {
        socket.close();
        throw e;
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }
}
