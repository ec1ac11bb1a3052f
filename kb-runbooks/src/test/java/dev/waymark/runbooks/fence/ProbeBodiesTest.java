package dev.waymark.runbooks.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.runbooks.fence.probe.DnsFence;
import dev.waymark.runbooks.fence.probe.DnsQuestion;
import dev.waymark.runbooks.fence.probe.HostAndPort;
import dev.waymark.runbooks.fence.probe.HttpFence;
import dev.waymark.runbooks.fence.probe.HttpRequestText;
import dev.waymark.runbooks.fence.probe.TcpFence;
import dev.waymark.runbooks.fence.probe.TlsFence;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bodies of probes: what they ask for, and each mistake whole and at its place. */
class ProbeBodiesTest {
  private static final Placeholders OPEN =
      Placeholders.of(
          name ->
              switch (name) {
                case "host" -> List.of("example.com", "example.com:443");
                case "url" -> List.of("https://example.com/a");
                default -> List.of("a", "MX", "443");
              });

  @Test
  void aRequestIsItsLineAndItsHeaders() {
    HttpRequestText request =
        http(
            """

            # is it up?
            // and well?
              head   https://api.example.com:8443/a%20b?c=d#e  HTTP/1.1
            Accept: application/json
            X-Empty:
            X-Colons: a: b
            x-lower:c
            """);
    assertThat(request.method()).isEqualTo("HEAD");
    assertThat(request.uri()).isEqualTo(URI.create("https://api.example.com:8443/a%20b?c=d#e"));
    assertThat(request.headers())
        .containsExactly(
            Map.entry("Accept", "application/json"),
            Map.entry("X-Empty", ""),
            Map.entry("X-Colons", "a: b"),
            Map.entry("x-lower", "c"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/, GET, 443",
    "http://a.example/, GET, 80",
    "HTTPS://A.example:0/, GET, 0",
    "HEAD https://a.example:8443, HEAD, 8443",
    "http://[fd00::1]:81/, GET, 81",
    "https://a.example:443/x, GET, 443"
  })
  void aRequestHasAMethodAndAPort(String body, String method, int port) {
    assertThat(http(body).method()).isEqualTo(method);
    assertThat(http(body).port()).isEqualTo(port);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          §§                         ¦ FB01 0-0: There is no request line; Begin with one such as `GET https://api.example.com/health`.
          # only a comment           ¦ FB01 0-16: There is no request line; Begin with one such as `GET https://api.example.com/health`.
          GET https://a.example/ x y ¦ FB02 0-26: “GET https://a.example/ x y” isn't a request line; Begin with one such as `GET https://api.example.com/health`.
          ↵  put https://a.example/  ¦ FB06 3-6: `PUT` may change something, and a probe only reads; Ask with `GET` or `HEAD`; a request that changes something is for an action under `## Resolution`.
          GET  a.example             ¦ FB05 5-14: “a.example” isn't an http or https URL that can be asked; Write one with a host and without a user name, such as `https://api.example.com/health`.
          https://u@a.example/       ¦ FB05 0-20: “https://u@a.example/” isn't an http or https URL that can be asked; Write one with a host and without a user name, such as `https://api.example.com/health`.
          https://a b                ¦ FB02 0-11: “https://a b” isn't a request line; Begin with one such as `GET https://api.example.com/health`.
          https://a.example/|        ¦ FB05 0-19: “https://a.example/|” isn't an http or https URL that can be asked; Write one with a host and without a user name, such as `https://api.example.com/health`.
          ${url}.evil                ¦ FB05 0-11: “${url}.evil” isn't an http or https URL that can be asked; A value at the start is a whole URL, behind which only `/` or `?` may follow; a host stands behind `https://`.
          ${host}/x                  ¦ FB05 0-9: “${host}/x” isn't an http or https URL that can be asked; A value at the start is a whole URL, behind which only `/` or `?` may follow; a host stands behind `https://`.
          ${url}/a|b                 ¦ FB05 0-10: “${url}/a|b” isn't an http or https URL that can be asked; A value at the start is a whole URL, behind which only `/` or `?` may follow; a host stands behind `https://`.
          https://${url}/x           ¦ FB05 0-16: “https://${url}/x” isn't an http or https URL that can be asked; Write `https://` or `http://` and a host, such as `https://${host}/health`.
          x://${host}/x              ¦ FB05 0-13: “x://${host}/x” isn't an http or https URL that can be asked; Write `https://` or `http://` and a host, such as `https://${host}/health`.
          https://${host}/a|b        ¦ FB05 0-19: “https://${host}/a|b” isn't an http or https URL that can be asked; Write `https://` or `http://` and a host, such as `https://${host}/health`.
          https://a.example/↵nothing ¦ FB02 19-26: “nothing” isn't a header that a probe sends; Write `Name: value`, one a line, right below the request line.
          https://a.example/↵  A: b  ¦ FB02 21-25: “A: b” isn't a header that a probe sends; Write `Name: value`, one a line, right below the request line.
          https://a.example/↵CONTENT-Length: 5 ¦ FB02 19-36: “CONTENT-Length: 5” isn't a header that a probe sends; Remove the line; the host and the framing follow from the URL.
          https://a.example/↵X-${text}: 5 ¦ FB02 19-31: “X-${text}: 5” isn't a header that a probe sends; Remove the line; the host and the framing follow from the URL.
          https://a.example/↵A: b↵↵↵ body ↵ ¦ FB05 27-31: A request that only reads has no content; Remove it; what the request asks for stands in its URL and headers.
          """)
  void aMistakeInARequest(String written, String told) {
    String body = written.replace('↵', '\n');
    Body<HttpRequestText> read = HttpRequestText.read(body, OPEN);
    assertThat(told(read.faults())).containsExactly(told);
    assertThat(read.value()).isEmpty();
  }

  @Test
  void allMistakesOfARequestAreToldInTheirOrder() {
    String body = "POST ftp://a.example/\nHost: x\nnothing\n\n{}";
    assertThat(HttpRequestText.read(body, OPEN).faults())
        .extracting(fault -> fault.code().code() + " " + body.substring(fault.from(), fault.to()))
        .containsExactly(
            "FB06 POST", "FB05 ftp://a.example/", "FB02 Host: x", "FB02 nothing", "FB05 {}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${url}",
        "${url}/b?c=${text}",
        "${url}?a",
        "GET https://${host}/",
        "https://${host}?x=${text}",
        "http://api.${host}/x",
        "https://a.example/${text}/${text}",
        "https://a.example/\nX: ${text}",
        "https://a.example/\n\n  \n"
      })
  void takesHolesWhereValuesMayStand(String body) {
    assertThat(HttpRequestText.read(body, OPEN).faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          db.example:5432    ¦ db.example      ¦ 5432  ¦ db.example:5432      ¦ false
          10.0.0.1:1         ¦ 10.0.0.1        ¦ 1     ¦ 10.0.0.1:1           ¦ true
          a_b-c:65535        ¦ a_b-c           ¦ 65535 ¦ a_b-c:65535          ¦ false
          bücher.example:80  ¦ bücher.example  ¦ 80    ¦ bücher.example:80    ¦ false
          [fd00::1]:22       ¦ fd00::1         ¦ 22    ¦ [fd00::1]:22         ¦ true
          [fe80::1%eth0]:22  ¦ fe80::1         ¦ 22    ¦ [fe80::1]:22         ¦ true
          """)
  void aHostHasAPort(String text, String host, int port, String shown, boolean address) {
    HostAndPort read = HostAndPort.parse("  " + text + "\n").orElseThrow();
    assertThat(read).isEqualTo(new HostAndPort(host, port)).hasToString(shown);
    assertThat(read.isAddress()).isEqualTo(address);
    assertThat(HostAndPort.parse(read.toString())).contains(read);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a:",
        ":1",
        "a:0",
        "a:65536",
        "a:123456",
        "a:1x",
        "a:-1",
        "a b:1",
        "fd00::1:22",
        "[a]:1",
        "[fd00::1]",
        "[]:1",
        "[fd00::1:22",
        "a:1:2",
        "https://a:1",
        "a/b:1",
        "a@b:1"
      })
  void whatIsNoHostWithAPort(String text) {
    assertThat(HostAndPort.parse(text)).isEmpty();
    Body<HostAndPort> read = HostAndPort.readTcp(text, OPEN);
    assertThat(told(read.faults()))
        .containsExactly(
            "FB05 0-%d: “%s” isn't `host:port`; Write a host and a port, such as `api.example.com:443`; an IPv6 address stands in brackets."
                .formatted(text.length(), text));
  }

  @Test
  void ofTlsThePortIsKnown() {
    assertThat(HostAndPort.parseTls(" a.example ")).contains(new HostAndPort("a.example", 443));
    assertThat(HostAndPort.parseTls("a.example:8443")).contains(new HostAndPort("a.example", 8443));
    assertThat(HostAndPort.parseTls("[fd00::1]")).contains(new HostAndPort("fd00::1", 443));
    assertThat(HostAndPort.parseTls("a:0")).isEmpty();
    assertThat(told(HostAndPort.readTls("a:0", OPEN).faults()))
        .containsExactly(
            "FB05 0-3: “a:0” isn't `host` or `host:port`; Write a host and a port, such as `api.example.com:443`; an IPv6 address stands in brackets.");
  }

  @Test
  void aProbeAsksForOneThing() {
    assertThat(told(HostAndPort.readTcp("\n a:1 \n\n b:2 \n", OPEN).faults()))
        .containsExactly(
            "FB05 7-12: The fence asks for one thing, and this is a second line; Ask for it in a step of its own.");
    assertThat(told(HostAndPort.readTcp(" \n ", OPEN).faults()))
        .containsExactly(
            "FB01 0-3: The fence is empty; Write a host and a port, such as `api.example.com:443`; an IPv6 address stands in brackets.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          a.example              ¦ a.example             ¦ A|AAAA
          a.example.             ¦ a.example.            ¦ A|AAAA
          a.example mx           ¦ a.example             ¦ MX
          _sip._tcp.example SRV  ¦ _sip._tcp.example     ¦ SRV
          *.example  TXT         ¦ *.example             ¦ TXT
          bücher.example CAA     ¦ bücher.example        ¦ CAA
          1.2.3 NS               ¦ 1.2.3                 ¦ NS
          """)
  void aQuestionHasTypes(String text, String name, String types) {
    assertThat(DnsQuestion.read(text + "\n", Placeholders.none()).value())
        .contains(new DnsQuestion(name, List.of(types.split("\\|"))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          a.example PTR   ¦ FB05 10-13: `PTR` isn't a type of record that can be asked for; HINT
          § a MXX§        ¦ FB05 3-6: `MXX` isn't a type of record that can be asked for; Did you mean `MX`?
          192.0.2.1       ¦ FB05 0-9: “192.0.2.1” is an address, and only names can be looked up; HINT
          fd00::1         ¦ FB05 0-7: “fd00::1” is an address, and only names can be looked up; HINT
          [fd00::1]       ¦ FB05 0-9: “[fd00::1]” is an address, and only names can be looked up; HINT
          a.example:53    ¦ FB05 0-12: “a.example:53” has a port, and only a name can be looked up; HINT
          a b c           ¦ FB05 0-5: “a b c” isn't a name and a record's type; HINT
          a..b            ¦ FB05 0-4: “a..b” isn't a name and a record's type; HINT
          .a              ¦ FB05 0-2: “.a” isn't a name and a record's type; HINT
          a/b             ¦ FB05 0-3: “a/b” isn't a name and a record's type; HINT
          MX MX MX        ¦ FB05 0-8: “MX MX MX” isn't a name and a record's type; HINT
          """)
  void aMistakeInAQuestion(String body, String told) {
    String types = "`A`, `AAAA`, `CAA`, `CNAME`, `MX`, `NS`, `SOA`, `SRV`, `TXT`";
    String hint =
        told.contains("type of record that")
            ? "There are " + types + "."
            : "Write a name, and one of " + types + " behind it where it isn't about addresses.";
    assertThat(told(DnsQuestion.read(body, OPEN).faults()))
        .containsExactly(told.replace("HINT", hint));
  }

  @Test
  void aNameIsBounded() {
    String label = "a".repeat(63);
    assertThat(DnsQuestion.read(label, OPEN).faults()).isEmpty();
    assertThat(DnsQuestion.read(label + "a", OPEN).faults()).hasSize(1);
    String longest = (label + ".").repeat(3) + "a".repeat(62);
    assertThat(longest).hasSize(254);
    assertThat(DnsQuestion.read(longest, OPEN).faults()).isEmpty();
    assertThat(DnsQuestion.read(longest + "a", OPEN).faults()).hasSize(1);
  }

  @Test
  void whatEachKindAnswers() {
    assertThat(shape(new HttpFence()))
        .isEqualTo(
            "Status:long DurationMs:long Headers:dynamic Body:string Json:dynamic Error:string, a row");
    assertThat(shape(new TcpFence()))
        .isEqualTo("Connected:bool DurationMs:long Error:string, a row");
    assertThat(shape(new TlsFence()))
        .isEqualTo(
            "Trusted:bool HostnameMatches:bool NotAfter:datetime DaysLeft:long Issuer:string"
                + " Chain:dynamic Protocol:string Error:string, a row");
    assertThat(shape(new DnsFence()))
        .isEqualTo("Name:string Type:string Ttl:long Value:string, maybe none");
  }

  @Test
  void standsAnyText() {
    Random random = new Random(6);
    String[] parts = {
      "GET",
      " ",
      "https://",
      "a.example",
      ":",
      "443",
      "/",
      "?",
      "#",
      "\n",
      "${host}",
      "${url}",
      "${text}",
      "${",
      "}",
      "[",
      "]",
      "::",
      "X: y",
      "HTTP/1.1",
      "😀",
      "é",
      "%",
      "@",
      "MX",
      ".",
      "//",
      "\t"
    };
    List<FenceType> types =
        List.of(new HttpFence(), new TcpFence(), new TlsFence(), new DnsFence());
    for (int i = 0; i < 3_000; i++) {
      String body =
          IntStream.range(0, random.nextInt(9))
              .mapToObj(n -> parts[random.nextInt(parts.length)])
              .collect(Collectors.joining());
      for (FenceType type : types) {
        for (BodyFault fault : type.faults(body, OPEN)) {
          assertThat(fault.from()).as(body).isBetween(0, fault.to());
          assertThat(fault.to()).as(body).isLessThanOrEqualTo(body.length());
        }
      }
    }
  }

  private static String shape(FenceType type) {
    String columns =
        type.columns("", Placeholders.none()).orElseThrow().stream()
            .map(column -> column.name() + ":" + column.type().kustoName())
            .collect(Collectors.joining(" "));
    return columns + (type.mayBeEmpty() ? ", maybe none" : ", a row");
  }

  private static HttpRequestText http(String body) {
    Body<HttpRequestText> read = HttpRequestText.read(body, Placeholders.none());
    assertThat(read.faults()).isEmpty();
    return read.value().orElseThrow();
  }

  private static List<String> told(List<BodyFault> faults) {
    return faults.stream()
        .map(
            fault ->
                "%s %d-%d: %s; %s"
                    .formatted(
                        fault.code().code(),
                        fault.from(),
                        fault.to(),
                        fault.message(),
                        fault.hint()))
        .toList();
  }
}
