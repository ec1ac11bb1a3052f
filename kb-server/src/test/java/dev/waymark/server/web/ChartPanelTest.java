package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.web.ChartPanel.Threshold;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartPanelTest {
  @Test
  void aShareIsNotDrawnBesideCounts() {
    assertThat(panels(series("Calls", 306), series("Failed", 124), series("FailedShare", 0.4)))
        .containsExactly("[Calls, Failed]", "share [FailedShare]");
  }

  @Test
  void countsAreNotFlattenedByLargeNumbersOfNoKnownUnit() {
    assertThat(panels(series("Calls", 306), series("P50", 20_100), series("P95", 60_000)))
        .containsExactly("[Calls]", "[P50, P95]");
  }

  @Test
  void aTenthOfTheLargestIsStillSeen() {
    assertThat(panels(series("Calls", 300), series("Failed", 30)))
        .containsExactly("[Calls, Failed]");
    assertThat(panels(series("Calls", 300), series("Failed", 29)))
        .containsExactly("[Calls]", "[Failed]");
  }

  @Test
  void whatIsZeroThroughoutStaysWithTheOthers() {
    assertThat(panels(series("Timeouts", 0), series("Calls", 306)))
        .containsExactly("[Timeouts, Calls]");
    assertThat(panels(series("Timeouts", 0))).containsExactly("[Timeouts]");
  }

  @Test
  void aThresholdStandsOnlyInThePanelOfItsColumn() {
    List<ChartPanel> panels =
        ChartPanel.of(
            List.of(series("Calls", 306), series("WaitedMs", 230_000)),
            List.of(new Threshold("WaitedMs", 225_000), new Threshold("Other", 3)));
    assertThat(panels)
        .extracting(ChartPanel::marks)
        .containsExactly(List.of(), List.of(new Threshold("WaitedMs", 225_000)));
  }

  @ParameterizedTest
  @CsvSource({
    "WaitedMs, ms",
    "Failed_Share, share",
    "used_percent, %",
    "TotalSeconds, s",
    "Items, ",
    "Forms, ",
    "Calls, ",
    "___, ",
  })
  void theUnitIsTheLastWordOfAColumn(String column, String unit) {
    assertThat(ChartUnit.of(column).orElse(null)).isEqualTo(unit);
  }

  private static List<String> panels(ChartSeries... series) {
    return ChartPanel.of(List.of(series), List.of()).stream()
        .map(
            panel ->
                (panel.unit() + " " + panel.series().stream().map(ChartSeries::name).toList())
                    .strip())
        .toList();
  }

  private static ChartSeries series(String column, double largest) {
    return new ChartSeries(
        column,
        column,
        ChartUnit.of(column),
        Arrays.asList(List.of("2026-11-01T00:00:00Z", largest / 2), null, largest));
  }
}
