package dev.waymark.sources.probe;

import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Row;
import dev.waymark.runbooks.fence.JsonColumn;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.probe.HttpRequestText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.Timeout;

/** A GET or HEAD request: no redirect is followed, no cookie kept, the body's start is read. */
final class HttpProbe implements Probe {
  private static final int MOST_BODY_BYTES = 64 * 1024;
  private static final int MOST_HEADERS = 200;

  private final ProbePolicy policy;
  private final GuardedResolver resolver;
  private final SSLContext tls;

  HttpProbe(ProbePolicy policy, GuardedResolver resolver, SSLContext tls) {
    this.policy = policy;
    this.resolver = resolver;
    this.tls = tls;
  }

  @Override
  public Reply ask(BoundQuery query, ProbeDeadline deadline)
      throws ForbiddenTarget, ProbeException {
    HttpRequestText text =
        ProbeException.unless(HttpRequestText.read(query.text(), Placeholders.none()));
    Optional<String> refused = policy.refusesPort(text.port());
    if (refused.isPresent()) {
      throw new ForbiddenTarget(refused.get());
    }
    var request = new HttpUriRequestBase(text.method(), text.uri());
    text.headers().forEach(header -> request.addHeader(header.getKey(), header.getValue()));
    var took = new ElapsedTime();
    try (CloseableHttpClient client = deadline.closing(client(deadline))) {
      return client.execute(request, response -> reply(response, took));
    } catch (ForbiddenTarget e) {
      throw e;
    } catch (IOException e) {
      return Reply.of(
          Row.of(null, took.millis(), Map.of(), "", null, NetworkError.text(e, deadline)));
    }
  }

  @Override
  public String target(BoundQuery query) {
    return HttpRequestText.read(query.text(), Placeholders.none())
        .value()
        .map(text -> text.uri().toString())
        .orElseGet(() -> query.text().strip());
  }

  private CloseableHttpClient client(ProbeDeadline deadline) {
    Timeout left = Timeout.ofMilliseconds(deadline.millisLeft());
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(left)
                        .setSocketTimeout(left)
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(left).build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(left)
                .setConnectionRequestTimeout(left)
                .setRedirectsEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build())
        .setUserAgent("Waymark")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .disableConnectionState()
        .build();
  }

  private static Reply reply(ClassicHttpResponse response, ElapsedTime took) throws IOException {
    Map<String, Object> headers = new LinkedHashMap<>();
    Header[] all = response.getHeaders();
    for (int i = 0; i < Math.min(all.length, MOST_HEADERS); i++) {
      headers.merge(
          all[i].getName(),
          Optional.ofNullable(all[i].getValue()).orElse(""),
          (first, next) -> first + ", " + next);
    }
    byte[] body = start(response.getEntity());
    boolean cut = body.length > MOST_BODY_BYTES;
    String text =
        new String(body, 0, Math.min(body.length, MOST_BODY_BYTES), charset(response.getEntity()));
    Object json = cut ? null : JsonColumn.value(text);
    Row row = Row.of((long) response.getCode(), took.millis(), headers, text, json, "");
    return new Reply(
        List.of(row),
        cut ? Optional.of("the body is longer than 64 KiB; its start is shown") : Optional.empty());
  }

  private static byte[] start(HttpEntity entity) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    InputStream content = entity.getContent();
    return content == null ? new byte[0] : content.readNBytes(MOST_BODY_BYTES + 1);
  }

  private static Charset charset(HttpEntity entity) {
    if (entity == null || entity.getContentType() == null) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Optional.ofNullable(ContentType.parseLenient(entity.getContentType()))
          .map(ContentType::getCharset)
          .orElse(StandardCharsets.UTF_8);
    } catch (UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
