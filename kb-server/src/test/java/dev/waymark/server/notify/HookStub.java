package dev.waymark.server.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes what a web hook is sent. */
final class HookStub implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Call> calls = new CopyOnWriteArrayList<>();

  /** In the place of a status: no answer ever comes. */
  static final int NEVER = 0;

  private volatile int status = 200;

  /** What came in. */
  record Call(String path, String body, String key, Optional<String> signature) {
    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }
  }

  HookStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook/s3cret");
  }

  HookStub answers(int with) {
    status = with;
    return this;
  }

  /** What came in since this was last asked. */
  List<Call> taken() {
    List<Call> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }

  private void answer(HttpExchange exchange) throws IOException {
    calls.add(
        new Call(
            exchange.getRequestURI().getPath(),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            exchange.getRequestHeaders().getFirst("Idempotency-Key"),
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(OutgoingHook.SIGNATURE))));
    if (status == NEVER) {
      return;
    }
    exchange.getResponseHeaders().add("Location", "/elsewhere");
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
