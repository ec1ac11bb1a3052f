package dev.waymark.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PercentTextTest {
  private static Optional<String> fault(String encoded) {
    return PercentText.fault(encoded.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void textIsRead() {
    for (String text : new String[] {"", "a+b=c&d", "%C3%A4", "ä", "%F0%9F%98%80", "%25", "%0A"}) {
      assertThat(fault(text)).as(text).isEmpty();
    }
  }

  @Test
  void whatIsNoTextIsNamed() {
    assertThat(fault("a%00")).contains("a NUL character (%00)");
    assertThat(fault("a\u0000")).contains("a NUL character (%00)");
    for (String cut : new String[] {"%", "%4", "%zz", "a%", "%%41", "%-1"}) {
      assertThat(fault(cut)).as(cut).contains("a % without two hexadecimal digits behind it");
    }
    for (String bytes : new String[] {"%FF", "%C0%80", "%ED%A0%80", "%F5%80%80%80", "%C3"}) {
      assertThat(fault(bytes)).as(bytes).contains("bytes that aren't UTF-8");
    }
  }
}
