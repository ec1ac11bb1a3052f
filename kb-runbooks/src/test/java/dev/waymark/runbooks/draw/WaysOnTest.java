package dev.waymark.runbooks.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.entry.State;
import dev.waymark.runbooks.draw.TreeGraph.Edge;
import dev.waymark.runbooks.draw.TreeGraph.Vertex;
import dev.waymark.runbooks.draw.WaysOn.Way;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaysOnTest {

  @Test
  void namesEachBranchByItsStateAndWhereItLeads() {
    assertThat(WaysOn.of(SampleGraph.small(), "who", branch -> false))
        .isEqualTo(
            new WaysOn(
                List.of(
                    way(State.HEALTHY, "Prevention"),
                    way(State.FAILED, "Is the firewall \"new\"?"),
                    way(State.DEGRADED, "The caller has no right")),
                List.of()));
  }

  @Test
  void setsApartWhatTheAnswerSpeaksAgainst() {
    WaysOn ways = WaysOn.of(SampleGraph.small(), "who", branch -> branch != 1);
    assertThat(ways.open()).containsExactly(way(State.FAILED, "Is the firewall \"new\"?"));
    assertThat(ways.ruledOut())
        .containsExactly(
            way(State.HEALTHY, "Prevention"), way(State.DEGRADED, "The caller has no right"));
  }

  @Test
  void namesAnswersActionsAndOtherEntries() {
    assertThat(WaysOn.of(SampleGraph.small(), "firewall", branch -> false).open())
        .containsExactly(
            new Way(Optional.empty(), "Yes", "The firewall is too narrow"),
            new Way(Optional.empty(), "No, or nobody knows", "Escalation"),
            new Way(Optional.empty(), "The network changed", "network.md#peering"));
    assertThat(WaysOn.of(SampleGraph.small(), "no-right", branch -> false).open())
        .containsExactly(new Way(Optional.empty(), "", "Grant the role"));
  }

  @Test
  void saysWhereTheSameIsAskedAgain() {
    Edge again =
        new Edge("a", "a", Optional.of(State.UNKNOWN), "", Optional.of(Duration.ofMinutes(5)));
    TreeGraph graph =
        new TreeGraph("e", "E", List.of(new Vertex("a", NodeKind.QUERY, "A", 1)), List.of(again));
    assertThat(WaysOn.of(graph, "a", branch -> false).open())
        .containsExactly(way(State.UNKNOWN, "ask again after 5m"));
  }

  @Test
  void anEndHasNone() {
    assertThat(WaysOn.of(SampleGraph.small(), "escalation", branch -> false))
        .isEqualTo(WaysOn.none());
  }

  private static Way way(State state, String to) {
    return new Way(Optional.of(state), "", to);
  }
}
