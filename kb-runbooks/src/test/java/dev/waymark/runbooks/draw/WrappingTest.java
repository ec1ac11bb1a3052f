package dev.waymark.runbooks.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WrappingTest {

  @Test
  void breaksBetweenWords() {
    assertThat(Wrapping.wrap("Which backends fail and since when?", 13, 120, 4))
        .containsExactly("Which backends", "fail and since", "when?");
  }

  @Test
  void breaksWithinAWordThatFillsALine() {
    List<String> lines = Wrapping.wrap("x".repeat(60), 13, 120, 9);
    assertThat(String.join("", lines)).isEqualTo("x".repeat(60));
    assertThat(lines).allSatisfy(line -> assertThat(Wrapping.width(line, 13)).isLessThan(121));
  }

  @Test
  void cutsTheLastLine() {
    assertThat(Wrapping.wrap("one two three four five six seven", 13, 60, 2))
        .hasSize(2)
        .last()
        .asString()
        .endsWith("…");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "😀😀😀😀😀😀😀😀", "漢字漢字漢字漢字漢字漢字", "\ud800\udc00\ud800"})
  void takesAnyText(String text) {
    assertThat(Wrapping.wrap(text, 13, 50, 3)).isNotEmpty().hasSizeLessThan(4);
  }

  @Test
  void shortensBetweenCharacters() {
    assertThat(Wrapping.shorten("😀😀😀😀", 3)).isEqualTo("😀😀…");
    assertThat(Wrapping.shorten("abc", 3)).isEqualTo("abc");
  }
}
