package dev.waymark.cli.stub;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.runbooks.fence.azure.ActivityLogFence;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.time.Clock;
import java.util.List;

/** A subscription's activity log, as {@code activity-log} fences ask it. */
public final class StubbedActivityLog implements StubbedFence {
  @Override
  public FenceKind kind() {
    return ActivityLogFence.KIND;
  }

  @Override
  public List<StubService> services() {
    return List.of(new ActivityLog());
  }

  @Override
  public boolean sends(CompiledCheck check, String text) {
    return true;
  }

  /** Lists changes, page by page. */
  private final class ActivityLog implements StubService {
    @Override
    public boolean isAt(String path) {
      return path.endsWith("/providers/microsoft.insights/eventtypes/management/values");
    }

    @Override
    public List<Requirement> requirements(Clock clock) {
      return List.of(
          ResourceManagerRequirements.method("GET"),
          ResourceManagerRequirements.token(),
          ResourceManagerRequirements.apiVersion(
              "microsoft.insights", "eventtypes", "2014-04-01", "2015-04-01", "2017-03-01-preview"),
          ResourceManagerRequirements.subscription(),
          ActivityLogRequirements.filter(),
          ActivityLogRequirements.retention(clock),
          ActivityLogRequirements.select());
    }

    @Override
    public StubReply reply(ScenarioContent content, StubRequest request) {
      return content
          .recorded(StubbedActivityLog.this, request)
          .map(table -> ActivityJson.events(table, request))
          .orElseGet(() -> StubReply.notRecorded(request));
    }
  }
}
