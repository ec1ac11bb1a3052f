package dev.waymark.runbooks.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextDiffTest {
  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(line -> line + "\n")
        .collect(Collectors.joining());
  }

  private static String unified(String before, String after) {
    return UnifiedDiff.of(TextDiff.of(before, after));
  }

  @Test
  void showsEachChangeWithThreeLinesAround() {
    String before = lines(1, 20);
    String after = before.replace("2\n3\n", "2\nnew\n3\n").replace("20\n", "end\n");
    assertThat(unified(before, after))
        .isEqualTo(
            """
            @@ -1,5 +1,6 @@
             1
             2
            +new
             3
             4
             5
            @@ -17,4 +18,4 @@
             17
             18
             19
            -20
            +end
            """);
  }

  @Test
  void putsNearChangesTogether() {
    String without5 = lines(1, 4) + lines(6, 20);
    assertThat(TextDiff.of(lines(1, 20), without5.replace("12\n", "n\n")).hunks()).hasSize(1);
    assertThat(TextDiff.of(lines(1, 20), without5.replace("13\n", "n\n")).hunks()).hasSize(2);
  }

  @Test
  void tellsAMissingLineEndAndKeepsCarriageReturns() {
    assertThat(unified("a\r\nb", "a\r\nb\r\nc").lines())
        .containsExactly(
            "@@ -1,2 +1,3 @@",
            " a",
            "-b",
            "\\ No newline at end of file",
            "+b",
            "+c",
            "\\ No newline at end of file");
    assertThat(unified("a\r\nb", "a\r\nc")).contains("@@\n a\r\n-b\n");
    assertThat(unified("", "a\n")).isEqualTo("@@ -0,0 +1,1 @@\n+a\n");
    assertThat(unified("a\n", "a\n")).isEmpty();
  }
}
