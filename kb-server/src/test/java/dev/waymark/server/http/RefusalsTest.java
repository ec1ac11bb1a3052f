package dev.waymark.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.support.RawClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before any route, by the HTTP server itself or at the border. */
@QuarkusTest
class RefusalsTest {
  @TestHTTPResource("/")
  URI server;

  private RawClient.Reply send(String request) throws IOException {
    try (RawClient client = new RawClient(server.getPort())) {
      return client.send(request.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/9.9 x\r\n\r\n",
        "GET  HTTP/1.1\r\n\r\n",
        "GET http:// HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /login HTTP/1.1\r\n\r\n",
        "GET /login HTTP/1.1\r\nHost: [\r\n\r\n",
        "GET /login\0 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /login HTTP/1.1\r\nHost: a\r\nX-A: \0\r\n\r\n",
        "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST /login HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n",
        "POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: */*\r\nContent-Length: 5\r\n\r\na=%zz",
        "POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: application/*\r\nContent-Length: 5\r\n\r\n"
            + "a=%zz",
        "GET /login?to=%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /login%zz HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /static/nothing HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n",
        "GET /favicon.ico HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n",
      })
  void whatCannotBeReadIsRefusedWithAllHeaders(String request) throws IOException {
    RawClient.Reply reply = send(request);
    assertThat(reply.status()).isBetween(400, 499);
    assertSafe(reply);
  }

  @Test
  void tooLongAddressesAndHeadsAreRefusedWithAllHeaders() throws IOException {
    RawClient.Reply address = send("GET /" + "a".repeat(6_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(address.status()).isEqualTo(414);
    assertSafe(address);
    RawClient.Reply head =
        send("GET /login HTTP/1.1\r\nHost: a\r\nX-A: " + "b".repeat(30_000) + "\r\n\r\n");
    assertThat(head.status()).isEqualTo(431);
    assertSafe(head);
  }

  @Test
  void aBodyThatStopsIsTold() throws IOException {
    RawClient.Reply reply =
        send(
            String.join(
                "\r\n",
                "POST /login HTTP/1.1",
                "Host: a",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: 100",
                "",
                "name="));
    assertThat(reply.status()).isEqualTo(408);
    assertThat(reply.body()).contains("came too slowly");
    assertSafe(reply);
  }

  @Test
  void refusedRequestsDoNotFillTheLog() throws IOException {
    List<String> lines = Collections.synchronizedList(new ArrayList<>());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.INFO.intValue()) {
              lines.add(record.getLoggerName() + ": " + record.getMessage());
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    try {
      for (int i = 0; i < 20; i++) {
        for (String path : List.of("/static/" + i, "/favicon.ico", "/nothing", "/login?a=%00")) {
          send("GET " + path + " HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n");
        }
        send("nonsense\r\n\r\n");
      }
    } finally {
      root.removeHandler(handler);
    }
    assertThat(lines).isEmpty();
  }

  private static void assertSafe(RawClient.Reply reply) {
    assertThat(reply.headers())
        .containsKeys(
            "content-security-policy",
            "x-content-type-options",
            "x-frame-options",
            "referrer-policy",
            "cache-control");
    assertThat(reply.headers().get("content-security-policy")).contains("default-src 'none'");
  }
}
