package dev.waymark.runbooks.fence.azure;

import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.value.ResourceId;
import dev.waymark.runbooks.fence.Body;
import dev.waymark.runbooks.fence.Placeholders;
import dev.waymark.runbooks.fence.YamlKeys;
import dev.waymark.runbooks.fence.YamlKeys.Scalar;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an {@code activity-log} fence asks for. What Azure takes: <a
 * href="https://learn.microsoft.com/rest/api/monitor/activity-logs/list">Activity Logs - List</a>.
 */
public record ActivityLogBody(
    Optional<String> resource,
    Optional<String> resourceGroup,
    Optional<String> subscription,
    Duration window) {
  private static final String KIND = "activity-log";
  private static final List<String> KEYS =
      List.of("resource", "resource-group", "subscription", "window");

  /** The columns of the answer. */
  public static final List<Column> COLUMNS =
      List.of(
          new Column("Time", ColumnType.DATETIME),
          new Column("Operation", ColumnType.STRING),
          new Column("Status", ColumnType.STRING),
          new Column("Caller", ColumnType.STRING),
          new Column("Resource", ColumnType.STRING),
          new Column("ResourceGroup", ColumnType.STRING),
          new Column("Category", ColumnType.STRING),
          new Column("Level", ColumnType.STRING),
          new Column("CorrelationId", ColumnType.STRING),
          new Column("Description", ColumnType.STRING));

  private static final Duration DEFAULT_WINDOW = Duration.ofDays(1);

  /** How long Azure keeps the activity log. */
  private static final Duration LONGEST_WINDOW = Duration.ofDays(90);

  /** Reads a body, as its author wrote it or with its values. */
  public static Body<ActivityLogBody> read(String body, Placeholders holes) {
    var keys = new YamlKeys(KIND, KEYS, body, holes);
    Optional<Scalar> resource = keys.text("resource");
    Optional<Scalar> group = keys.text("resource-group");
    Optional<Scalar> subscription = keys.text("subscription");
    Optional<Duration> window =
        keys.length(
            "window",
            length -> length.compareTo(LONGEST_WINDOW) <= 0,
            "Write a length of time such as `2h`; Azure keeps the activity log for 90 days.");
    resource.ifPresent(id -> ResourceIdCheck.check(keys, id, holes, ResourceId::read, ""));
    group.ifPresent(name -> checkGroup(keys, name, resource.isPresent(), holes));
    subscription.ifPresent(id -> checkSubscription(keys, id, holes));
    return Body.of(
        Optional.of(
            new ActivityLogBody(
                resource.map(Scalar::text),
                group.map(Scalar::text),
                subscription.map(Scalar::text),
                window.orElse(DEFAULT_WINDOW))),
        keys.faults());
  }

  private static void checkGroup(
      YamlKeys keys, Scalar group, boolean resource, Placeholders holes) {
    if (resource) {
      keys.wrong(
          group,
          "Azure filters by a resource or by a group, not by both",
          "Keep `resource:` or `resource-group:`.");
    } else if (!holes.fits(group.text(), ResourceId::isGroup)) {
      keys.wrong(
          group,
          "`" + group.text() + "` isn't the name of a resource group",
          "Write the name alone, such as `orders-prod`, or a whole id behind `resource:`.");
    }
  }

  private static void checkSubscription(YamlKeys keys, Scalar subscription, Placeholders holes) {
    if (!holes.fits(subscription.text(), ResourceId::isSubscription)) {
      keys.wrong(
          subscription,
          "`" + subscription.text() + "` isn't the id of a subscription",
          "Write its id alone, 36 characters, without `/subscriptions/`.");
    } else if (holes.areOpen() && !holes.in(subscription.text())) {
      keys.hardCoded(subscription, "id of a subscription");
    }
  }
}
