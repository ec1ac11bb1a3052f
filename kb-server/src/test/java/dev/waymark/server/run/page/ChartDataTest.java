package dev.waymark.server.run.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.Fence;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.server.web.ChartPanel;
import dev.waymark.server.web.ChartSeries;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChartDataTest {
  private static final Column TIME = new Column("TimeGenerated", ColumnType.DATETIME);
  private static final Column BACKEND = new Column("Backend", ColumnType.STRING);
  private static final Column CALLS = new Column("Calls", ColumnType.LONG);
  private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant SECOND = Instant.parse("2026-11-01T00:05:00Z");

  @Test
  void nothingIsDrawnUnasked() {
    Table table = new Table(List.of(TIME, CALLS), List.of(Row.of(FIRST, 3L)));
    assertThat(ChartData.of(fence("Logs | count"), List.of(), table)).isEmpty();
    assertThat(ChartData.of(fence("Logs | where Text == '| render timechart'"), List.of(), table))
        .isEmpty();
  }

  @Test
  void namesSplitANumberOverTime() {
    Table table =
        new Table(
            List.of(TIME, BACKEND, CALLS),
            List.of(Row.of(FIRST, "a", 3L), Row.of(FIRST, "b", 4L), Row.of(SECOND, "a", null)));
    ChartData chart =
        ChartData.of(fence("Logs | render timechart"), List.of(), table).orElseThrow();
    assertThat(chart.kind()).isEqualTo("time");
    List<ChartSeries> series = chart.panels().get(0).series();
    assertThat(series).extracting(ChartSeries::name).containsExactly("a", "b");
    assertThat(series.get(0).values()).hasSize(2);
    assertThat(chart.panels()).hasSize(1);
  }

  @Test
  void barsStandAboveTheirNames() {
    Table table = new Table(List.of(BACKEND, CALLS), List.of(Row.of("a", 3L), Row.of("b", 4L)));
    ChartData chart =
        ChartData.of(fence("Logs", Map.of("chart", "bar")), List.of(), table).orElseThrow();
    assertThat(chart.categories()).containsExactly("a", "b");
    assertThat(chart.panels())
        .containsExactly(
            new ChartPanel(
                "",
                List.of(new ChartSeries("Calls", "Calls", Optional.empty(), List.of(3L, 4L))),
                List.of()));
  }

  @Test
  void aTableWithoutNumbersStaysATable() {
    Table table = new Table(List.of(TIME, BACKEND), List.of(Row.of(FIRST, "a")));
    assertThat(ChartData.of(fence("Logs | render timechart"), List.of(), table)).isEmpty();
  }

  private static Fence fence(String kql) {
    return fence(kql, Map.of());
  }

  private static Fence fence(String kql, Map<String, String> options) {
    SourceFile file = new SourceFile("entry.md", kql);
    SourceSpan span = new SourceSpan(0, kql.length());
    return new Fence(KqlFence.KIND, options, Excerpt.of(file, span), span);
  }
}
