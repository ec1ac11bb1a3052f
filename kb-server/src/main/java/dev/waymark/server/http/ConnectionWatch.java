package dev.waymark.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.FileRegion;
import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Optional;

/**
 * Times one connection: the head of a request, its body, the reading of the reply, the wait for the
 * next request. It stands before all other handlers, so that it sees bytes that make up no request
 * yet. Everything but {@link #isAtWork} and {@link #since} happens on the connection's event loop.
 */
final class ConnectionWatch extends ChannelDuplexHandler {
  private static final String ENCODER = "httpEncoder";

  /** What the connection does. */
  private enum State {
    /** Nothing has been sent since the last reply. */
    WAITING,
    HEAD,
    BODY,
    /** The server has what it needs. */
    WORK
  }

  private final Channel channel;
  private final HttpLimits limits;
  private final MinimumRate rate;

  private volatile State state = State.HEAD;
  private volatile long since = System.nanoTime();
  private boolean hasSafetyHeaders;

  /** Bytes that came since the state began. */
  private long received;

  private Runnable whenTooSlow;

  /** Bytes given to the network. */
  private long sent;

  private boolean isReplyUnread;
  private long unreadSince;
  private long readBefore;

  ConnectionWatch(Channel channel, HttpLimits limits) {
    this.channel = channel;
    this.limits = limits;
    this.rate = new MinimumRate(limits.patience(), limits.lowestRate().asLongValue());
    this.whenTooSlow = this::close;
  }

  /** Of the connection of a request; none over HTTP/2, where requests share one. */
  static Optional<ConnectionWatch> of(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2
        ? Optional.empty()
        : Optional.ofNullable(
            ((ConnectionBase) request.connection())
                .channel()
                .pipeline()
                .get(ConnectionWatch.class));
  }

  /** Whether the server has a whole request to answer. */
  boolean isAtWork() {
    return state == State.WORK;
  }

  /** When the state began, in the clock of {@link System#nanoTime}. */
  long since() {
    return since;
  }

  Channel channel() {
    return channel;
  }

  void close() {
    ChannelFuture unused = channel.close();
  }

  /** The server has a whole request, or decides about its body. */
  void work() {
    become(State.WORK, this::close);
  }

  /**
   * A body is read from now on.
   *
   * @param tooSlow what to do where it comes too slowly
   */
  void body(Runnable tooSlow) {
    become(State.BODY, tooSlow);
  }

  /** All is answered. */
  void await() {
    become(State.WAITING, this::close);
  }

  private void become(State next, Runnable tooSlow) {
    state = next;
    since = System.nanoTime();
    received = 0;
    whenTooSlow = tooSlow;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!hasSafetyHeaders) {
      addSafetyHeaders(context.pipeline());
    }
    if (state == State.WAITING) {
      become(State.HEAD, this::close);
    }
    received += size(message);
    context.fireChannelRead(message);
  }

  /** Once requests are read; over TLS that begins with the end of the handshake. */
  private void addSafetyHeaders(ChannelPipeline pipeline) {
    if (pipeline.get(ENCODER) != null) {
      hasSafetyHeaders = true;
      pipeline.addAfter(
          ENCODER, null, new SafetyHeadersHandler(pipeline.get(SslHandler.class) != null));
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    sent += size(message);
    ChannelFuture unused = context.write(message, promise);
  }

  private static long size(Object message) {
    if (message instanceof ByteBuf bytes) {
      return bytes.readableBytes();
    }
    return message instanceof FileRegion file ? file.count() : 0;
  }

  /** Closes what is too slow; called each second. */
  void check() {
    long now = System.nanoTime();
    if (isTooSlow(now - since)) {
      Runnable action = whenTooSlow;
      work();
      action.run();
    } else if (isReplyReadTooSlowly(now)) {
      close();
    }
  }

  private boolean isTooSlow(long nanos) {
    return switch (state) {
      case WAITING -> !isReplyUnread && nanos > limits.keepAlive().toNanos();
      case HEAD -> nanos > limits.patience().toNanos();
      case BODY -> rate.isTooSlow(nanos, received);
      case WORK -> false;
    };
  }

  private boolean isReplyReadTooSlowly(long now) {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    long pending = buffer == null ? 0 : buffer.totalPendingWriteBytes();
    if (buffer == null || pending == 0) {
      isReplyUnread = false;
      return false;
    }
    long read = sent - pending + buffer.currentProgress();
    if (!isReplyUnread) {
      isReplyUnread = true;
      unreadSince = now;
      readBefore = read;
    }
    return rate.isTooSlow(now - unreadSince, read - readBefore);
  }
}
