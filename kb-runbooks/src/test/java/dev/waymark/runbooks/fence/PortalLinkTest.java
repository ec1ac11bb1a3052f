package dev.waymark.runbooks.fence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.fence.kql.ResourceGraphFence;
import dev.waymark.runbooks.fence.probe.TlsFence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PortalLinkTest {
  private static final String APIM =
      "/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/shop-rg/providers/Microsoft.ApiManagement/service/shop";

  @Test
  void logsOfAResourceOpenWithTheQueryZipped() throws IOException {
    String kql = "let window = timespan(1h);\nT | where A == \"ä + #&/\"";

    String link = link(query(KqlFence.KIND, kql, Map.of("resource", APIM))).orElseThrow();

    assertThat(link).startsWith("https://portal.azure.com/#blade/").doesNotContain(" ", "\n", "+");
    assertThat(link)
        .contains(
            "/resourceId/%2Fsubscriptions%2F00000000-0000-0000-0000-000000000002%2FresourceGroups%2Fshop-rg");
    String q = link.substring(link.indexOf("/q/") + 3);
    byte[] zipped = Base64.getDecoder().decode(URLDecoder.decode(q, StandardCharsets.UTF_8));
    try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(zipped))) {
      assertThat(new String(text.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(kql);
    }
  }

  @Test
  void resourceGraphOpensWithTheQueryItself() {
    assertThat(link(query(ResourceGraphFence.KIND, "resources | take 1", Map.of())))
        .contains(
            "https://portal.azure.com/#blade/HubsExtension/ArgQueryBlade/query/resources%20%7C%20take%201");
  }

  @Test
  void whatThePortalCannotOpenHasNoLink() {
    Map<String, String> number = Map.of("workspace", "5f3a9f0e-52a1-4c1c-9a4e-0d6f1a5c7b21");
    assertThat(link(query(KqlFence.KIND, "T", number))).isEmpty();
    assertThat(link(query(TlsFence.KIND, "shop.example:443", Map.of()))).isEmpty();
    StringBuilder endless = new StringBuilder();
    new Random(1).ints(20_000, 'a', 'z').forEach(c -> endless.append((char) c));
    assertThat(link(query(ResourceGraphFence.KIND, endless.toString(), Map.of()))).isEmpty();
  }

  private static Optional<String> link(BoundQuery query) {
    return FenceTypes.of(query.kind()).portalLink(query);
  }

  private static BoundQuery query(FenceKind kind, String text, Map<String, String> options) {
    return new BoundQuery(kind, text, options);
  }
}
