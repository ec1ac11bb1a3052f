package dev.waymark.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KqlLexerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '§',
      value = {
        "T | take 5¦WORD:T SYMBOL:| WORD:take LONG:5",
        "T // a | b¦WORD:T COMMENT:// a | b",
        "a!in~(1.5, 0x1F)¦WORD:a SYMBOL:!in~ SYMBOL:( REAL:1.5 SYMBOL:, LONG:0x1F SYMBOL:)",
        "a in~ b¦WORD:a WORD:in~ WORD:b",
        "1..5¦LONG:1 SYMBOL:.. LONG:5",
        "1.5e-3 2e3 .5 5m 1.5h 3days¦REAL:1.5e-3 REAL:2e3 REAL:.5 TIMESPAN:5m TIMESPAN:1.5h TIMESPAN:3days",
        "a.b[0].c¦WORD:a SYMBOL:. WORD:b SYMBOL:[ LONG:0 SYMBOL:] SYMBOL:. WORD:c",
        "'it\\'s' \"a\\\\\"¦STRING:'it\\'s' STRING:\"a\\\\\"",
        "@'c:\\' h@\"x\"\"y\" H'k'¦STRING:@'c:\\' STRING:h@\"x\"\"y\" STRING:H'k'",
        "```a 'b' ``` ~~~c~~~¦STRING:```a 'b' ``` STRING:~~~c~~~",
        "'open¦UNCLOSED:'open",
        "datetime(2026-11-01 10:00) time (1.02:03:04)¦TYPED:datetime(2026-11-01 10:00) TYPED:time (1.02:03:04)",
        "long(tolong(x))¦WORD:long SYMBOL:( WORD:tolong SYMBOL:( WORD:x SYMBOL:) SYMBOL:)",
        "T | mv-expand a-b¦WORD:T SYMBOL:| WORD:mv-expand WORD:a SYMBOL:- WORD:b",
        "top-nested-of¦WORD:top-nested SYMBOL:- WORD:of",
        "a =~ b !~ c <> d => e¦WORD:a SYMBOL:=~ WORD:b SYMBOL:!~ WORD:c SYMBOL:<> WORD:d SYMBOL:=> WORD:e",
        "$left.k == $right.k¦WORD:$left SYMBOL:. WORD:k SYMBOL:== WORD:$right SYMBOL:. WORD:k",
        "é ü7 §{}§¦WORD:é WORD:ü7 UNKNOWN:§ SYMBOL:{ SYMBOL:} UNKNOWN:§",
      })
  void cuts(String kql, String expected) {
    assertThat(
            KqlLexer.tokens(kql).stream()
                .filter(token -> token.kind() != TokenKind.WHITESPACE)
                .map(token -> token.kind() + ":" + token.text())
                .collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @Test
  void coversEveryCharacterOfAnyText() {
    var random = new Random(7);
    String alphabet = "ab1.'\"@h`~\\\n\r\t ()[]{}|,;:=!<>-+*/%#$é\uD83D\uDE00\u0000datetime(";
    for (int round = 0; round < 20_000; round++) {
      String text =
          random
              .ints(random.nextInt(40), 0, alphabet.length())
              .mapToObj(i -> String.valueOf(alphabet.charAt(i)))
              .collect(Collectors.joining());
      int at = 0;
      for (Token token : KqlLexer.tokens(text)) {
        assertThat(token.start()).isEqualTo(at);
        assertThat(token.end()).isGreaterThan(at);
        at = token.end();
      }
      assertThat(at).isEqualTo(text.length());
    }
  }
}
