package dev.waymark.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KqlLiteralTest {
  @Test
  void writesEachType() {
    assertThat(KqlLiteral.of("a\"b\\c\n\u0001é")).isEqualTo("\"a\\\"b\\\\c\\n\\u0001é\"");
    assertThat(KqlLiteral.of(-5L)).isEqualTo("long(-5)");
    assertThat(KqlLiteral.of(5)).isEqualTo("int(5)");
    assertThat(KqlLiteral.of(1.5)).isEqualTo("real(1.5)");
    assertThat(KqlLiteral.of(Double.NEGATIVE_INFINITY)).isEqualTo("real(-inf)");
    assertThat(KqlLiteral.of(new BigDecimal("1E+3"))).isEqualTo("decimal(1000)");
    assertThat(KqlLiteral.of(true)).isEqualTo("true");
    assertThat(KqlLiteral.of(Duration.ofHours(25))).isEqualTo("timespan(1.01:00:00.0000000)");
    assertThat(KqlLiteral.of(Duration.ofMillis(-1500))).isEqualTo("timespan(-0.00:00:01.5000000)");
    assertThat(KqlLiteral.of(Instant.parse("2026-11-01T02:03:04.5Z")))
        .isEqualTo("datetime(2026-11-01T02:03:04.5000000Z)");
    assertThat(KqlLiteral.of(new UUID(1, 2)))
        .isEqualTo("guid(00000000-0000-0001-0000-000000000002)");
    var bag = new LinkedHashMap<String, Object>();
    bag.put("k)", List.of(1L, "x"));
    bag.put("n", null);
    assertThat(KqlLiteral.of(bag)).isEqualTo("dynamic({\"k)\": [1, \"x\"], \"n\": null})");
    assertThat(KqlLiteral.let("window", Duration.ofMinutes(5)))
        .isEqualTo("let window = timespan(0.00:05:00.0000000);\n");
  }

  @Test
  void refusesWhatHasNoLiteral() {
    assertThatThrownBy(() -> KqlLiteral.of(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> KqlLiteral.of(Instant.MAX))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> KqlLiteral.of(Duration.ofSeconds(Long.MAX_VALUE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> KqlLiteral.let("a; drop", 1L))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a; drop");
  }

  @Test
  void noStringBecomesSyntax() {
    var random = new Random(42);
    String[] hostile = {
      "\"", "'", "\\", "\\\"", ";", "|", "\n", "\r", "\r\n", "//", "/*", "```", "~~~", "@\"", "h'",
      "let x", "$(", "{{", "\u2028", "\u0085", "\uD800", "\uDC00", "\u0000", "ab", " ", "\\u0022"
    };
    for (int round = 0; round < 100_000; round++) {
      var value = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        value.append(hostile[random.nextInt(hostile.length)]);
      }
      List<Token> tokens = KqlLexer.tokens(KqlLiteral.let("p", value.toString()));
      assertThat(tokens).hasSize(9);
      assertThat(tokens.get(6).kind()).isEqualTo(TokenKind.STRING);
      assertThat(tokens.get(7).text()).isEqualTo(";");
    }
  }
}
