package dev.waymark.server.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Takes connections in, and watches each. Where there are too many, the one goes that has waited
 * longest for its client: so slow clients make room for others, and not the other way round.
 */
final class Connections extends ChannelInboundHandlerAdapter {
  private final HttpLimits limits;
  private final boolean isBehindProxy;
  private final Set<ConnectionWatch> watches = ConcurrentHashMap.newKeySet();
  private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

  /**
   * @param isBehindProxy whether clients come through a proxy, and so from one address
   */
  Connections(HttpLimits limits, boolean isBehindProxy) {
    this.limits = limits;
    this.isBehindProxy = isBehindProxy;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    ScheduledFuture<?> checks =
        context
            .executor()
            .scheduleAtFixedRate(() -> watches.forEach(this::check), 1, 1, TimeUnit.SECONDS);
    context.channel().closeFuture().addListener(closed -> checks.cancel(false));
  }

  private void check(ConnectionWatch watch) {
    if (watch.channel().isRegistered()) {
      watch.channel().eventLoop().execute(watch::check);
    } else if (!watch.channel().isOpen()) {
      watches.remove(watch);
    }
  }

  /** A connection that was accepted, before anything else knows it. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    Channel channel = (Channel) message;
    if (!isRoom() || !isRoomFor(channel)) {
      channel.unsafe().closeForcibly();
      return;
    }
    ConnectionWatch watch = new ConnectionWatch(channel, limits);
    watches.add(watch);
    channel.closeFuture().addListener(closed -> watches.remove(watch));
    channel.pipeline().addFirst(watch);
    context.fireChannelRead(message);
  }

  private boolean isRoom() {
    if (watches.size() < limits.maxConnections()) {
      return true;
    }
    Optional<ConnectionWatch> slowest =
        watches.stream()
            .filter(watch -> !watch.isAtWork())
            .min(Comparator.comparingLong(ConnectionWatch::since));
    slowest.ifPresent(ConnectionWatch::close);
    return slowest.isPresent();
  }

  private boolean isRoomFor(Channel channel) {
    if (isBehindProxy
        || !(channel.remoteAddress() instanceof InetSocketAddress peer)
        || peer.getAddress().isLoopbackAddress()) {
      return true;
    }
    InetAddress address = peer.getAddress();
    if (byAddress.merge(address, 1, Integer::sum) > limits.maxConnectionsPerAddress()) {
      leave(address);
      return false;
    }
    channel.closeFuture().addListener(closed -> leave(address));
    return true;
  }

  private void leave(InetAddress address) {
    byAddress.computeIfPresent(address, (key, count) -> count > 1 ? count - 1 : null);
  }
}
