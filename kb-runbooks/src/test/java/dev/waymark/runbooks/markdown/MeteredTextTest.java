package dev.waymark.runbooks.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeteredTextTest {
  private final MeteredText text = new MeteredText("text");

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      text.charAt(i % 4);
    }
  }

  @Test
  void letsAParserLookAsOftenAsAnyArticleNeeds() {
    look(1_000_000);
    assertThat(text.last()).isEqualTo(3);
  }

  @Test
  void stopsAParserThatLooksTooOften() {
    assertThatThrownBy(() -> look(5_000_000)).isInstanceOf(MeteredText.Exhausted.class);
  }

  @Test
  void stopsAParserThatNobodyWaitsFor() {
    text.stop();
    assertThatThrownBy(() -> look(100_000)).isInstanceOf(MeteredText.Exhausted.class);
  }
}
