package dev.waymark.runbooks.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.fixtures.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an author writes, nothing of it runs in the page of somebody else. */
class HostileMarkdownTest {
  /** Every place of Markdown that lets through another part of a text. */
  private static final List<String> PLACES =
      List.of(
          "%s",
          "text %s text",
          "# %s",
          "- [ ] %s",
          "> %s",
          "| a |\n|---|\n| %s |",
          "```%s\ncode\n```",
          "```\n%s\n```",
          "`%s`",
          "[%s](#a)",
          "[a](%s)",
          "[a](<%s>)",
          "[a](#b \"%s\")",
          "![%s](a.png)",
          "![a](%s)",
          "![a](<%s>)",
          "<%s>",
          "[a]\n\n[a]: %s",
          "![a]\n\n[a]: <%s> \"%s\"",
          "<div>\n%s\n</div>",
          "<!-- %s -->");

  private static final List<String> PAYLOADS =
      List.of(
          "<script>alert(1)</script>",
          "<script src=//e.org/x.js>",
          "</code></pre><script>alert(1)</script>",
          "<img src=x onerror=alert(1)>",
          "<svg/onload=alert(1)>",
          "<svg><script>alert&#40;1)</script></svg>",
          "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
          "<a href=javascript:alert(1)>x</a>",
          "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
          "<form action=//e.org><input name=password></form>",
          "<input type=checkbox>",
          "<style>*{background:url(//e.org)}</style>",
          "<base href=//e.org/>",
          "<meta http-equiv=refresh content=0;url=//e.org>",
          "<object data=data:text/html,x>",
          "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
          "<p id=\"location\" style=\"position:fixed\" onmouseover=alert(1)>",
          "<![CDATA[<script>alert(1)</script>]]>",
          "<?php echo 1 ?>",
          "<!--><script>alert(1)</script>-->",
          "<!-- --!><script>alert(1)</script>-->",
          "javascript:alert(1)",
          "JaVaScRiPt:alert(1)",
          "java\tscript:alert(1)",
          "\u0001javascript:alert(1)",
          "javascript&colon;alert(1)",
          "&#x6A;avascript:alert(1)",
          "&#106&#97vascript:alert(1)",
          "javascript\\:alert(1)",
          "javascript%3Aalert(1)",
          "vbscript:msgbox(1)",
          "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
          "blob:https://e.org/x",
          "file:///etc/passwd",
          "ms-msdt:/id",
          "//e.org",
          "\\\\e.org",
          "/\\e.org",
          "https:e.org",
          "http://e.org/\" onmouseover=\"alert(1)",
          "http://e.org/' onmouseover='alert(1)",
          "x\" onclick=\"alert(1)",
          "x' onclick='alert(1)' y='",
          "`><script>alert(1)</script>",
          "\"><script>alert(1)</script>",
          "]]><script>alert(1)</script>",
          "[x](javascript:alert(1))",
          "![x](javascript:alert(1))",
          "<javascript:alert(1)>",
          "{{constructor.constructor('alert(1)')()}}",
          "{cdi:vertx} ${7*7} #{7*7} <%= 7*7 %>",
          "\u2028<script>alert(1)</script>\u2029",
          "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
          "<x\u0000onclick=alert(1)>",
          "\uD800<script>alert(1)</script>",
          "language-x onclick=alert(1)",
          "x&quot;onclick=alert(1)");

  private static void assertHarmless(String markdown) {
    assertThat(SafeHtml.harm(MarkdownHtml.render(markdown, LinkResolver.asWritten())))
        .as(markdown)
        .isEmpty();
    assertThat(SafeHtml.harm(MarkdownHtml.renderLine(markdown, LinkResolver.asWritten())))
        .as(markdown)
        .isEmpty();
  }

  private static void assertHarmlessEverywhere(String payload) {
    PLACES.forEach(place -> assertHarmless(place.replace("%s", payload)));
  }

  @Test
  void ownPayloadsAreHarmlessEverywhere() {
    PAYLOADS.forEach(HostileMarkdownTest::assertHarmlessEverywhere);
  }

  @Test
  void payloadsOfASanitisersTestsAreHarmlessEverywhere() throws IOException {
    Optional<Path> corpus = TestFiles.corpus("xss");
    assumeTrue(corpus.isPresent(), "shared/corpora/xss lies beside no parent folder");
    List<String> payloads = new ArrayList<>();
    for (String line : Files.readAllLines(corpus.get().resolve("dompurify-payloads.jsonl"))) {
      payloads.add(new ObjectMapper().readTree(line).get("payload").asText());
    }
    assertThat(payloads).hasSizeGreaterThan(100);
    payloads.forEach(HostileMarkdownTest::assertHarmlessEverywhere);
  }

  @Test
  void mixturesAreHarmless() {
    Random random = new Random(403);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int part = 0; part < 4; part++) {
        String payload = PAYLOADS.get(random.nextInt(PAYLOADS.size()));
        int from = random.nextInt(payload.length());
        String piece = payload.substring(random.nextBoolean() ? 0 : from);
        text.append(PLACES.get(random.nextInt(PLACES.size())).replace("%s", piece))
            .append(random.nextBoolean() ? "\n\n" : "");
      }
      assertHarmless(text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>a</script>",
        "<p onclick=a>b</p>",
        "<a href=' javascript:a'>b</a>",
        "<a href=data:a>b</a>",
        "<a href=https://e.org>b</a>",
        "<a href=//e.org>b</a>",
        "<img src=https://e.org/a.png>",
        "<input type=checkbox>",
        "<p style=a>b</p>",
        "<p id=a>b</p>",
        "<svg></svg>",
      })
  void theCheckItselfFindsHarm(String html) {
    assertThat(SafeHtml.harm(html)).isNotEmpty();
  }
}
