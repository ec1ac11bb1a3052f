package dev.waymark.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.account.Role;
import dev.waymark.server.support.People;
import dev.waymark.server.support.RawClient;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Many clients that are slow on purpose, over real sockets: pages come as fast beside them. {@code
 * -Dwaymark.rounds=full} has 1,000 of each kind.
 */
@QuarkusTest
class SlowClientsTest {
  private static final boolean IS_FULL = "full".equals(System.getProperty("waymark.rounds"));
  private static final int CLIENTS = IS_FULL ? 1_000 : 250;
  private static final Duration TIME = Duration.ofSeconds(IS_FULL ? 8 : 2);
  private static final Duration FAST = Duration.ofMillis(100);

  /** The patience of tests, and what a busy machine takes to notice. */
  private static final Duration LET_GO = Duration.ofSeconds(10);

  @Inject People people;

  @TestHTTPResource("/")
  URI server;

  private String credential = "";

  /** In which way a client is slow. */
  private enum Kind {
    SILENT_HEAD("GET /login HTTP/1.1\r\nHost: a\r\nX-Slow: ", false),
    SLOW_HEAD("GET /login HTTP/1.1\r\nHost: a\r\nX-Slow: ", true),
    SILENT_FORM(form("/login", 60_000), false),
    SLOW_FORM(form("/login", 60_000), true),
    LONG_FORM(form("/login", 100_000), false),
    SILENT_ALERT(form("/api/v1/alerts/hook?secret=a", 100_000), false),
    SILENT_PUSH(
        head(
                "POST /api/v1/content/hook HTTP/1.1",
                "X-Hub-Signature-256: a",
                "Content-Type: application/json",
                "Content-Length: 900000")
            + "{",
        false),
    SILENT_CHUNK(
        head(
                "POST /api/v1/alerts HTTP/1.1",
                "Authorization: %s",
                "Content-Type: application/json",
                "Transfer-Encoding: chunked")
            + "1\r\n{\r\n",
        false),
    UNREAD_PAGE("GET /help HTTP/1.1\r\nHost: a\r\n\r\n", false),
    UNREAD_PAGES("GET /help HTTP/1.1\r\nHost: a\r\n\r\n".repeat(3), false),
    UNREAD_JSON("GET /q/openapi HTTP/1.1\r\nHost: a\r\nAuthorization: %s\r\n\r\n", false);

    private final String beginning;
    private final boolean goesOn;

    Kind(String beginning, boolean goesOn) {
      this.beginning = beginning;
      this.goesOn = goesOn;
    }

    private static String form(String path, int length) {
      return head(
              "POST " + path + " HTTP/1.1",
              "Content-Type: application/x-www-form-urlencoded",
              "Content-Length: " + length)
          + "name=";
    }

    boolean isUnread() {
      return name().startsWith("UNREAD");
    }
  }

  @Test
  void pagesAreFastBesideSlowClientsAndTheseAreLetGo() throws Exception {
    credential = people.authorization(Role.VIEWER);
    Duration before = percentile95(TIME);
    if (IS_FULL) {
      for (Kind kind : Kind.values()) {
        attack(before, kind);
      }
    } else {
      attack(before, Kind.SILENT_FORM);
      attack(before, Kind.values());
    }
  }

  /** 64 kbit/s, as the worst of phones have. */
  @Test
  void aSlowButSteadyClientIsAnswered() throws Exception {
    int seconds = IS_FULL ? 131 : 4;
    String alert = "{\"rule\": \"slow\"" + " ".repeat(seconds * 8_000 - 20) + "}";
    String head =
        head(
            "POST /api/v1/alerts HTTP/1.1",
            "Content-Type: application/json",
            "Authorization: " + people.authorization(Role.RESPONDER),
            "Connection: close",
            "Content-Length: " + alert.length());
    try (Socket phone = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
      OutputStream out = phone.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      for (int at = 0; at < alert.length(); at += 2_000) {
        out.write(
            alert
                .substring(at, Math.min(alert.length(), at + 2_000))
                .getBytes(StandardCharsets.ISO_8859_1));
        TimeUnit.MILLISECONDS.sleep(250);
      }
      String reply = new String(phone.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(reply).startsWith("HTTP/1.1 202");
    }
  }

  private void attack(Duration before, Kind... kinds) throws Exception {
    List<SocketChannel> slow = new ArrayList<>();
    List<SocketChannel> going = new ArrayList<>();
    List<SocketChannel> letGo = new ArrayList<>();
    try {
      for (int i = 0; i < CLIENTS; i++) {
        Kind kind = kinds[i % kinds.length];
        SocketChannel client = connect(kind);
        slow.add(client);
        if (kind.goesOn) {
          going.add(client);
        }
        if (!kind.isUnread()) {
          letGo.add(client);
        }
      }
      // What was asked for is made in this time; what is measured is the waiting for its reader.
      TimeUnit.MILLISECONDS.sleep(CLIENTS * 2L);
      Duration beside = percentile95(TIME, going);
      System.out.printf(
          "p95 of a page %,d µs, beside %,d clients of %s %,d µs%n",
          before.toNanos() / 1_000, slow.size(), List.of(kinds), beside.toNanos() / 1_000);
      // Where the machine itself is slow, it is no slower beside them.
      assertThat(beside).isLessThan(max(FAST, before.multipliedBy(3)));
      assertThat(open(letGo)).as("connections that are still open").isZero();
    } finally {
      for (SocketChannel client : slow) {
        client.close();
      }
    }
  }

  private SocketChannel connect(Kind kind) throws IOException {
    SocketChannel client = SocketChannel.open();
    if (kind.isUnread()) {
      client.setOption(StandardSocketOptions.SO_RCVBUF, 4_096);
    }
    client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()));
    client.configureBlocking(false);
    String text = kind.beginning.replace("%s", credential);
    client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    return client;
  }

  private Duration percentile95(Duration time) throws Exception {
    return percentile95(time, List.of());
  }

  /** Of pages over new connections, with and without an account, while clients go on slowly. */
  private Duration percentile95(Duration time, List<SocketChannel> going) throws Exception {
    List<Duration> times = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    long next = System.nanoTime();
    while (System.nanoTime() < end) {
      if (System.nanoTime() > next) {
        next += TimeUnit.SECONDS.toNanos(2);
        going.forEach(SlowClientsTest::sendOneByte);
      }
      try (RawClient client = new RawClient(server.getPort())) {
        for (String page : List.of("/login", "/incidents", "/help")) {
          long begin = System.nanoTime();
          RawClient.Reply reply = client.send(get(page));
          times.add(Duration.ofNanos(System.nanoTime() - begin));
          assertThat(reply.status()).as(page).isEqualTo(200);
        }
      }
      TimeUnit.MILLISECONDS.sleep(5);
    }
    times.sort(null);
    return times.get(times.size() * 95 / 100);
  }

  private byte[] get(String page) {
    return head("GET " + page + " HTTP/1.1", "Accept: text/html", "Authorization: " + credential)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String head(String... lines) {
    return String.join("\r\n", lines) + "\r\nHost: a\r\n\r\n";
  }

  private static void sendOneByte(SocketChannel client) {
    try {
      client.write(ByteBuffer.wrap(new byte[] {'x'}));
    } catch (IOException e) {
      // It was let go.
    }
  }

  /** How many the server hasn't closed after a while. */
  private static int open(List<SocketChannel> clients) throws InterruptedException {
    long end = System.nanoTime() + LET_GO.toNanos();
    List<SocketChannel> left = new ArrayList<>(clients);
    while (!left.isEmpty() && System.nanoTime() < end) {
      left.removeIf(SlowClientsTest::isClosed);
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return left.size();
  }

  private static boolean isClosed(SocketChannel client) {
    try {
      int read = client.read(ByteBuffer.allocate(65_536));
      while (read > 0) {
        read = client.read(ByteBuffer.allocate(65_536));
      }
      return read < 0;
    } catch (IOException e) {
      return true;
    }
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
