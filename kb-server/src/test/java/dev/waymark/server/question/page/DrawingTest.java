package dev.waymark.server.question.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.question.AnswerColumn;
import dev.waymark.server.question.Chart;
import dev.waymark.server.question.Filters;
import dev.waymark.server.question.Question;
import dev.waymark.server.question.QuestionAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrawingTest {
  @Test
  void pathsHaveFivePlacesAndTheBroadestStepsOfEach() {
    List<List<Object>> rows = new ArrayList<>();
    for (int step = 1; step <= 9; step++) {
      rows.add(List.of("1", "begin", "step " + step, 10L - step));
    }
    for (int place = 2; place <= 8; place++) {
      rows.add(List.of(String.valueOf(place), "step 1", "step 1", 9L));
    }
    Drawing drawn =
        draw(
            rows,
            new Chart.Flows("a", "b", "c", "d"),
            column("a", AnswerColumn.Type.TEXT),
            column("b", AnswerColumn.Type.TEXT),
            column("c", AnswerColumn.Type.TEXT),
            column("d", AnswerColumn.Type.COUNT));

    assertThat(drawn.nodes())
        .extracting(Drawing.Node::name)
        .contains("2 · step 7", "2 · other steps", "5 · step 1", "6 · further steps")
        .doesNotContain("2 · step 8", "6 · step 1", "7 · step 1");
    assertThat(drawn.links())
        .contains(
            new Drawing.Link("1 · begin", "2 · other steps", 3),
            new Drawing.Link("5 · step 1", "6 · further steps", 9));
  }

  @Test
  void lengthsHaveTheUnitOfTheLongest() {
    Chart.Bars bars = new Chart.Bars(List.of("a"), List.of("b"));
    AnswerColumn name = column("a", AnswerColumn.Type.TEXT);
    AnswerColumn length = column("b", AnswerColumn.Type.SECONDS);
    assertThat(draw(List.of(List.of("x", 104.0)), bars, name, length).panels().get(0))
        .satisfies(
            panel -> {
              assertThat(panel.unit()).isEqualTo("s");
              assertThat(panel.series().get(0).values()).isEqualTo(List.of(104.0));
            });
    assertThat(
            draw(List.of(List.of("x", 90.0), List.of("y", 9000.0)), bars, name, length)
                .panels()
                .get(0)
                .unit())
        .isEqualTo("h");
  }

  private static Drawing draw(List<List<Object>> rows, Chart chart, AnswerColumn... columns) {
    Question question =
        new Question(
            "q", Question.Topic.PATHS, "", "", "", "", "", List.of(), List.of(columns), chart);
    return Drawing.of(
            new QuestionAnswer(
                question,
                Filters.NONE,
                rows.stream()
                    .map(row -> new QuestionAnswer.Line(Map.of(), new ArrayList<>(row)))
                    .toList(),
                false))
        .orElseThrow();
  }

  private static AnswerColumn column(String name, AnswerColumn.Type type) {
    return new AnswerColumn(name, name, type, "true");
  }
}
