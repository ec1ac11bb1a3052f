package dev.waymark.cli.stub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the activity log asks of a query: <a
 * href="https://learn.microsoft.com/rest/api/monitor/activity-logs/list">Activity Logs - List</a>,
 * which allows these filters and no others.
 */
final class ActivityLogRequirements {
  private static final Duration RETENTION = Duration.ofDays(90);
  private static final Pattern FILTER =
      Pattern.compile(
          "eventTimestamp ge '([^']+)'(?: and eventTimestamp le '([^']+)')?"
              + "(?: and (?:resourceGroupName|resourceUri|resourceProvider|correlationId)"
              + " eq '(?:[^']|'')+')?");
  private static final Set<String> SELECTABLE =
      Set.of(
          "authorization",
          "claims",
          "correlationId",
          "description",
          "eventDataId",
          "eventName",
          "eventTimestamp",
          "httpRequest",
          "level",
          "operationId",
          "operationName",
          "properties",
          "resourceGroupName",
          "resourceId",
          "resourceProviderName",
          "status",
          "subStatus",
          "submissionTimestamp",
          "subscriptionId");

  private ActivityLogRequirements() {}

  static Requirement filter() {
    return request -> {
      String filter = request.parameter("$filter").orElse("");
      Matcher matcher = FILTER.matcher(filter.strip());
      boolean good =
          matcher.matches()
              && Timespans.time(matcher.group(1)).isPresent()
              && (matcher.group(2) == null || Timespans.time(matcher.group(2)).isPresent());
      return good ? Optional.empty() : bad("$filter searching parameters invalid: " + filter);
    };
  }

  static Requirement retention(Clock clock) {
    return request -> {
      Matcher matcher = FILTER.matcher(request.parameter("$filter").orElse("").strip());
      if (!matcher.matches()) {
        return Optional.empty();
      }
      Optional<Instant> start = Timespans.time(matcher.group(1));
      Optional<Instant> end = Optional.ofNullable(matcher.group(2)).flatMap(Timespans::time);
      Instant now = clock.instant();
      if (start.filter(at -> at.isBefore(now.minus(RETENTION))).isPresent()) {
        return bad(
            "The start time cannot be more than %d days in the past."
                .formatted(RETENTION.toDays()));
      }
      return end.filter(at -> start.filter(at::isBefore).isPresent()).isPresent()
          ? bad("The start time cannot be later than the end time.")
          : Optional.empty();
    };
  }

  static Requirement select() {
    return request ->
        request
            .parameter("$select")
            .flatMap(
                select ->
                    Arrays.stream(select.split(","))
                        .map(String::strip)
                        .filter(name -> !SELECTABLE.contains(name))
                        .findFirst())
            .flatMap(name -> bad("$select names an unknown property: " + name));
  }

  private static Optional<StubReply> bad(String message) {
    return Optional.of(StubReply.flat(400, "BadRequest", message));
  }
}
