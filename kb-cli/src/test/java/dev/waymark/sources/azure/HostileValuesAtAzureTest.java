package dev.waymark.sources.azure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.cli.stub.StubRequest;
import dev.waymark.fixtures.Rounds;
import dev.waymark.kql.syntax.KqlLexer;
import dev.waymark.kql.syntax.Token;
import dev.waymark.kql.syntax.TokenKind;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.fence.azure.ActivityLogFence;
import dev.waymark.runbooks.fence.azure.MetricsFence;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.fence.kql.ResourceGraphFence;
import dev.waymark.runbooks.fixtures.HostileValues;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Whatever a value holds, the requests that reach Azure are those of a harmless one: the same in
 * number, at the same path but for the value's own segments, with parameters of the same names, and
 * with the same tokens.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileValuesAtAzureTest {
  /** Of values with requests of their own. */
  private static final int COUNT = Rounds.of(40, 20_000);

  /** Of values that go together in one request. */
  private static final int TEXTS = Rounds.of(500, 100_000);

  private static final String HARMLESS = HostileValues.RESOURCE;
  private static final String IN_GROUP =
      "subscription: 00000000-0000-0000-0000-000000000002\nresource-group: ${value}\n";
  private static final String IN_NAMESPACE =
      "resource: " + HARMLESS + "\nmetrics: [Requests]\nnamespace: ${value}\nwindow: 1h\n";

  private final List<StubRequest> requests = Collections.synchronizedList(new ArrayList<>());
  private AzureBench azure;

  @BeforeAll
  void start() throws IOException {
    azure =
        new AzureBench(
            request -> {
              requests.add(request);
              return AzureFaultsTest.GOOD.reply(request);
            });
  }

  @AfterAll
  void stop() {
    azure.close();
  }

  @Test
  void ofMetrics() {
    resources(MetricsFence.KIND, "resource: ${value}\nmetrics: [Requests]\n", Map.of());
  }

  @Test
  void ofTheActivityLog() {
    resources(ActivityLogFence.KIND, "resource: ${value}\nwindow: 1h\n", Map.of());
  }

  /** Texts without a grammar of their own are one value of one parameter. */
  @Test
  void inTheNamespaceOfMetrics() {
    List<StubRequest> expected =
        asked(bound(MetricsFence.KIND, IN_NAMESPACE, Map.of(), "harmless").orElseThrow());
    for (String value : HostileValues.texts(COUNT / 4)) {
      List<StubRequest> sent =
          asked(bound(MetricsFence.KIND, IN_NAMESPACE, Map.of(), value).orElseThrow());
      if (sent.isEmpty()) {
        assertThat(UTF_8.newEncoder().canEncode(value)).as(value).isFalse();
        continue;
      }
      assertThat(sent).as(value).hasSameSizeAs(expected);
      for (int i = 0; i < sent.size(); i++) {
        assertThat(sent.get(i).path()).as(value).isEqualTo(expected.get(i).path());
        assertThat(sent.get(i).query().keySet())
            .as(value)
            .isEqualTo(expected.get(i).query().keySet());
        assertThat(sent.get(i).query().get("metricnamespace")).as(value).isEqualTo(value.strip());
      }
    }
  }

  @Test
  void inTheGroupOfTheActivityLog() {
    List<StubRequest> expected =
        asked(bound(ActivityLogFence.KIND, IN_GROUP, Map.of(), "harmless").orElseThrow());
    int sent = 0;
    for (String value : HostileValues.like("harmless", COUNT)) {
      List<StubRequest> asked =
          asked(bound(ActivityLogFence.KIND, IN_GROUP, Map.of(), value).orElseThrow());
      if (!asked.isEmpty()) {
        same(asked, expected, "harmless", value.strip());
        sent++;
      }
    }
    assertThat(sent).isPositive();
  }

  /** A group that is left out would be the whole subscription. */
  @Test
  void aBlankValueIsNoneThatIsLeftOut() {
    for (String blank : List.of("", " ", "\t", "\n")) {
      for (BoundQuery query :
          List.of(
              bound(ActivityLogFence.KIND, IN_GROUP, Map.of(), blank).orElseThrow(),
              bound(MetricsFence.KIND, IN_NAMESPACE, Map.of(), blank).orElseThrow())) {
        assertThat(asked(query)).as(query.text()).isEmpty();
      }
    }
  }

  @Test
  void ofTheLogsOfAResource() {
    resources(KqlFence.KIND, "T | take 1", Map.of("resource", "value"));
  }

  @Test
  void ofLogsInAWorkspace() {
    String guid = AzureBench.WORKSPACE;
    List<StubRequest> expected =
        asked(bound(KqlFence.KIND, "T", Map.of("workspace", "value"), guid).orElseThrow());
    int sent = 0;
    for (String value : HostileValues.like(guid, COUNT)) {
      Optional<BoundQuery> query = bound(KqlFence.KIND, "T", Map.of("workspace", "value"), value);
      assertThat(HostileValues.given(ParameterType.WORKSPACE, value.strip()).isPresent())
          .as(value)
          .isEqualTo(
              bound(KqlFence.KIND, "T", Map.of("workspace", "value"), value.strip()).isPresent());
      if (query.isPresent()) {
        same(asked(query.get()), expected, guid, value.split(",")[0].strip());
        sent++;
      }
    }
    assertThat(sent).isLessThan(COUNT / 10);
  }

  @Test
  void inTheTextOfLogs() throws IOException {
    texts(KqlFence.KIND, "T | where b has 'value' %s | project c");
  }

  @Test
  void inTheTextOfResourceGraph() throws IOException {
    texts(ResourceGraphFence.KIND, "resources | where b has 'value' %s | project id");
  }

  /** Ids of resources, given by a person or an alert, and remembered by a step. */
  private void resources(FenceKind kind, String template, Map<String, String> options) {
    List<StubRequest> expected = asked(bound(kind, template, options, HARMLESS).orElseThrow());
    int sent = 0;
    for (String value : HostileValues.resources(COUNT)) {
      Optional<BoundQuery> query = bound(kind, template, options, value);
      Optional<Object> given = HostileValues.given(ParameterType.RESOURCE, value);
      if (given.isEmpty()) {
        // Of a value without a type, some are told here and some by the source; none is sent.
        query.ifPresent(unread -> assertThat(asked(unread)).as(value).isEmpty());
      } else {
        String id = (String) given.get();
        same(asked(bound(kind, template, options, id).orElseThrow()), expected, HARMLESS, id);
        sent++;
      }
    }
    assertThat(sent).isBetween(COUNT / 3, COUNT * 2 / 3);
  }

  private void texts(FenceKind kind, String template) throws IOException {
    for (List<String> values : HostileValues.groups(HostileValues.texts(TEXTS))) {
      List<Token> expected =
          tokens(wire(kind, template, Collections.nCopies(values.size(), "harmless")));
      List<Token> sent = tokens(wire(kind, template, values));
      assertThat(sent).as("%s", values).extracting(Token::kind).isEqualTo(kinds(expected));
      int literals = 0;
      for (int i = 0; i < sent.size(); i++) {
        if (expected.get(i).text().contains("harmless")) {
          literals++;
        } else {
          assertThat(sent.get(i).text()).as("%s", values).isEqualTo(expected.get(i).text());
        }
      }
      assertThat(literals).isEqualTo(values.size());
    }
  }

  private String wire(FenceKind kind, String template, List<String> values) throws IOException {
    BoundQuery query =
        HostileValues.allRemembered(kind, template, "and a == value and c has 'value'", values);
    List<StubRequest> asked = asked(query);
    assertThat(asked).as("%s", values).hasSize(1);
    JsonNode body = new ObjectMapper().readTree(asked.get(0).body());
    assertThat(body.path("query").textValue()).isEqualTo(query.text());
    return body.path("query").textValue();
  }

  private static List<Token> tokens(String kql) {
    return KqlLexer.tokens(kql).stream()
        .filter(token -> !token.kind().isTrivia() && token.kind() != TokenKind.END)
        .toList();
  }

  private static List<TokenKind> kinds(List<Token> tokens) {
    return tokens.stream().map(Token::kind).toList();
  }

  private static Optional<BoundQuery> bound(
      FenceKind kind, String template, Map<String, String> options, String value) {
    return HostileValues.remembered(kind, template, options, value);
  }

  private List<StubRequest> asked(BoundQuery query) {
    requests.clear();
    Map<String, String> options = new TreeMap<>(query.options());
    options.putIfAbsent("workspace", AzureBench.WORKSPACE);
    azure
        .azure()
        .attempt(
            new Request.Ask(1, "step", 1, new BoundQuery(query.kind(), query.text(), options)),
            1,
            Duration.ofSeconds(20));
    return List.copyOf(requests);
  }

  private static void same(
      List<StubRequest> sent, List<StubRequest> expected, String harmless, String value) {
    assertThat(sent).as(value).hasSameSizeAs(expected);
    for (int i = 0; i < sent.size(); i++) {
      StubRequest request = sent.get(i);
      StubRequest template = expected.get(i);
      assertThat(request.path()).as(value).isEqualTo(template.path().replace(harmless, value));
      assertThat(request.method()).isEqualTo(template.method());
      assertThat(request.query().keySet()).as(value).isEqualTo(template.query().keySet());
      assertThat(request.headers().keySet()).isEqualTo(template.headers().keySet());
      assertThat(filter(request))
          .as(value)
          .isEqualTo(filter(template).replace(harmless, value.replace("'", "''")));
      assertThat(request.body()).as(value).isEqualTo(template.body());
    }
  }

  /** The filter of the activity log without its times. */
  private static String filter(StubRequest request) {
    return request.query().getOrDefault("$filter", "").replaceAll("'\\d{4}-[0-9T:.-]+Z'", "time");
  }
}
