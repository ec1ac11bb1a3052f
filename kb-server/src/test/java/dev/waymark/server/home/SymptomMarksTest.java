package dev.waymark.server.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymptomMarksTest {

  @ParameterizedTest
  @CsvSource({
    "Callers receive `502 Bad Gateway`, 502, 'Callers receive [502] Bad Gateway'",
    "The log says Timeout, error: TIMEOUT (at line 3), 'The log says [Timeout]'",
    "The log says Timeouts, timeout, The log says Timeouts",
    "Callers receive 502, nothing of it, Callers receive 502",
    "a.c and abc, a.c, a.c and abc",
    "Nichts geht mehr, '', Nichts geht mehr"
  })
  void marksTheWordsThatWereSearched(String symptom, String searched, String expected) {
    String marked =
        SymptomMarks.mark(symptom, searched).stream()
            .map(part -> part.kind().isEmpty() ? part.text() : "[" + part.text() + "]")
            .collect(Collectors.joining());
    assertThat(marked).isEqualTo(expected);
  }
}
