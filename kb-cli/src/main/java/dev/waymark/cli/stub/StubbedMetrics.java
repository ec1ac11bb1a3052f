package dev.waymark.cli.stub;

import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.table.ColumnType;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.azure.MetricsBody;
import dev.waymark.runbooks.fence.azure.MetricsFence;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Azure Monitor's metrics and their definitions, as {@code metrics} fences ask them. */
public final class StubbedMetrics implements StubbedFence {
  @Override
  public FenceKind kind() {
    return MetricsFence.KIND;
  }

  @Override
  public List<StubService> services() {
    return List.of(new Metrics(), new MetricDefinitions());
  }

  @Override
  public boolean sends(CompiledCheck check, String text) {
    return metrics(check.fence()).stream().allMatch(text::contains);
  }

  /** Lists the values of a resource's metrics. */
  private final class Metrics implements StubService {
    @Override
    public boolean isAt(String path) {
      return path.endsWith("/providers/microsoft.insights/metrics");
    }

    @Override
    public List<Requirement> requirements(Clock clock) {
      return List.of(
          ResourceManagerRequirements.method("GET"),
          ResourceManagerRequirements.token(),
          ResourceManagerRequirements.apiVersion(
              "microsoft.insights",
              "metrics",
              "2016-09-01",
              "2017-05-01-preview",
              "2018-01-01",
              "2019-07-01",
              "2021-05-01",
              "2023-10-01",
              "2024-02-01"),
          ResourceManagerRequirements.subscription(),
          MetricsRequirements.resource(),
          MetricsRequirements.timespan(),
          MetricsRequirements.interval(),
          MetricsRequirements.aggregation(),
          MetricsRequirements.filter());
    }

    @Override
    public StubReply reply(ScenarioContent content, StubRequest request) {
      return MetricsRequirements.unknown(request, metrics(content))
          .orElseGet(
              () ->
                  content
                      .recorded(StubbedMetrics.this, request)
                      .map(table -> MetricsJson.values(table, request))
                      .orElseGet(() -> StubReply.notRecorded(request)));
    }
  }

  /** Lists the metrics that a resource has: those that the entry names. */
  private final class MetricDefinitions implements StubService {
    @Override
    public boolean isAt(String path) {
      return path.endsWith("/providers/microsoft.insights/metricdefinitions");
    }

    @Override
    public List<Requirement> requirements(Clock clock) {
      return List.of(
          ResourceManagerRequirements.method("GET"),
          ResourceManagerRequirements.token(),
          ResourceManagerRequirements.apiVersion(
              "microsoft.insights",
              "metricDefinitions",
              "2016-03-01",
              "2017-05-01-preview",
              "2018-01-01",
              "2021-05-01",
              "2023-10-01",
              "2024-02-01"),
          ResourceManagerRequirements.subscription(),
          MetricsRequirements.resource());
    }

    @Override
    public StubReply reply(ScenarioContent content, StubRequest request) {
      return MetricsJson.definitions(
          request.path().replaceFirst("(?i)/providers/microsoft\\.insights/.*", ""),
          metrics(content));
    }
  }

  /** All metrics that the entry's fences name. */
  private Set<String> metrics(ScenarioContent content) {
    Set<String> names = new LinkedHashSet<>();
    content.fences(kind()).forEach(fence -> names.addAll(metrics(fence)));
    return names;
  }

  private static List<String> metrics(Fence fence) {
    Placeholders anything = Placeholders.of(name -> Placeholders.samples(ColumnType.STRING));
    return MetricsBody.read(fence.body().text(), anything)
        .value()
        .map(MetricsBody::metrics)
        .orElse(List.of());
  }
}
