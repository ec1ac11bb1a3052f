package dev.waymark.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.compile.EntrySamples;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fence that isn't closed is one mistake, reported where it opens. */
class UnclosedFenceTest {
  private static final String SOUND = EntrySamples.queueGrows("queue-grows");

  private static List<String> issues(String text) {
    return Runbooks.compile(new SourceFile("queue-grows.md", text), LocalDate.of(2026, 11, 21))
        .issues()
        .stream()
        .map(
            issue ->
                issue.code().code()
                    + " "
                    + issue.file().position(issue.span().start())
                    + " "
                    + issue.file().text(issue.span()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Prevention                  | ```json§{§§                       | ```json
          Prevention                  | ```§{§§                           | ```
          Prevention                  | ~~~~§text§```§§                   | ~~~~
          Diagnostics                 | ```text§fail§§                    | ```text
          Symptoms                    | ```§fail§§                        | ```
          Prevention                  | - one§§  ```sh§  two§§- three§§   | ```sh
          Prevention                  | - one§§  ```§  two§§- three§§     | ```
          Prevention                  | 1. one§   - two§     ~~~~§     x§§| ~~~~
          Prevention                  | > quoted§>§> ```§> x§§            | ```
          """)
  void isReportedWhereItOpens(String title, String fence, String place) {
    String section = "## " + title + "\n\n";
    String text = SOUND.replace(section, section + fence.replace('§', '\n'));
    int at = text.indexOf(place, text.indexOf(section));
    int line = (int) text.substring(0, at + 1).lines().count();
    assertThat(issues(text))
        .singleElement()
        .asString()
        .startsWith("MD09 ")
        .contains("line=" + line)
        .endsWith(" " + place);
  }

  @Test
  void isReportedForEveryFenceThatLosesItsEnd() {
    List<String> lines = SOUND.lines().toList();
    boolean inside = false;
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).startsWith("```")) {
        continue;
      }
      inside = !inside;
      if (inside) {
        continue;
      }
      List<String> without = new java.util.ArrayList<>(lines);
      without.remove(i);
      String text = String.join("\n", without) + "\n";
      String opening = lines.get(lines.subList(0, i).lastIndexOf(openingBefore(lines, i)));
      assertThat(issues(text))
          .as("without line %d", i + 1)
          .singleElement()
          .asString()
          .startsWith("MD09 ")
          .contains("line=" + (lines.subList(0, i).lastIndexOf(opening) + 1));
    }
  }

  private static String openingBefore(List<String> lines, int end) {
    return lines.subList(0, end).stream()
        .filter(line -> line.startsWith("```"))
        .reduce((first, second) -> second)
        .orElseThrow();
  }

  @Test
  void mistakesBeforeItsSectionAreStillTold() {
    String text =
        SOUND
            .replace("severity: sev", "severity: serv")
            .replace("## Prevention\n\n", "## Prevention\n\n```json\n{\n\n");
    assertThat(issues(text))
        .hasSize(2)
        .anyMatch(issue -> issue.startsWith("FM"))
        .anyMatch(issue -> issue.startsWith("MD09"));
  }
}
