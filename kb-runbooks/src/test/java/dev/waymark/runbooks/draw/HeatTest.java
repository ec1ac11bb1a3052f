package dev.waymark.runbooks.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.runbooks.draw.Heat.Taken;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HeatTest {

  private static final TreeGraph GRAPH =
      SampleGraph.parse(
          """
          query a Is it up?
          query b Is it slow?
          cause c Down
          action d Mend
          a > b degraded rows.size() > 2
          a > b unknown otherwise
          a > c failed rows.size() == 1
          a > other.md#step healthy rows.size() == 0
          c > d - -
          d > a failed otherwise
          """);

  @Test
  void countsGoToTheEdgeOfTheSameConditionAndElseToTheFirstBetweenTheSameSteps() {
    Heat heat =
        Heat.of(
            GRAPH,
            List.of(
                taken("a", "b", "otherwise", 2),
                taken("a", "b", "a condition of an older text", 3),
                taken("a", "b", "rows.size() > 2", 1)));
    assertThat(heat.times().values()).containsExactlyInAnyOrder(2L, 4L);
    assertThat(heat.count(GRAPH.edges().subList(0, 1))).contains("4×");
    assertThat(heat.count(GRAPH.edges().subList(0, 2))).contains("6×");
    assertThat(heat.gone()).isEmpty();
  }

  @Test
  void whatTheGraphHasNoEdgeForIsKeptApart() {
    Taken step = taken("old", "b", "", 5);
    Taken way = taken("b", "c", "x", 1);
    Heat heat = Heat.of(GRAPH, List.of(step, way));
    assertThat(heat.isEmpty()).isTrue();
    assertThat(heat.gone()).containsExactly(step, way);
  }

  @Test
  void shadesAreSharesOfWhatWasTakenMostOften() {
    Heat heat =
        Heat.of(
            GRAPH,
            List.of(
                taken("a", "b", "otherwise", 8),
                taken("a", "c", "rows.size() == 1", 1),
                taken("a", "other.md#step", "rows.size() == 0", 4)));
    assertThat(GRAPH.edges().stream().map(edge -> heat.style(List.of(edge))))
        .containsExactly(
            " tree-heat-0",
            " tree-heat-4",
            " tree-heat-1",
            " tree-heat-2",
            " tree-heat-0",
            " tree-heat-0");
    assertThat(heat.count(GRAPH.edges().subList(4, 5))).isEmpty();
  }

  @Test
  void theDrawingTellsTheCountInWordsToo() {
    Heat heat =
        Heat.of(
            GRAPH,
            List.of(
                taken("a", "c", "rows.size() == 1", 3),
                taken("c", "d", "", 2),
                taken("d", "a", "otherwise", 1)));
    String svg = SvgDrawing.inline(GRAPH, heat, SampleGraph::anchor);
    assertThat(svg)
        .contains(
            "<tspan class=\"tree-count\">3×</tspan>",
            "<tspan class=\"tree-count\">2×</tspan>",
            "✕ failed → Is i… 1×</text>",
            "tree-edge tree-failed tree-heat-4",
            "tree-exit tree-failed tree-heat-2",
            "tree-edge tree-plain tree-heat-0");
  }

  @Test
  void aTreeStandsWhereItStoodWhateverWasTaken() {
    Heat heat = Heat.of(GRAPH, List.of(taken("a", "c", "rows.size() == 1", 3_000)));
    assertThat(paths(SvgDrawing.inline(GRAPH, heat, SampleGraph::anchor)))
        .isEqualTo(paths(SvgDrawing.inline(GRAPH, Heat.none(), SampleGraph::anchor)));
  }

  private static List<String> paths(String svg) {
    return Pattern.compile(" d=\"([^\"]+)\"").matcher(svg).results().map(p -> p.group(1)).toList();
  }

  @Test
  void nothingToTellChangesNothing() {
    assertThat(SvgDrawing.inline(GRAPH, Heat.none(), SampleGraph::anchor))
        .isEqualTo(SvgDrawing.inline(GRAPH, WalkHighlight.none(), SampleGraph::anchor));
  }

  private static Taken taken(String from, String to, String when, long times) {
    return new Taken(from, to, when, times, from + " to " + to);
  }
}
