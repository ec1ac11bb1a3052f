package dev.waymark.runbooks.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.CodeBlock;
import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Position;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.fence.azure.MetricsFence;
import dev.waymark.runbooks.fence.command.AzureCliFence;
import dev.waymark.runbooks.fence.command.BashFence;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.fence.kql.ResourceGraphFence;
import dev.waymark.runbooks.fence.probe.DnsFence;
import dev.waymark.runbooks.fence.probe.HttpFence;
import dev.waymark.runbooks.fence.probe.TcpFence;
import dev.waymark.runbooks.fence.probe.TlsFence;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingTest {
  private static final String ONE = "11111111-2222-3333-4444-555555555555";
  private static final String OTHER = "11111111-2222-3333-4444-666666666666";

  @Test
  void kqlGetsALineForEachNameItUses() {
    CompiledCheck check =
        check(KqlFence.KIND, "T\n| where Time > ago(window)", Map.of(), "window", "api");
    Map<String, Object> params =
        Map.of("window", Duration.ofHours(1), "api", "a\"b", "unused", 1L, "workspace", ONE);
    Binding binding = Binding.of(check, params, Map.of("api", "from before"));
    assertThat(((Binding.Bound) binding).query().text())
        .isEqualTo(
            """
            let window = timespan(0.01:00:00.0000000);
            let api = "from before";
            T
            | where Time > ago(window)\
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      textBlock =
          """
          resources | where id =~ vault                      ¦ resources | where id =~ "a\\"b"
          resources | where id=~vault and name!=vault        ¦ resources | where id=~"a\\"b" and name!="a\\"b"
          resources | where id in~ (vault, 'vault')          ¦ resources | where id in~ ("a\\"b", 'vault')
          resources | where x.vault == 1 // vault            ¦ resources | where x.vault == 1 // vault
          resources | where properties['vault'] == vault     ¦ resources | where properties['vault'] == "a\\"b"
          resources | where ['vault'] == 1                   ¦ resources | where ['vault'] == 1
          resources | project vault = name                   ¦ resources | project vault = name
          resources | project name, vault                    ¦ resources | project name, vault = "a\\"b"
          resources | extend n = strcat(name, vault)         ¦ resources | extend n = strcat(name, "a\\"b")
          resources | extend tostring(bag.k)                 ¦ resources | extend bag_k = tostring(dynamic({"k": [1]}).k)
          resources | summarize countif(id == vault) by vault ¦ resources | summarize countif(id == "a\\"b") by vault = "a\\"b"
          resources | project-away vault                     ¦ resources | project-away vault
          resources | join kind=inner (resources | where id == vault) on vault ¦ resources | join kind=inner (resources | where id == "a\\"b") on vault
          resources | where now() - todatetime(t) < window   ¦ resources | where now() - todatetime(t) < timespan(0.01:00:00.0000000)
          resources | where n == -count                      ¦ resources | where n == -long(5)
          resources | summarize count() | where count > 1    ¦ resources | summarize count() | where long(5) > 1
          where id =~ vault                                  ¦ where id =~ "a\\"b"
          """)
  void resourceGraphGetsALiteralInThePlaceOfEachName(String written, String sent) {
    Map<String, Object> values =
        Map.of(
            "vault",
            "a\"b",
            "window",
            Duration.ofHours(1),
            "count",
            5L,
            "inner",
            "x",
            "bag",
            Map.of("k", List.of(1L)));
    CompiledCheck check =
        check(
            ResourceGraphFence.KIND,
            written,
            Map.of("rows", "5"),
            values.keySet().toArray(new String[0]));
    BoundQuery query = ((Binding.Bound) Binding.of(check, values, Map.of())).query();
    assertThat(query.text()).isEqualTo(sent);
    assertThat(query.options()).containsEntry("rows", "5").doesNotContainKey("bound-lines");
    assertThat(query.written(new Position(1, sent.length() + 1)))
        .contains(new Position(1, written.length() + 1));
  }

  @Test
  void resourceGraphNeedsOnlyWhatItNames() {
    CompiledCheck check =
        check(ResourceGraphFence.KIND, "resources | project a = name", Map.of(), "a");
    assertThat(Binding.of(check, Map.of(), Map.of())).isInstanceOf(Binding.Bound.class);
    assertThat(
            unbound(
                check(ResourceGraphFence.KIND, "resources | where id == a", Map.of(), "a"),
                Map.of()))
        .isEqualTo("`a` has no value here");
  }

  @Test
  void kqlNamesItsTarget() {
    Map<String, Object> values =
        Map.of("workspace", ONE, "other", OTHER, "apim", "/subscriptions/" + ONE);
    assertThat(options(Map.of(), values)).isEqualTo(Map.of("workspace", ONE));
    assertThat(options(Map.of("workspace", "other", "rows", "5"), values))
        .isEqualTo(Map.of("workspace", OTHER, "rows", "5"));
    assertThat(options(Map.of("resource", "apim"), values))
        .isEqualTo(Map.of("resource", "/subscriptions/" + ONE));
    assertThat(unbound(check(KqlFence.KIND, "T", Map.of()), Map.of("workspace", "logs")))
        .isEqualTo(
            "`workspace` isn't a workspace that can be asked: `logs` is neither a GUID nor a resource"
                + " id (at character 1)");
    assertThat(
            unbound(
                check(KqlFence.KIND, "T", Map.of("resource", "apim")),
                Map.of("apim", "/subscriptions/" + ONE + "#x")))
        .isEqualTo(
            "`apim` isn't a resource that can be asked: `"
                + ONE
                + "#x`: the id of a subscription is a GUID (at character 16)");
  }

  /** Whatever else a text holds, a value in it stays one part of a path. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          resource: /subscriptions/s/resourceGroups/${a}/x ¦ g/providers/A.b
          resource: /subscriptions/s/resourceGroups/${a}/x ¦ ..
          resource: /subscriptions/s/resourceGroups/${a}/x ¦ .
          resource: /subscriptions/${a}${a}                ¦ .
          resource: /subscriptions/${a}${a}                ¦ x/y
          resource: "/subscriptions/${a}/x"                ¦ ''
          filter: ${a}                                     ¦ x eq 'y'
          filter: x eq '${a}'                              ¦ y' or x eq '*
          """)
  void aValueIsNoMoreThanItsPartOfThePath(String body, String value) {
    String text = "metrics: [m]\n" + body + "\n";
    assertThat(unbound(check(MetricsFence.KIND, text, Map.of()), Map.of("a", value))).isNotBlank();
    String command = "az resource list --ids x --tag " + body.substring(body.indexOf(' ') + 1);
    if (body.startsWith("resource")) {
      assertThat(unbound(check(BashFence.KIND, command, Map.of()), Map.of("a", value)))
          .isNotBlank();
    }
  }

  @Test
  void aMissingValueIsTold() {
    assertThat(unbound(check(KqlFence.KIND, "T | where x == n", Map.of(), "n"), Map.of()))
        .isEqualTo("`n` has no value here");
    assertThat(unbound(check(TlsFence.KIND, "${host}:443", Map.of()), Map.of()))
        .isEqualTo("`host` has no value here");
  }

  @Test
  void aValueThatKqlCantHoldIsTold() {
    assertThat(unbound(check(KqlFence.KIND, "T", Map.of(), "at"), Map.of("at", Instant.MAX)))
        .startsWith("`at` can't be written in KQL: ");
  }

  @Test
  void hosts() {
    Map<String, Object> values =
        Map.of("host", "api.contoso.com", "port", 8443L, "both", "db:5432", "bad", "a b");
    assertThat(bound(TlsFence.KIND, "${host}:443\n", values)).isEqualTo("api.contoso.com:443");
    assertThat(bound(TcpFence.KIND, "${host}:${port}", values)).isEqualTo("api.contoso.com:8443");
    assertThat(bound(TcpFence.KIND, "${both}", values)).isEqualTo("db:5432");
    assertThat(bound(DnsFence.KIND, "${host} AAAA", values)).isEqualTo("api.contoso.com AAAA");
    assertThat(unbound(check(TcpFence.KIND, "${both}:443", Map.of()), values))
        .isEqualTo(
            "“db:5432:443” isn't a host: `5432:443` isn't a port from 1 to 65535 (at character 4)");
    assertThat(unbound(check(TcpFence.KIND, "${bad}:443", Map.of()), values))
        .startsWith("`bad` isn't a host name: `a b` can't be part of a host's name");
  }

  @Test
  void addressesOfIpv6KeepTheirBracketsAndPorts() {
    Map<String, Object> values =
        Map.of("host", "fd00::1", "bracketed", "[fd00::1]", "port", 8443L, "both", "[fd00::1]:22");
    for (FenceKind kind : List.of(TcpFence.KIND, TlsFence.KIND)) {
      assertThat(bound(kind, "${host}:${port}", values)).isEqualTo("[fd00::1]:8443");
      assertThat(bound(kind, "${bracketed}:${port}", values)).isEqualTo("[fd00::1]:8443");
      assertThat(bound(kind, "${both}", values)).isEqualTo("[fd00::1]:22");
      assertThat(bound(kind, "${host}", values)).isEqualTo("[fd00::1]");
    }
    assertThat(bound(HttpFence.KIND, "GET https://${host}:${port}/health", values))
        .isEqualTo("GET https://[fd00::1]:8443/health");
    assertThat(bound(HttpFence.KIND, "https://${both}/", values))
        .isEqualTo("https://[fd00::1]:22/");
  }

  @Test
  void urls() {
    Map<String, Object> values =
        Map.of(
            "base", "https://api.contoso.com/v1/",
            "query", "https://api.contoso.com/?a=1",
            "host", "api.contoso.com:8443",
            "part", "a/b?c#d é",
            "up", "..",
            "file", "file:///etc/passwd");
    assertThat(http("GET ${base}", values)).isEqualTo("GET https://api.contoso.com/v1/");
    assertThat(http("GET ${base}/health HTTP/1.1", values))
        .isEqualTo("GET https://api.contoso.com/v1/health HTTP/1.1");
    assertThat(http("${base}?x=${part}", values))
        .isEqualTo("https://api.contoso.com/v1/?x=a%2Fb%3Fc%23d%20%C3%A9");
    assertThat(http("HEAD https://${host}/${part}/x?y=${part}#z", values))
        .isEqualTo(
            "HEAD https://api.contoso.com:8443/a%2Fb%3Fc%23d%20%C3%A9/x?y=a%2Fb%3Fc%23d%20%C3%A9#z");
    for (String refused :
        List.of(
            "GET https://contoso.com/${up}/x",
            "GET ${file}",
            "GET ${query}/more",
            "GET ${base}.evil.com/",
            "GET ${host}",
            "GET https://user@${part}/",
            "${up} https://contoso.com/",
            "GET https://contoso.com/ ${up}")) {
      assertThat(binding(HttpFence.KIND, refused, values))
          .as(refused)
          .isInstanceOf(Binding.Unbound.class);
    }
  }

  @Test
  void headersAndBodies() {
    Map<String, Object> values =
        Map.of("id", "a\"b\\c\n", "n", 5L, "line", "x\r\nHost: evil", "token", "abc 1");
    assertThat(http("GET https://a.b/\nX-Id: ${token};q=1", values))
        .isEqualTo("GET https://a.b/\nX-Id: abc 1;q=1");
    assertThat(
            http("POST https://a.b/\n\n{\"id\": \"x-${id}\", \"n\": ${n}, \"m\": ${id}}", values))
        .isEqualTo(
            "POST https://a.b/\n\n"
                + "{\"id\": \"x-a\\\"b\\\\c\\n\", \"n\": 5, \"m\": \"a\\\"b\\\\c\\n\"}");
    assertThat(
            http(
                "POST https://a.b/\nContent-Type: application/x-www-form-urlencoded\n\na=${id}&b=1",
                values))
        .endsWith("\n\na=a%22b%5Cc%0A&b=1");
    assertThat(unbound(check(HttpFence.KIND, "GET https://a.b/\nX: ${line}", Map.of()), values))
        .isEqualTo("`line` holds characters that no header may have");
    assertThat(unbound(check(HttpFence.KIND, "GET https://a.b/\n${n}: 1", Map.of()), values))
        .isEqualTo("No value may stand in a header's name");
    assertThat(
            unbound(check(HttpFence.KIND, "POST https://a.b/\n\n<a>${id}</a>", Map.of()), values))
        .startsWith("Values may stand in a body of JSON or of a form only");
  }

  @Test
  void commands() {
    Map<String, Object> values =
        Map.of("name", "it's $(id); rm", "group", "rg-1", "window", Duration.ofMinutes(90));
    assertThat(command("az apim show -n ${name} -g ${group} # ${name}", values))
        .isEqualTo("az apim show -n 'it'\\''s $(id); rm' -g rg-1 # ${name}");
    assertThat(command("az x --offset=${window} \\\n  --query \"[?g=='${group}']\"", values))
        .isEqualTo("az x --offset=90m \\\n  --query '[?g=='\\''rg-1'\\'']'");
    assertThat(unbound(check(BashFence.KIND, "x --query \"[?n=='${name}']\"", Map.of()), values))
        .startsWith("`name` stands in the middle of other text");
    assertThat(unbound(check(BashFence.KIND, "cat <<EOF\n${group}\nEOF", Map.of()), values))
        .startsWith("The command has a here-document");
    assertThat(unbound(check(BashFence.KIND, "echo 'a ${group}", Map.of()), values))
        .startsWith("The command has a quote that isn't closed");
  }

  @Test
  void yaml() {
    Map<String, Object> values =
        Map.of(
            "apim",
            "/subscriptions/" + ONE,
            "window",
            Duration.ofHours(1),
            "odd",
            "a\": b\n- c 😀");
    String template =
        """
        # über 😀
        resource: ${apim}
        metrics: [Requests, "${odd}"]
        window: ${window}   # as asked
        filter: Api eq '${apim}'
        """;
    assertThat(bound(MetricsFence.KIND, template, values))
        .isEqualTo(
            """
            # über 😀
            resource: "/subscriptions/11111111-2222-3333-4444-555555555555"
            metrics: [Requests, "a\\": b\\u000A- c \\uD83D\\uDE00"]
            window: "1h"   # as asked
            filter: "Api eq '/subscriptions/11111111-2222-3333-4444-555555555555'"
            """);
    assertThat(unbound(check(MetricsFence.KIND, "filter: a eq '${odd}'", Map.of()), values))
        .startsWith("`odd` stands in the middle of other text");
    assertThat(unbound(check(MetricsFence.KIND, "a: |\n  ${apim}\n", Map.of()), values))
        .isEqualTo("No value may stand in a block of text");
    assertThat(unbound(check(MetricsFence.KIND, "a: [${apim}", Map.of()), values))
        .startsWith("The fence isn't YAML: ");
  }

  @Test
  void whatPeopleCopyHasTheValuesInIt() {
    Map<String, Object> values = Map.of("name", "it's", "window", Duration.ofHours(1));
    assertThat(shown("azurecli", "az x -n ${name}", values))
        .isEqualTo(new CopyableFence("az x -n 'it'\\''s'", Optional.empty()));
    assertThat(shown("kql timeout=5s", "T | where Time > ago(window)", values).text())
        .isEqualTo("let window = timespan(0.01:00:00.0000000);\nT | where Time > ago(window)");
    assertThat(shown("xml", "<a>${name}</a>", values))
        .isEqualTo(new CopyableFence("<a>${name}</a>", Optional.empty()));
    assertThat(shown("bash", "x ${other}", values))
        .isEqualTo(new CopyableFence("x ${other}", Optional.of("`other` has no value here")));
  }

  private static CopyableFence shown(String info, String body, Map<String, Object> values) {
    var file = new SourceFile("fence", body);
    var span = new SourceSpan(0, body.length());
    return CopyableFence.of(
        new CodeBlock(info, Excerpt.of(file, span), span), Set.of(), values, Map.of());
  }

  private static String http(String template, Map<String, Object> values) {
    return bound(HttpFence.KIND, template, values);
  }

  private static String command(String template, Map<String, Object> values) {
    return bound(AzureCliFence.KIND, template, values);
  }

  private static String bound(FenceKind kind, String template, Map<String, Object> values) {
    Binding binding = binding(kind, template, values);
    assertThat(binding).isInstanceOf(Binding.Bound.class);
    return ((Binding.Bound) binding).query().text();
  }

  private static Map<String, String> options(
      Map<String, String> options, Map<String, Object> values) {
    Binding binding = Binding.of(check(KqlFence.KIND, "T", options), values, Map.of());
    return ((Binding.Bound) binding).query().options();
  }

  private static Binding binding(FenceKind kind, String body, Map<String, Object> values) {
    return Binding.of(check(kind, body, Map.of()), values, Map.of());
  }

  private static String unbound(CompiledCheck check, Map<String, Object> values) {
    Binding binding = Binding.of(check, values, Map.of());
    assertThat(binding).isInstanceOf(Binding.Unbound.class);
    return ((Binding.Unbound) binding).message();
  }

  static CompiledCheck check(
      FenceKind kind, String body, Map<String, String> options, String... names) {
    var file = new SourceFile("fence", body);
    var span = new SourceSpan(0, body.length());
    var fence = new Fence(kind, options, Excerpt.of(file, span), span);
    return new CompiledCheck(fence, List.of(names), List.of(), List.of());
  }
}
