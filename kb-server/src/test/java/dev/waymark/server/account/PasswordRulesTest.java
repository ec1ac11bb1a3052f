package dev.waymark.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.problem.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
  private static final List<String> ANN = List.of("ann.miller", "Ann Miller");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "correct horse battery",
        "three words and a door",
        "blue chair river lamp",
        "Tr0ub4dor&3xx",
        "miller chases blue dragons",
        "grüne Äpfel fallen leise",
        "天気がいいから散歩しましょう"
      })
  void whatIsHardToGuessIsTaken(String password) {
    assertThat(problem(password)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          short 1, too short
          aaaaaaaaaaaa, row of keys
          123456789012, row of keys
          "            ", nothing but blanks
          "a b c d e f ", row of keys
          "     a      ", repeats
          qwertyuiop[], row of keys
          Password123!, common
          Summer2026!!, repeats
          iloveyou1234, common
          abcabcabcabcabcabc, repeats
          xkcd xkcd xkcd, repeats
          ann.millerann.miller, your own name
          AnnMiller2026, your own name
          ann miller 1, your own name
          waymarkwaymark, your own name
          zaq12wsxcde3, common
          """)
  void whatIsGuessedEarlyIsRefusedWithAReason(String password, String reason) {
    Problem problem = problem(password).orElseThrow();
    assertThat(problem.detail()).contains(reason);
    assertThat(problem.hint()).contains("four words");
  }

  @Test
  void controlCharactersAndTooMuchAreRefused() {
    assertThat(problem("\0".repeat(12)).orElseThrow().detail()).contains("control characters");
    assertThat(problem("ä".repeat(37)).orElseThrow().detail()).contains("too long");
  }

  /** Whoever holds a link can send anything. */
  @Test
  void noPasswordTakesLongToLookAt() {
    problem("warm up, please do");
    for (String part :
        List.of("a", "@4({[<", "p@5$w0rd", "1!", "ab", "qazwsx", "20261130", "ä", " ")) {
      String password = part.repeat(72).substring(0, 36);
      long before = System.nanoTime();
      problem(password);
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .as(password)
          .isLessThan(Duration.ofSeconds(2));
      String longest = part.equals("ä") ? password : part.repeat(72).substring(0, 72);
      before = System.nanoTime();
      problem(longest);
      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .as(longest)
          .isLessThan(Duration.ofSeconds(2));
    }
  }

  private static Optional<Problem> problem(String password) {
    return PasswordRules.problem(password, ANN);
  }
}
