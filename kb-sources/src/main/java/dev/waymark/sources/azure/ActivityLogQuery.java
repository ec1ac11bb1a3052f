package dev.waymark.sources.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.model.value.PercentEncoding;
import dev.waymark.model.value.ResourceId;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.azure.ActivityLogBody;
import dev.waymark.runbooks.fence.azure.ActivityLogFence;
import dev.waymark.runbooks.query.QueryBounds;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Who changed what: a subscription's activity log, which no client of the SDK reads. */
public final class ActivityLogQuery implements AzureQuery {
  private static final int MOST_PAGES = 50;

  /** How long Azure keeps the log. An earlier start is refused, even by a moment. */
  private static final Duration RETENTION = Duration.ofDays(90);

  private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

  @Override
  public FenceKind kind() {
    return ActivityLogFence.KIND;
  }

  @Override
  public String service() {
    return "Activity log";
  }

  @Override
  public String target(BoundQuery query) {
    return ActivityLogBody.read(query.text(), Placeholders.none())
        .value()
        .flatMap(body -> body.resource().or(body::resourceGroup))
        .orElse("");
  }

  @Override
  public ServiceResult ask(
      AzureConnection connection, BoundQuery query, QueryBounds bounds, CallDeadline deadline)
      throws InterruptedException, TimeoutException {
    ActivityLogBody body =
        FenceBodyException.unless(ActivityLogBody.read(query.text(), Placeholders.none()));
    Instant end = connection.clock().instant().truncatedTo(ChronoUnit.SECONDS);
    Instant asked = end.minus(body.window());
    Instant kept = end.minus(RETENTION).plus(ON_ITS_WAY);
    Instant start = asked.isBefore(kept) ? kept : asked;
    String subscription = subscription(connection, body);
    String filter =
        "eventTimestamp ge '%s' and eventTimestamp le '%s'%s".formatted(start, end, scope(body));
    String address =
        connection.configuration().cloud().resourceManager()
            + "/subscriptions/"
            + PercentEncoding.component(subscription)
            + "/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01"
            + "&$filter="
            + PercentEncoding.component(filter);
    List<Row> rows = new ArrayList<>();
    Optional<String> next = Optional.of(address);
    for (int page = 0; page < MOST_PAGES && next.isPresent(); page++) {
      JsonNode reply = page(connection, next.get(), deadline);
      reply.path("value").forEach(event -> rows.add(row(event)));
      next =
          Optional.of(reply.path("nextLink").asText(""))
              .filter(link -> !link.isEmpty() && rows.size() <= bounds.rows());
    }
    Optional<String> incomplete =
        next.map(link -> "The activity log has more than " + rows.size() + " events");
    return new ServiceResult(
        new Table(ActivityLogBody.COLUMNS, rows),
        incomplete,
        Optional.of(start + "/" + end),
        Map.of());
  }

  private static JsonNode page(AzureConnection connection, String address, CallDeadline deadline)
      throws InterruptedException, TimeoutException {
    JsonNode read = connection.get(address, deadline);
    if (!read.path("value").isArray()) {
      throw new MalformedReplyException("holds no events");
    }
    return read;
  }

  private static String subscription(AzureConnection connection, ActivityLogBody body) {
    return body.subscription()
        .or(() -> resource(body).map(ResourceId::subscription))
        .or(() -> connection.configuration().subscriptions().stream().findFirst())
        .orElseThrow(
            () ->
                new FenceBodyException(
                    "The activity-log fence doesn't say which subscription to look at",
                    "Write `resource:` with a resource id, or `subscription:`."));
  }

  private static Optional<ResourceId> resource(ActivityLogBody body) {
    return body.resource().flatMap(id -> ResourceId.read(id).value());
  }

  /** Only a resource has an {@code resourceUri}; a group goes by its name. */
  private static String scope(ActivityLogBody body) {
    Optional<ResourceId> resource = resource(body);
    return resource
        .filter(ResourceId::isResource)
        .map(id -> " and resourceUri eq '" + quoted(id.toString()) + "'")
        .or(
            () ->
                body.resourceGroup()
                    .or(() -> resource.flatMap(ResourceId::group))
                    .map(name -> " and resourceGroupName eq '" + quoted(name) + "'"))
        .orElse("");
  }

  private static String quoted(String value) {
    return value.replace("'", "''");
  }

  private static Row row(JsonNode event) {
    return Row.of(
        ReplyCells.value("Time", ColumnType.DATETIME, text(event, "/eventTimestamp")),
        name(event, "/operationName"),
        name(event, "/status"),
        orEmpty(text(event, "/caller")),
        orEmpty(text(event, "/resourceId")),
        orEmpty(text(event, "/resourceGroupName")),
        name(event, "/category"),
        orEmpty(text(event, "/level")),
        orEmpty(text(event, "/correlationId")),
        orEmpty(text(event, "/description")));
  }

  private static String name(JsonNode event, String path) {
    return orEmpty(text(event, path + "/value"));
  }

  private static @Nullable String text(JsonNode event, String path) {
    JsonNode value = event.at(path);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
