package dev.waymark.server.alert.api;

import dev.waymark.server.alert.AlertHook;
import dev.waymark.server.api.Api;
import dev.waymark.server.content.ContentHook;
import dev.waymark.server.http.EarlyAuthentication;
import dev.waymark.server.webhook.Webhook;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Who may send a long body to the web hooks. */
final class WebhookAuthentication {
  private static final byte[] UNREAD = {};

  private WebhookAuthentication() {}

  private static Optional<String> header(HttpServerRequest request, CharSequence name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  /** Alerts of monitoring systems. */
  @Singleton
  static final class OfAlerts implements EarlyAuthentication {
    private final AlertHook hook;

    OfAlerts(AlertHook hook) {
      this.hook = hook;
    }

    @Override
    public String path() {
      return Api.BASE + "/alerts/hook";
    }

    @Override
    public boolean isGiven(HttpServerRequest request) {
      return hook.isGenuine(
          new Webhook.Proof(
              Optional.empty(),
              Optional.ofNullable(request.getParam("secret")),
              header(request, HttpHeaders.AUTHORIZATION)),
          UNREAD);
    }
  }

  /** Pushes to a forge; what is signed is proven by its body. */
  @Singleton
  static final class OfContent implements EarlyAuthentication {
    private final ContentHook hook;

    OfContent(ContentHook hook) {
      this.hook = hook;
    }

    @Override
    public String path() {
      return Api.BASE + "/content/hook";
    }

    @Override
    public boolean isGiven(HttpServerRequest request) {
      return request.getHeader(Webhook.SIGNATURE) != null
          || hook.isGenuine(
              new Webhook.Proof(
                  Optional.empty(),
                  header(request, Webhook.TOKEN),
                  header(request, HttpHeaders.AUTHORIZATION)),
              UNREAD);
    }
  }
}
