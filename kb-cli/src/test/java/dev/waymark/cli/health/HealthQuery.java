package dev.waymark.cli.health;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.model.value.ResourceId;
import dev.waymark.runbooks.query.QueryBounds;
import dev.waymark.sources.azure.AzureConnection;
import dev.waymark.sources.azure.AzureQuery;
import dev.waymark.sources.azure.CallDeadline;
import dev.waymark.sources.azure.MalformedReplyException;
import dev.waymark.sources.azure.ServiceResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Asks Azure for the health of a resource. */
public final class HealthQuery implements AzureQuery {
  @Override
  public FenceKind kind() {
    return HealthFence.KIND;
  }

  @Override
  public String service() {
    return "Resource health";
  }

  @Override
  public String target(BoundQuery query) {
    return query.text();
  }

  @Override
  public ServiceResult ask(
      AzureConnection connection, BoundQuery query, QueryBounds bounds, CallDeadline deadline)
      throws InterruptedException, TimeoutException {
    JsonNode reply =
        connection.get(
            connection.configuration().cloud().resourceManager()
                + ResourceId.read(query.text()).value().orElseThrow().path()
                + "/providers/Microsoft.ResourceHealth/availabilityStatuses/current"
                + "?api-version=2025-05-01",
            deadline);
    JsonNode health = reply.path("properties");
    if (!health.has("availabilityState")) {
      throw new MalformedReplyException("holds no state");
    }
    Row row =
        Row.of(health.path("availabilityState").asText(), health.path("reasonType").asText(""));
    return new ServiceResult(
        new Table(HealthFence.COLUMNS, List.of(row)), Optional.empty(), Optional.empty(), Map.of());
  }
}
