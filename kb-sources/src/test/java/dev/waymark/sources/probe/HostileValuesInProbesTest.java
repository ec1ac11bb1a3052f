package dev.waymark.sources.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.waymark.fixtures.Rounds;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.fence.probe.HttpFence;
import dev.waymark.runbooks.fixtures.HostileValues;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.SimpleResolver;

/** Whatever a value holds, the request that a server sees has the template's shape. */
class HostileValuesInProbesTest {
  private static final int COUNT = Rounds.of(300, 100_000);
  private static final int HOSTS = Rounds.of(2_000, 100_000);

  private record Seen(URI target, Set<String> headers, String host, String header) {}

  /** Whatever name is asked for, the server sees the request. */
  private static final class EveryNameHere implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) {
      return new InetAddress[] {InetAddress.getLoopbackAddress()};
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;
  private ProbeSource source;
  private String here;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          seen.add(
              new Seen(
                  exchange.getRequestURI(),
                  new TreeSet<>(exchange.getRequestHeaders().keySet()),
                  exchange.getRequestHeaders().getFirst("Host"),
                  String.valueOf(exchange.getRequestHeaders().getFirst("X-Value"))));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    int port = server.getAddress().getPort();
    here = "127.0.0.1:" + port;
    source =
        new ProbeSource(
            new ProbePolicy(List.of("*"), Set.of(port), List.of("127.0.0.1/32")),
            Clock.systemUTC(),
            new EveryNameHere(),
            new SimpleResolver(InetAddress.getLoopbackAddress()),
            null);
  }

  @AfterEach
  void stop() {
    source.close();
    server.stop(0);
  }

  @Test
  void inThePathTheQueryAndAHeader() {
    String url = "GET http://" + here + "/a/${value}/b?c=${value}&d=1";
    Set<String> headers = asked(bound(url + "\nX-Value: x", "x").orElseThrow()).headers();
    int sent = 0;
    for (String value : HostileValues.texts(COUNT)) {
      Optional<BoundQuery> withHeader = bound(url + "\nX-Value: ${value}", value);
      Optional<BoundQuery> query =
          withHeader.isPresent() ? withHeader : bound(url + "\nX-Value: x", value);
      if (query.isEmpty()) {
        assertThat(value).isIn(".", "..");
        continue;
      }
      Seen request = asked(query.get());
      String meant = new String(value.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      List<String> path = List.of(request.target().getRawPath().split("/", -1));
      assertThat(path).as(value).hasSize(4).startsWith("", "a").endsWith("b");
      assertThat(decoded(path.get(2))).isEqualTo(meant);
      List<String> pairs = List.of(request.target().getRawQuery().split("&", -1));
      assertThat(pairs).as(value).hasSize(2).endsWith("d=1");
      assertThat(pairs.get(0)).startsWith("c=");
      assertThat(decoded(pairs.get(0).substring(2))).isEqualTo(meant);
      assertThat(request.host()).isEqualTo(here);
      assertThat(request.headers()).as(value).isEqualTo(headers);
      assertThat(request.header())
          // The server's own reading turns tabs into blanks.
          .isEqualTo(withHeader.isPresent() ? value.strip().replace('\t', ' ') : "x");
      sent++;
    }
    assertThat(sent).isGreaterThan(COUNT / 2);
  }

  /** A host, and a whole URL: what a value may choose is where, and never how. */
  @Test
  void inTheHost() {
    String host = "host.example" + here.substring(here.indexOf(':'));
    Set<String> headers = asked(bound("GET http://${value}/a?b=c", host).orElseThrow()).headers();
    int sent = 0;
    for (String value : HostileValues.like(host, HOSTS)) {
      for (String template : List.of("GET http://${value}/a?b=c", "GET ${value}/a?b=c")) {
        boolean isUrl = template.startsWith("GET $");
        String given = isUrl ? "http://" + value : value;
        seen.clear();
        bound(template, given).ifPresent(query -> source.ask(ask(query)));
        for (Seen request : List.copyOf(seen)) {
          assertThat(given).containsIgnoringCase(request.host());
          assertThat(request.headers()).as(given).isEqualTo(headers);
          assertThat(request.target().getRawPath()).as(given).endsWith("/a");
          assertThat(request.target().getRawQuery()).isEqualTo("b=c");
          assertThat(request.target().getRawPath().split("/")).doesNotContain(".", "..");
          assertThat(isUrl || request.target().getPath().equals("/a")).as(given).isTrue();
          sent++;
        }
      }
    }
    assertThat(sent).isGreaterThan(HOSTS / 100);
  }

  private Seen asked(BoundQuery query) {
    seen.clear();
    Answer answer = source.ask(ask(query));
    assertThat(seen).as(query.text() + " " + answer).hasSize(1);
    return seen.get(0);
  }

  private static String decoded(String component) {
    return URLDecoder.decode(component, StandardCharsets.UTF_8);
  }

  private static Optional<BoundQuery> bound(String template, String value) {
    return HostileValues.remembered(HttpFence.KIND, template, Map.of(), value);
  }

  private static Request.Ask ask(BoundQuery query) {
    return new Request.Ask(1, "probe", 1, query);
  }
}
