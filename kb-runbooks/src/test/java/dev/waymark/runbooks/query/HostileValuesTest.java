package dev.waymark.runbooks.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.fixtures.Rounds;
import dev.waymark.kql.syntax.KqlLexer;
import dev.waymark.kql.syntax.Token;
import dev.waymark.kql.syntax.TokenKind;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.runbooks.fence.azure.MetricsFence;
import dev.waymark.runbooks.fence.command.BashFence;
import dev.waymark.runbooks.fence.command.ShellWord;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.fence.kql.ResourceGraphFence;
import dev.waymark.runbooks.fence.probe.HttpFence;
import dev.waymark.runbooks.fence.probe.TlsFence;
import dev.waymark.runbooks.fixtures.HostileValues;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Whatever a value holds, it stays one value at its place, or nothing is sent. */
class HostileValuesTest {
  @Test
  void inKql() {
    for (String value : HostileValues.texts(100_000)) {
      List<Token> tokens = new ArrayList<>();
      for (Token token : KqlLexer.tokens(bound(KqlFence.KIND, "T | where a == value", value))) {
        if (!token.kind().isTrivia() && token.kind() != TokenKind.END) {
          tokens.add(token);
        }
      }
      assertThat(tokens)
          .as(value)
          .extracting(Token::kind)
          .containsExactly(
              TokenKind.WORD,
              TokenKind.WORD,
              TokenKind.SYMBOL,
              TokenKind.STRING,
              TokenKind.SYMBOL,
              TokenKind.WORD,
              TokenKind.SYMBOL,
              TokenKind.WORD,
              TokenKind.WORD,
              TokenKind.SYMBOL,
              TokenKind.WORD);
    }
  }

  @Test
  void inResourceGraph() {
    String written = "resources | where a == value and b.value =~ 'value' // value\n| project c";
    List<Token> expected = tokens(written);
    for (String value : HostileValues.texts(Rounds.of(20_000, 100_000))) {
      List<Token> sent = tokens(bound(ResourceGraphFence.KIND, written, value));
      assertThat(sent).as(value).hasSameSizeAs(expected);
      for (int i = 0; i < sent.size(); i++) {
        if (i == 5) {
          assertThat(sent.get(i).kind()).as(value).isEqualTo(TokenKind.STRING);
        } else {
          assertThat(sent.get(i).text()).as(value).isEqualTo(expected.get(i).text());
        }
      }
    }
  }

  private static List<Token> tokens(String kql) {
    return KqlLexer.tokens(kql).stream()
        .filter(token -> token.kind() != TokenKind.WHITESPACE && token.kind() != TokenKind.END)
        .toList();
  }

  @Test
  void inCommands() {
    int sent = 0;
    for (String value : HostileValues.texts(Rounds.of(3_000, 100_000))) {
      String text = boundOrEmpty(BashFence.KIND, "az show -n ${value} \"a ${value}\" -g x", value);
      if (!text.isEmpty()) {
        assertThat(ShellWord.split(text).orElseThrow())
            .as(value)
            .extracting(ShellWord::value)
            .containsExactly("az", "show", "-n", value, "a " + value, "-g", "x");
        sent++;
      }
      text = boundOrEmpty(BashFence.KIND, "az show -n ${value} -g x", value);
      if (!text.isEmpty()) {
        assertThat(value).doesNotStartWith("-").doesNotStartWith("@").doesNotContain("\n");
        assertThat(ShellWord.split(text).orElseThrow())
            .as(value)
            .extracting(ShellWord::value)
            .containsExactly("az", "show", "-n", value, "-g", "x");
        sent++;
      }
    }
    assertThat(sent).isGreaterThan(500);
  }

  @Test
  void inUrls() {
    int sent = 0;
    for (String value : HostileValues.texts(Rounds.of(3_000, 100_000))) {
      String text =
          boundOrEmpty(HttpFence.KIND, "GET https://contoso.com/a/${value}/b?c=${value}", value);
      if (!text.isEmpty()) {
        URI uri = URI.create(text.substring(4));
        assertThat(uri.getHost()).isEqualTo("contoso.com");
        assertThat(uri.getRawPath().split("/", -1)).hasSize(4);
        assertThat(uri.getRawQuery()).startsWith("c=").doesNotContain("&");
        assertThat(uri.getRawFragment()).isNull();
        sent++;
      }
      text = boundOrEmpty(HttpFence.KIND, "GET https://${value}.contoso.com/a", value);
      if (!text.isEmpty()) {
        assertThat(URI.create(text.substring(4)).getHost()).endsWith(".contoso.com");
      }
    }
    assertThat(sent).isGreaterThan(1_500);
  }

  @Test
  void inHeadersAndBodies() throws JsonProcessingException {
    var json = new ObjectMapper();
    for (String value : HostileValues.texts(Rounds.of(3_000, 100_000))) {
      String text = boundOrEmpty(HttpFence.KIND, "GET https://a.b/\nX: ${value}", value);
      if (!text.isEmpty()) {
        assertThat(text.lines()).hasSize(2);
      }
      String body =
          bound(
              HttpFence.KIND,
              "POST https://a.b/\n\n{\"a\": ${value}, \"b\": \"-${value}\"}",
              value);
      JsonNode read = json.readTree(body.substring(body.indexOf('{')));
      assertThat(read.path("a").textValue()).isEqualTo(value);
      assertThat(read.path("b").textValue()).isEqualTo("-" + value);
      assertThat(read).hasSize(2);
    }
  }

  @Test
  void inYaml() {
    var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    for (String value : HostileValues.texts(Rounds.of(3_000, 100_000))) {
      Object read =
          yaml.load(bound(MetricsFence.KIND, "a: ${value}\nb: [x, \"${value}\"]\nc: 1\n", value));
      assertThat(read).as(value).isEqualTo(Map.of("a", value, "b", List.of("x", value), "c", 1));
    }
  }

  @Test
  void inHosts() {
    for (String value : HostileValues.texts(Rounds.of(3_000, 100_000))) {
      String text = boundOrEmpty(TlsFence.KIND, "${value}:443", value);
      assertThat(text).matches("|(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):443");
    }
  }

  private static String bound(FenceKind kind, String template, String value) {
    String text = boundOrEmpty(kind, template, value);
    assertThat(text).as(value).isNotEmpty();
    return text;
  }

  private static String boundOrEmpty(FenceKind kind, String template, String value) {
    Binding binding =
        Binding.of(
            BindingTest.check(kind, template, Map.of(), "value"), Map.of("value", value), Map.of());
    return binding instanceof Binding.Bound bound ? bound.query().text() : "";
  }
}
