package dev.waymark.cli.health;

import dev.waymark.cli.stub.Requirement;
import dev.waymark.cli.stub.ResourceManagerRequirements;
import dev.waymark.cli.stub.ScenarioContent;
import dev.waymark.cli.stub.StubReply;
import dev.waymark.cli.stub.StubRequest;
import dev.waymark.cli.stub.StubService;
import dev.waymark.cli.stub.StubbedFence;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.time.Clock;
import java.util.List;

/** Resource health, as {@code health} fences ask it. */
public final class StubbedHealth implements StubbedFence {
  @Override
  public FenceKind kind() {
    return HealthFence.KIND;
  }

  @Override
  public List<StubService> services() {
    return List.of(new Health());
  }

  @Override
  public boolean sends(CompiledCheck check, String text) {
    return true;
  }

  private final class Health implements StubService {
    @Override
    public boolean isAt(String path) {
      return path.endsWith("/providers/microsoft.resourcehealth/availabilitystatuses/current");
    }

    @Override
    public List<Requirement> requirements(Clock clock) {
      return List.of(
          ResourceManagerRequirements.method("GET"),
          ResourceManagerRequirements.token(),
          ResourceManagerRequirements.apiVersion(
              "Microsoft.ResourceHealth", "availabilityStatuses", "2025-05-01"),
          ResourceManagerRequirements.subscription());
    }

    @Override
    public StubReply reply(ScenarioContent content, StubRequest request) {
      return content
          .recorded(StubbedHealth.this, request)
          .map(Health::reply)
          .orElseGet(() -> StubReply.notRecorded(request));
    }

    private static StubReply reply(Table table) {
      List<Object> row = List.copyOf(table.rows().getFirst().values());
      return StubReply.json(
          """
          {"properties": {"availabilityState": "%s", "reasonType": "%s"}}
          """
              .formatted(row.get(0), row.get(1)));
    }
  }
}
