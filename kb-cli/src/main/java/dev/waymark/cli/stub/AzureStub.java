package dev.waymark.cli.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The stand-in: an HTTPS server on loopback that plays Azure's sign-in and services. It lets in
 * whoever has signed in at it, as anybody may, and refuses what the services refuse.
 */
public final class AzureStub implements AutoCloseable {
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  static {
    // Else the JDK's server sends a reply in two parts and waits 40 ms for a word about the first.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpsServer server;
  private final StubCertificate certificate;
  private final StubContent content;
  private final StubFaults faults = new StubFaults();
  private final Clock clock;
  private final GraphQuota quota;
  private final ExecutorService threads;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Starts on loopback.
   *
   * @param port 0 for any free one
   * @param hosts the names that its certificate is for; others than {@code localhost} to see how a
   *     client takes that
   * @param quota of Resource Graph
   * @throws IOException if the port can't be had
   */
  public AzureStub(StubContent content, int port, List<String> hosts, Clock clock, GraphQuota quota)
      throws IOException {
    this.content = content;
    this.clock = clock;
    this.quota = quota;
    this.certificate = StubCertificate.of(hosts, clock);
    this.server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    server.setHttpsConfigurator(new HttpsConfigurator(certificate.context()));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** On any free port, for this machine, however often it is asked. */
  public static AzureStub start(StubContent content) throws IOException {
    return new AzureStub(
        content, 0, List.of("localhost", "127.0.0.1"), Clock.systemUTC(), GraphQuota.unlimited());
  }

  /** Where all services are. */
  public URI address() {
    return URI.create("https://localhost:" + server.getAddress().getPort());
  }

  /** What a client has to trust, in PEM. */
  public String certificate() {
    return certificate.pem();
  }

  public StubFaults faults() {
    return faults;
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body =
          new String(exchange.getRequestBody().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
      if (path.equals("/stub/faults")) {
        send(exchange, control(exchange.getRequestMethod(), body));
        return;
      }
      Optional<StubService> service = StubbedFences.serviceAt(path);
      if (service.isEmpty()) {
        send(exchange, LogsRequirements.noPath());
        return;
      }
      StubRequest request =
          new StubRequest(
              service.get(),
              exchange.getRequestMethod(),
              path,
              query(exchange),
              headers(exchange),
              body);
      Optional<StubFault> fault = faults.next(request);
      if (fault.isPresent()) {
        fail(exchange, fault.get(), request);
      } else {
        send(exchange, reply(request));
      }
    } catch (IOException e) {
      // The client went away; there is nobody left to tell.
      exchange.close();
    }
  }

  private StubReply reply(StubRequest request) {
    Optional<StubReply> refusal = request.service().refusal(request, clock);
    if (request.service().isMetered()) {
      return quota.telling(refusal.or(quota::take).orElseGet(() -> answer(request)));
    }
    return refusal.orElseGet(() -> answer(request));
  }

  private StubReply answer(StubRequest request) {
    try {
      return request.service() == SignIn.SERVICE
          ? SignInRequirements.token(request)
          : content.reply(request);
    } catch (RuntimeException e) {
      return StubReply.error(500, "InternalServerError", "The stand-in failed: " + e);
    }
  }

  private StubReply control(String method, String body) {
    if (method.equals("DELETE")) {
      faults.clear();
      return StubReply.json("{}");
    }
    JsonNode wanted = StubJson.read(body);
    Optional<StubFault> fault = StubFault.of(wanted.path("fault").asText(""));
    if (fault.isEmpty()) {
      return StubReply.error(400, "BadRequest", "say which fault: {\"fault\": \"throttled\"}");
    }
    faults.plan(
        fault.get(),
        wanted.path("containing").asText(""),
        Math.max(1, wanted.path("times").asInt(1)));
    return StubReply.json("{}");
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    String raw = exchange.getRequestURI().getRawQuery();
    if (raw != null) {
      for (String pair : raw.split("&")) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        query.put(
            URLDecoder.decode(name, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT),
            URLDecoder.decode(value, StandardCharsets.UTF_8));
      }
    }
    return query;
  }

  private static Map<String, String> headers(HttpExchange exchange) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) ->
                headers.put(name.toLowerCase(Locale.ROOT), values.get(values.size() - 1)));
    return headers;
  }

  private void fail(HttpExchange exchange, StubFault fault, StubRequest request)
      throws IOException {
    switch (fault) {
      case THROTTLED -> send(exchange, throttled(Map.of("Retry-After", "1")));
      case THROTTLED_SILENTLY -> send(exchange, throttled(Map.of()));
      case UNAVAILABLE ->
          send(exchange, StubReply.error(503, "ServiceUnavailable", "The service is unavailable"));
      case TIMED_OUT ->
          send(
              exchange,
              new StubReply(
                  504,
                  Map.of("retry-after", "0"),
                  StubJson.error("GatewayTimeout", "Gateway timeout").toString()));
      case UNAUTHORISED ->
          send(exchange, StubReply.error(401, "AuthenticationFailed", "Authentication failed."));
      case FORBIDDEN ->
          send(
              exchange,
              StubReply.error(
                  403,
                  "InsufficientAccessError",
                  "The provided credentials have insufficient access to perform the requested"
                      + " operation"));
      case PARTIAL -> send(exchange, partial(reply(request)));
      case EMPTY -> send(exchange, new StubReply(200, Map.of(), ""));
      case GARBAGE ->
          send(exchange, new StubReply(200, Map.of(), "<html><body>Sign in</body></html>"));
      case OTHER_JSON -> send(exchange, StubReply.json("{\"hello\": \"world\"}"));
      case TRUNCATED -> half(exchange, reply(request), false);
      case STALLED -> half(exchange, reply(request), true);
      case SILENT -> pause();
      case DROPPED -> exchange.close();
    }
  }

  private static StubReply throttled(Map<String, String> headers) {
    return new StubReply(
        429, headers, StubJson.error("TooManyRequests", "Too many requests").toString());
  }

  /** The rows of a good reply, with an error beside them. */
  private static StubReply partial(StubReply good) {
    String error =
        StubJson.error("PartialError", "There were some errors when processing your query.")
            .get("error")
            .toString();
    return new StubReply(
        good.status(),
        good.headers(),
        good.body().replaceFirst("\\}\\s*$", ",\"error\":" + error + "}"));
  }

  private void half(HttpExchange exchange, StubReply reply, boolean stall) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    exchange.sendResponseHeaders(reply.status(), body.length);
    OutputStream out = exchange.getResponseBody();
    out.write(body, 0, body.length / 2);
    out.flush();
    if (stall) {
      pause();
    }
  }

  /** Until the stand-in stops. */
  private void pause() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, StubReply reply) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
