package dev.waymark.sources.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.fence.probe.HttpFence;
import dev.waymark.runbooks.fence.probe.TcpFence;
import dev.waymark.runbooks.fence.probe.TlsFence;
import dev.waymark.runbooks.fixtures.HostileValues;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.SimpleResolver;

/** Whatever a URL looks like, no connection is made to where none may go. */
class ForbiddenTargetsTest {
  private ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();
  private int own;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket ignored = server.accept()) {
                  connections.incrementAndGet();
                  ignored
                      .getOutputStream()
                      .write(
                          ("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.2:"
                                  + server.getLocalPort()
                                  + "/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                              .getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  return;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:%d/",
        "http://127.1:%d/",
        "http://127.0.1:%d/",
        "http://2130706433:%d/",
        "http://0x7f000001:%d/",
        "http://0x7f.0.0.1:%d/",
        "http://0177.0.0.1:%d/",
        "http://017700000001:%d/",
        "http://127.0.0.1.:%d/",
        "http://localhost:%d/",
        "http://LOCALHOST:%d/",
        "http://localhost.:%d/",
        "http://0:%d/",
        "http://0.0.0.0:%d/",
        "http://127.127.127.127:%d/",
        "http://[::1]:%d/",
        "http://[::]:%d/",
        "http://[0:0:0:0:0:0:0:1]:%d/",
        "http://[::ffff:127.0.0.1]:%d/",
        "http://[::ffff:7f00:1]:%d/",
        "http://[::127.0.0.1]:%d/",
        "http://[64:ff9b::7f00:1]:%d/",
        "http://[2002:7f00:1::]:%d/",
        "http://[fe80::1]:%d/",
        "http://[fc00::1]:%d/",
        "http://[ff02::1]:%d/",
        "http://[fd00:ec2::254]:%d/latest/meta-data/",
        "http://169.254.169.254:%d/metadata/instance",
        "http://[::ffff:169.254.169.254]:%d/metadata/instance",
        "http://168.63.129.16:%d/machine",
        "http://100.100.100.200:%d/",
        "http://10.0.0.1:%d/",
        "http://172.16.0.1:%d/",
        "http://192.168.1.1:%d/",
        "http://100.64.0.1:%d/",
        "http://198.18.0.1:%d/",
        "http://224.0.0.1:%d/",
        "http://255.255.255.255:%d/",
        "http://user@127.0.0.1:%d/",
        "http://example.com@127.0.0.1:%d/",
        "http://127.0.0.1:%d#@example.com/",
        "http://①②⑦.0.0.1:%d/",
        "https://127.0.0.1:%d/",
        "file:///etc/passwd?%d",
        "file://127.0.0.1:%d/etc/passwd",
        "ftp://127.0.0.1:%d/",
        "gopher://127.0.0.1:%d/",
        "jar:http://127.0.0.1:%d!/",
        "//127.0.0.1:%d/",
        "POST http://127.0.0.1:%d/",
        "CONNECT http://127.0.0.1:%d/"
      })
  void noRequestGoesThere(String url) throws IOException {
    try (var source = source(policy(), SystemDefaultDnsResolver.INSTANCE)) {
      Answer answer = source.ask(ask(HttpFence.KIND, url.formatted(server.getLocalPort())));
      if (answer instanceof Answer.Complete complete) {
        assertThat(url).contains("localhost");
        assertThat(complete.table().rows().get(0).values())
            .startsWith((Object) null)
            .endsWith("the name does not resolve");
      } else {
        assertThat(((Answer.Failed) answer).kind()).isIn(FailureKind.REFUSED, FailureKind.INVALID);
      }
      // The same as a value of the run, which is bound before it's asked.
      HostileValues.remembered(
              HttpFence.KIND, "${value}", Map.of(), url.formatted(server.getLocalPort()))
          .ifPresent(
              bound ->
                  assertThat(source.ask(new Request.Ask(1, "probe", 1, bound)))
                      .isNotInstanceOf(Answer.Partial.class));
    }
    assertThat(connectionsMade()).isEqualTo(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:%d",
        "2130706433:%d",
        "0x7f.1:%d",
        "localhost:%d",
        "[::ffff:127.0.0.1]:%d"
      })
  void noConnectionGoesThere(String target) throws IOException {
    try (var source = source(policy(), SystemDefaultDnsResolver.INSTANCE)) {
      for (FenceKind kind : List.of(TcpFence.KIND, TlsFence.KIND)) {
        Answer answer = source.ask(ask(kind, target.formatted(server.getLocalPort())));
        assertThat(answer).isNotInstanceOf(Answer.Partial.class);
        if (answer instanceof Answer.Complete complete) {
          assertThat(complete.table().rows().get(0).values().get(0)).isEqualTo(false);
        }
      }
    }
    assertThat(connectionsMade()).isEqualTo(0);
  }

  @Test
  void aRedirectIsShownAndNotFollowed() throws IOException {
    try (var source = source(here(), SystemDefaultDnsResolver.INSTANCE)) {
      Answer answer = source.ask(ask(HttpFence.KIND, "http://127.0.0.1:" + server.getLocalPort()));
      assertThat(answer).isInstanceOf(Answer.Complete.class);
      assertThat(((Answer.Complete) answer).table().rows().get(0).values().get(0)).isEqualTo(302L);
    }
    assertThat(connectionsMade()).isEqualTo(1);
  }

  @Test
  void aNameThatChangesItsAddressBetweenLookUpsGainsNothing() throws IOException {
    var answers = new AtomicInteger();
    DnsResolver rebinding =
        named(host -> answers.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2");
    try (var source = source(here(), rebinding)) {
      String url = "http://rebound.example:" + server.getLocalPort() + "/";
      assertThat(source.ask(ask(HttpFence.KIND, url))).isInstanceOf(Answer.Complete.class);
      assertThat(answers).hasValue(1);
      Answer second = source.ask(ask(HttpFence.KIND, url));
      assertThat(((Answer.Failed) second).kind()).isEqualTo(FailureKind.REFUSED);
      answers.set(0);
      String target = "rebound.example:" + server.getLocalPort();
      assertThat(source.ask(ask(TcpFence.KIND, target))).isInstanceOf(Answer.Complete.class);
      for (FenceKind kind : List.of(TcpFence.KIND, TlsFence.KIND)) {
        assertThat(((Answer.Failed) source.ask(ask(kind, target))).kind())
            .isEqualTo(FailureKind.REFUSED);
      }
      assertThat(answers).hasValue(3);
    }
    assertThat(connectionsMade()).isEqualTo(2);
  }

  @Test
  void oneForbiddenAddressOfANameForbidsIt() throws IOException {
    DnsResolver both =
        new DnsResolver() {
          @Override
          public InetAddress[] resolve(String host) throws UnknownHostException {
            return new InetAddress[] {
              InetAddress.getLoopbackAddress(), InetAddress.getAllByName("169.254.169.254")[0]
            };
          }

          @Override
          public String resolveCanonicalHostname(String host) {
            return host;
          }
        };
    try (var source = source(here(), both)) {
      String target = "two.example:" + server.getLocalPort();
      assertThat(source.ask(ask(TcpFence.KIND, target)))
          .isInstanceOfSatisfying(
              Answer.Failed.class,
              failed -> assertThat(failed.message()).contains("is a metadata service"));
    }
    assertThat(connectionsMade()).isEqualTo(0);
  }

  @Test
  void metadataServicesStayForbiddenInAListedNetwork() {
    var policy =
        new ProbePolicy(List.of("*"), Set.of(80), List.of("169.254.0.0/16", "168.63.0.0/16"));
    try (var source = source(policy, SystemDefaultDnsResolver.INSTANCE)) {
      for (String host : List.of("169.254.169.254", "168.63.129.16", "169.254.170.2")) {
        assertThat(source.ask(ask(TcpFence.KIND, host + ":80")))
            .isInstanceOfSatisfying(
                Answer.Failed.class,
                failed -> assertThat(failed.kind()).isEqualTo(FailureKind.REFUSED));
      }
    }
  }

  @Test
  void onlyListedHostsAndPortsAreAsked() throws IOException {
    var policy =
        new ProbePolicy(
            List.of("*.shop.example", "one.example"),
            Set.of(server.getLocalPort()),
            List.of("127.0.0.1/32"));
    try (var source = source(policy, named(host -> "127.0.0.1"))) {
      int port = server.getLocalPort();
      assertThat(refused(source, "other.example:" + port)).contains("`other.example`");
      assertThat(refused(source, "shop.example:" + port)).contains("`shop.example`");
      assertThat(refused(source, "evilshop.example:" + port)).contains("`evilshop.example`");
      assertThat(refused(source, "a.shop.example:22")).contains("port 22");
      assertThat(source.ask(ask(TcpFence.KIND, "A.Shop.Example.:" + port)))
          .isInstanceOf(Answer.Complete.class);
    }
    assertThat(connectionsMade()).isEqualTo(1);
  }

  /** Connections are accepted in order, so that one of our own ends the wait for all others. */
  private int connectionsMade() throws IOException {
    int before = own;
    try (Socket last = new Socket(server.getInetAddress(), server.getLocalPort())) {
      last.getInputStream().readAllBytes();
    }
    own++;
    return connections.get() - before - 1;
  }

  private ProbePolicy policy() {
    return new ProbePolicy(List.of("*"), Set.of(80, 443, server.getLocalPort()), List.of());
  }

  private ProbePolicy here() {
    return new ProbePolicy(List.of("*"), Set.of(server.getLocalPort()), List.of("127.0.0.1/32"));
  }

  private static String refused(ProbeSource source, String target) {
    return ((Answer.Failed) source.ask(ask(TcpFence.KIND, target))).message();
  }

  private static ProbeSource source(ProbePolicy policy, DnsResolver resolver) {
    return new ProbeSource(
        policy,
        Clock.systemUTC(),
        resolver,
        new SimpleResolver(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)),
        null);
  }

  private interface Address {
    String of(String host);
  }

  private static DnsResolver named(Address address) {
    return new DnsResolver() {
      @Override
      public InetAddress[] resolve(String host) throws UnknownHostException {
        return InetAddress.getAllByName(address.of(host));
      }

      @Override
      public String resolveCanonicalHostname(String host) {
        return host;
      }
    };
  }

  private static Request.Ask ask(FenceKind kind, String text) {
    return new Request.Ask(1, "probe", 1, new BoundQuery(kind, text, Map.of("timeout", "5s")));
  }
}
