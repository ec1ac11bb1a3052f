package dev.waymark.server.http;

import io.netty.bootstrap.ServerBootstrap;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.spi.VertxServiceProvider;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Puts {@link Connections} before the HTTP server's own handlers. Vert.x finds it as a service;
 * neither it nor Quarkus has another way to see a connection before it has sent a whole request.
 */
public final class ConnectionGuard implements VertxServiceProvider {
  @Override
  public void init(VertxBuilder builder) {
    SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
    HttpLimits limits = config.getConfigMapping(HttpLimits.class);
    boolean isBehindProxy =
        config
            .getOptionalValue("quarkus.http.proxy.proxy-address-forwarding", Boolean.class)
            .orElse(false);
    builder.findTransport(new GuardedTransport(limits, isBehindProxy));
  }

  private static final class GuardedTransport extends JDKTransport {
    private final HttpLimits limits;
    private final boolean isBehindProxy;

    GuardedTransport(HttpLimits limits, boolean isBehindProxy) {
      this.limits = limits;
      this.isBehindProxy = isBehindProxy;
    }

    @Override
    public void configure(
        NetServerOptions options, boolean isDomainSocket, ServerBootstrap bootstrap) {
      super.configure(options, isDomainSocket, bootstrap);
      bootstrap.handler(new Connections(limits, isBehindProxy));
    }
  }
}
