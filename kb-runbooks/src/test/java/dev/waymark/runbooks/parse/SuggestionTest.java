package dev.waymark.runbooks.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  private static final List<String> KNOWN = List.of("healthy", "degraded", "failed", "unknown");

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', abc, 3",
    "abc, abc, 0",
    "abc, abd, 1",
    "abc, ab, 1",
    "abc, acb, 1",
    "abc, cab, 2",
    "kitten, sitting, 3",
    "healthy, haelthy, 1"
  })
  void countsTheLettersThatDiffer(String from, String to, int distance) {
    assertThat(Suggestion.distance(from, to)).isEqualTo(distance);
  }

  @ParameterizedTest
  @CsvSource({
    "fialed, Did you mean `failed`?",
    "Failed, Did you mean `failed`?",
    "helthy, Did you mean `healthy`?",
    "red, 'Use one of healthy, degraded, failed, unknown.'",
    "'', 'Use one of healthy, degraded, failed, unknown.'"
  })
  void hintsAtWhatWasMeant(String written, String hint) {
    assertThat(Suggestion.hint(written, KNOWN)).isEqualTo(hint);
  }

  /** A hostile text costs no more than a long word. */
  @Test
  void looksAtNoLongText() {
    assertThat(Suggestion.nearest("failed".repeat(100_000), KNOWN)).isEmpty();
  }

  @Test
  void isADistance() {
    Random random = new Random(1);
    for (int i = 0; i < 2_000; i++) {
      String a = word(random);
      String b = word(random);
      int distance = Suggestion.distance(a, b);
      assertThat(distance).isEqualTo(Suggestion.distance(b, a));
      assertThat(distance == 0).isEqualTo(a.equals(b));
      assertThat(distance)
          .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
      assertThat(Suggestion.distance(a + "x", b + "x")).isLessThanOrEqualTo(distance);
    }
  }

  private static String word(Random random) {
    return random
        .ints(random.nextInt(7), 'a', 'd')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
