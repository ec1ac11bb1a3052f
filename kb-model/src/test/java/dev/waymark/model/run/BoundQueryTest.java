package dev.waymark.model.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.source.Position;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundQueryTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bound-lines  | 2                  | 3 | 5  | 1:5
          bound-lines  | 2                  | 2 | 5  | none
          bound-lines  | 0                  | 1 | 1  | 1:1
          bound-values | 2:15:4:10          | 1 | 20 | 1:20
          bound-values | 2:15:4:10          | 2 | 14 | 2:14
          bound-values | 2:15:4:10          | 2 | 15 | 2:15
          bound-values | 2:15:4:10          | 2 | 24 | 2:15
          bound-values | 2:15:4:10          | 2 | 25 | 2:19
          bound-values | 2:15:4:10;2:30:5:3 | 2 | 33 | 2:29
          bound-values | 2:15:4:10;3:1:5:3  | 3 | 4  | 3:6
          """)
  void findsWhatItsAuthorWrote(String option, String value, int line, int column, String written) {
    var query = new BoundQuery(new FenceKind("kql"), "", Map.of(option, value));
    assertThat(
            query
                .written(new Position(line, column))
                .map(at -> at.line() + ":" + at.column())
                .orElse("none"))
        .isEqualTo(written);
  }
}
