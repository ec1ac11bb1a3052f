package dev.waymark.sources.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Request;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.probe.DnsFence;
import dev.waymark.runbooks.fence.probe.HttpFence;
import dev.waymark.runbooks.fence.probe.TcpFence;
import dev.waymark.runbooks.fence.probe.TlsFence;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TTL;
import org.xbill.DNS.Type;

/** Real servers on the loopback interface, under names of their own. */
class ProbeSourceTest {
  private final List<AutoCloseable> open = new ArrayList<>();

  @TempDir private Path folder;

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable opened : open) {
      opened.close();
    }
  }

  @Test
  void aRequestTellsWhatCameBack() throws IOException {
    HttpServer server = HttpServer.create(loopback(0), 0);
    open.add(() -> server.stop(0));
    server.createContext(
        "/health",
        exchange -> {
          String seen =
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestHeaders().getFirst("X-Trace")
                  + " "
                  + exchange.getRequestHeaders().getFirst("Host");
          byte[] body = ("ünwell: " + seen).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("X-Backend", "a");
          exchange.getResponseHeaders().add("X-Backend", "b");
          exchange.sendResponseHeaders(503, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    int port = server.getAddress().getPort();
    Answer answer =
        source(port, null)
            .ask(
                ask(
                    HttpFence.KIND,
                    "# is it up?\nGET http://shop.example:%d/health\nX-Trace: 7\n"
                        .formatted(port)));
    assertThat(cell(answer, "Status")).isEqualTo(503L);
    assertThat(cell(answer, "Body")).isEqualTo("ünwell: GET 7 shop.example:" + port);
    assertThat((Map<?, ?>) cell(answer, "Headers")).extracting("X-backend").isEqualTo("a, b");
    assertThat(cell(answer, "Error")).isEqualTo("");
    assertThat(answer.provenance().live().orElseThrow().target())
        .isEqualTo("http://shop.example:" + port + "/health");
  }

  @Test
  void aBodyOfJsonCanBeReadByItsMembers() throws IOException {
    String head = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
    int json = answering(head + "{\"queue\": {\"length\": 7}}");
    assertThat(
            cell(source(json, null).ask(ask(HttpFence.KIND, "http://a.example:" + json)), "Json"))
        .isEqualTo(Map.of("queue", Map.of("length", 7L)));
    int text = answering(head + "{} and more");
    assertThat(
            cell(source(text, null).ask(ask(HttpFence.KIND, "http://a.example:" + text)), "Json"))
        .isNull();
  }

  @Test
  void aLongBodyIsPartial() throws IOException {
    int port = answering("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + "x".repeat(200_000));
    Answer answer = source(port, null).ask(ask(HttpFence.KIND, "GET http://a.example:" + port));
    assertThat(answer).isInstanceOf(Answer.Partial.class);
    assertThat(((String) table(answer).rows().get(0).values().get(3))).hasSize(64 * 1024);
  }

  @Test
  void whatIsNoHttpIsToldAsAnError() throws IOException {
    int port = answering("SSH-2.0-OpenSSH_9.6\r\n");
    Answer answer = source(port, null).ask(ask(HttpFence.KIND, "GET http://a.example:" + port));
    assertThat(cell(answer, "Status")).isNull();
    assertThat((String) cell(answer, "Error")).isNotBlank();
  }

  @Test
  void aServerThatSaysNothingTimesOut() throws IOException {
    int port = silent();
    for (FenceKind kind : List.of(HttpFence.KIND, TlsFence.KIND)) {
      String text = (kind.equals(HttpFence.KIND) ? "GET https://a.example:" : "a.example:") + port;
      long start = System.nanoTime();
      Answer answer = source(port, null).ask(ask(kind, text, "1s"));
      assertThat(cell(answer, "Error")).isEqualTo("timed out after 1 s");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
    }
  }

  @Test
  void aDrippingServerIsCutOffAtTheDeadline() throws IOException {
    ServerSocket server = listening();
    serve(
        server,
        socket -> {
          socket
              .getOutputStream()
              .write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          while (!server.isClosed()) {
            socket.getOutputStream().write('x');
            pause(100);
          }
        });
    int port = server.getLocalPort();
    long start = System.nanoTime();
    Answer answer =
        source(port, null).ask(ask(HttpFence.KIND, "GET http://a.example:" + port, "1s"));
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    assertThat(((Answer.Failed) answer).kind()).isEqualTo(FailureKind.TIMED_OUT);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void anInterruptedProbeIsGivenUp() throws Exception {
    int port = silent();
    var answers = new LinkedBlockingQueue<Answer>();
    var thread =
        new Thread(
            () ->
                answers.add(
                    source(port, null).ask(ask(TlsFence.KIND, "a.example:" + port, "60s"))));
    thread.start();
    pause(300);
    thread.interrupt();
    Answer answer = answers.poll(5, TimeUnit.SECONDS);
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.CANCELLED));
  }

  @Test
  void aPortIsReachedOrRefused() throws IOException {
    int port = silent();
    assertThat(cell(source(port, null).ask(ask(TcpFence.KIND, "a.example:" + port)), "Connected"))
        .isEqualTo(true);
    Answer refused = source(1, null).ask(ask(TcpFence.KIND, "a.example:1"));
    assertThat(cell(refused, "Connected")).isEqualTo(false);
    assertThat(cell(refused, "Error")).isEqualTo("connection refused");
    Answer unknown = source(1, null).ask(ask(TcpFence.KIND, "nowhere.invalid:1"));
    assertThat(cell(unknown, "Error")).isEqualTo("the name does not resolve");
  }

  @Test
  void aCertificateIsJudged() throws Exception {
    SelfSigned good = SelfSigned.make(folder, "shop.example", "-1d", 91);
    int port = tls(good);
    Answer trusted = source(port, good.trusted()).ask(ask(TlsFence.KIND, "shop.example:" + port));
    assertThat(cell(trusted, "Trusted")).isEqualTo(true);
    assertThat(cell(trusted, "HostnameMatches")).isEqualTo(true);
    assertThat(cell(trusted, "DaysLeft")).isIn(89L, 90L);
    assertThat(cell(trusted, "Issuer")).isEqualTo("CN=shop.example, O=Waymark");
    assertThat(cell(trusted, "Chain")).isEqualTo(List.of("shop.example"));
    assertThat(cell(trusted, "Protocol")).isEqualTo("TLSv1.3");
    assertThat(cell(trusted, "Error")).isEqualTo("");
    assertThat(cell(trusted, "NotAfter")).isInstanceOf(Instant.class);

    Answer untrusted = source(port, null).ask(ask(TlsFence.KIND, "shop.example:" + port));
    assertThat(cell(untrusted, "Trusted")).isEqualTo(false);
    assertThat(cell(untrusted, "HostnameMatches")).isEqualTo(true);

    Answer otherName =
        source(port, good.trusted()).ask(ask(TlsFence.KIND, "other.example:" + port));
    assertThat(cell(otherName, "Trusted")).isEqualTo(true);
    assertThat(cell(otherName, "HostnameMatches")).isEqualTo(false);

    Answer https = source(port, null).ask(ask(HttpFence.KIND, "GET https://shop.example:" + port));
    assertThat((String) cell(https, "Error")).startsWith("certificate: ");
  }

  @Test
  void aCertificateThatRanOutTodayHasLessThanNoDaysLeft() throws Exception {
    SelfSigned expired = SelfSigned.make(folder, "shop.example", "-49H", 2);
    int port = tls(expired);
    Answer answer = source(port, expired.trusted()).ask(ask(TlsFence.KIND, "shop.example:" + port));
    assertThat(cell(answer, "DaysLeft")).isEqualTo(-1L);
  }

  @Test
  void whatIsNoTlsIsToldAsAnError() throws IOException {
    int port = answering("SSH-2.0-OpenSSH_9.6\r\n");
    Answer answer = source(port, null).ask(ask(TlsFence.KIND, "a.example:" + port));
    assertThat((String) cell(answer, "Error")).startsWith("TLS: ");
    assertThat(cell(answer, "NotAfter")).isNull();
  }

  @Test
  void recordsAreRows() throws IOException {
    int port =
        nameServer(
            query -> {
              Message reply = reply(query);
              if (query.getQuestion().getType() == Type.A) {
                add(reply, "api.example", Type.CNAME, "lb.example.");
                add(reply, "lb.example", Type.A, "10.1.0.14");
              }
              return reply;
            });
    Table table = table(resolving(port).ask(ask(DnsFence.KIND, "api.example")));
    assertThat(table.rows())
        .extracting(row -> row.values())
        .containsExactly(
            List.of("api.example", "CNAME", 300L, "lb.example"),
            List.of("lb.example", "A", 300L, "10.1.0.14"));
  }

  @Test
  void aNameWithoutRecordsIsAnAnswerAndAFailingServerIsNone() throws IOException {
    int missing =
        nameServer(
            query -> {
              Message reply = reply(query);
              reply.getHeader().setRcode(Rcode.NXDOMAIN);
              return reply;
            });
    assertThat(table(resolving(missing).ask(ask(DnsFence.KIND, "gone.example"))).rows()).isEmpty();
    int failing =
        nameServer(
            query -> {
              Message reply = reply(query);
              reply.getHeader().setRcode(Rcode.SERVFAIL);
              return reply;
            });
    Answer answer = resolving(failing).ask(ask(DnsFence.KIND, "api.example MX"));
    assertThat(answer)
        .isInstanceOfSatisfying(
            Answer.Failed.class,
            failed -> assertThat(failed.message()).isEqualTo("The name server answered SERVFAIL"));
  }

  @Test
  void aFenceThatCantBeAskedSaysWhy() {
    ProbeSource source = source(443, null);
    assertThat(message(source.ask(ask(TcpFence.KIND, "a.example")))).contains("isn't `host:port`");
    assertThat(message(source.ask(ask(HttpFence.KIND, "DELETE https://a.example/"))))
        .contains("`DELETE` may change something");
    assertThat(message(source.ask(ask(HttpFence.KIND, "GET https://a.example\nHost: b.example"))))
        .contains("a header that a probe sends");
    assertThat(message(source.ask(ask(DnsFence.KIND, "a.example ANY"))))
        .contains("`ANY` isn't a type of record");
    assertThat(message(source.ask(ask(DnsFence.KIND, "a.example:443")))).contains("has a port");
    assertThat(message(source.ask(ask(DnsFence.KIND, "192.0.2.1")))).contains("is an address");
    assertThat(message(source.ask(ask(TlsFence.KIND, "a.example\nb.example"))))
        .contains("a second line");
  }

  private static String message(Answer answer) {
    assertThat(answer).isInstanceOf(Answer.Failed.class);
    return ((Answer.Failed) answer).message();
  }

  private static Table table(Answer answer) {
    if (answer instanceof Answer.Partial partial) {
      return partial.table();
    }
    assertThat(answer).isInstanceOf(Answer.Complete.class);
    return ((Answer.Complete) answer).table();
  }

  private static @Nullable Object cell(Answer answer, String column) {
    Table table = table(answer);
    assertThat(table.rows()).hasSize(1);
    return table.rows().get(0).values().get(table.indexOf(column));
  }

  private static Request.Ask ask(FenceKind kind, String text) {
    return ask(kind, text, "5s");
  }

  private static Request.Ask ask(FenceKind kind, String text, String timeout) {
    return new Request.Ask(1, "probe", 1, new BoundQuery(kind, text, Map.of("timeout", timeout)));
  }

  /** A source for which every {@code *.example} is this machine. */
  private ProbeSource source(int port, @Nullable KeyStore trusted) {
    DnsResolver names =
        new DnsResolver() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            if (host.endsWith(".example")) {
              return new InetAddress[] {InetAddress.getLoopbackAddress()};
            }
            throw new UnknownHostException(host);
          }

          @Override
          public String resolveCanonicalHostname(String host) {
            return host;
          }
        };
    var policy =
        new ProbePolicy(List.of("*"), Set.copyOf(List.of(port, 443)), List.of("127.0.0.0/8"));
    var source =
        new ProbeSource(policy, Clock.systemUTC(), names, new SimpleResolver(loopback(1)), trusted);
    open.add(source);
    return source;
  }

  private ProbeSource resolving(int port) {
    var source =
        new ProbeSource(
            ProbePolicy.PUBLIC,
            Clock.systemUTC(),
            SystemDefaultDnsResolver.INSTANCE,
            new SimpleResolver(loopback(port)),
            null);
    open.add(source);
    return source;
  }

  private int nameServer(UnaryOperator<Message> answers) throws IOException {
    var socket = new DatagramSocket(loopback(0));
    open.add(socket);
    daemon(
        () -> {
          byte[] buffer = new byte[4096];
          while (!socket.isClosed()) {
            try {
              var packet = new DatagramPacket(buffer, buffer.length);
              socket.receive(packet);
              byte[] bytes = Arrays.copyOf(buffer, packet.getLength());
              byte[] reply = answers.apply(new Message(bytes)).toWire();
              socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            } catch (IOException e) {
              return;
            }
          }
        });
    return socket.getLocalPort();
  }

  private static Message reply(Message query) {
    var reply = new Message(query.getHeader().getID());
    reply.getHeader().setFlag(Flags.QR);
    reply.addRecord(query.getQuestion(), Section.QUESTION);
    return reply;
  }

  private static void add(Message reply, String name, int type, String data) {
    try {
      Name owner = Name.fromString(name, Name.root);
      reply.addRecord(
          Record.fromString(owner, type, DClass.IN, TTL.parseTTL("300"), data, Name.root),
          Section.ANSWER);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private int tls(SelfSigned certificate) throws Exception {
    ServerSocket server =
        certificate
            .server()
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    open.add(server);
    serve(server, socket -> socket.getInputStream().readNBytes(1));
    return server.getLocalPort();
  }

  private int answering(String text) throws IOException {
    ServerSocket server = listening();
    serve(
        server,
        socket -> {
          socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
          socket.getOutputStream().flush();
          socket.shutdownOutput();
          socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        });
    return server.getLocalPort();
  }

  private int silent() throws IOException {
    return listening().getLocalPort();
  }

  private ServerSocket listening() throws IOException {
    var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    open.add(server);
    return server;
  }

  private interface Serving {
    void serve(Socket socket) throws IOException;
  }

  /** Serves one connection after the other; a client that goes away ends only its own. */
  private static void serve(ServerSocket server, Serving serving) {
    daemon(
        () -> {
          while (!server.isClosed()) {
            serveNext(server, serving);
          }
        });
  }

  private static void serveNext(ServerSocket server, Serving serving) {
    try (Socket socket = server.accept()) {
      serving.serve(socket);
    } catch (IOException e) {
      assertThat(e).isNotNull();
    }
  }

  private static void daemon(Runnable work) {
    var thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
