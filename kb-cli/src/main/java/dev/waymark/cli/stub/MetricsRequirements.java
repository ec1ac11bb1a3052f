package dev.waymark.cli.stub;

import dev.waymark.runbooks.fence.azure.MetricAggregation;
import dev.waymark.runbooks.fence.azure.MetricsBody;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Azure Monitor asks of a query for metrics: <a
 * href="https://learn.microsoft.com/rest/api/monitor/metrics/list">Metrics - List</a>. It refuses
 * with a code and a message that stand in no {@code error}.
 */
final class MetricsRequirements {
  static final List<String> AGGREGATIONS =
      Arrays.stream(MetricAggregation.values()).map(MetricAggregation::label).toList();

  private static final Pattern RESOURCE =
      Pattern.compile(
          "(?i)/subscriptions/[^/]+/resourceGroups/[^/]+/providers/([^/]+)/([^/]+)/[^/]+((?:/[^/]+/[^/]+)*)"
              + "/providers/microsoft\\.insights/metric\\w*");
  private static final String COMPARISON =
      "\\(?\\s*[\\w ./-]+?\\s+(?:eq|ne|sw)\\s+'(?:[^']|'')*'\\s*\\)?";
  private static final Pattern FILTER =
      Pattern.compile("(?i)" + COMPARISON + "(?:\\s+(?:and|or)\\s+" + COMPARISON + ")*");

  private MetricsRequirements() {}

  static Requirement resource() {
    return request ->
        RESOURCE.matcher(request.path()).matches()
            ? Optional.empty()
            : bad("The resource id is invalid: " + request.path());
  }

  static Requirement timespan() {
    return request ->
        request
            .parameter("timespan")
            .filter(timespan -> !Timespans.isIso(timespan))
            .flatMap(timespan -> bad("Invalid time interval input: " + timespan));
  }

  static Requirement interval() {
    return request ->
        request
            .parameter("interval")
            .filter(
                interval ->
                    Timespans.length(interval).filter(MetricsBody.INTERVALS::contains).isEmpty())
            .flatMap(
                interval ->
                    bad(
                        "Invalid time grain duration: %s, supported ones are: %s"
                            .formatted(
                                interval,
                                MetricsBody.INTERVALS.stream()
                                    .map(MetricsRequirements::clock)
                                    .collect(Collectors.joining(",")))));
  }

  static Requirement aggregation() {
    return request -> {
      for (String name : list(request, "aggregation")) {
        if (AGGREGATIONS.stream().noneMatch(name::equalsIgnoreCase)) {
          return bad(
              "Invalid aggregation type: %s, supported ones are: None,%s"
                  .formatted(name, String.join(",", AGGREGATIONS)));
        }
      }
      return Optional.empty();
    };
  }

  static Requirement filter() {
    return request ->
        request
            .parameter("$filter")
            .filter(filter -> !FILTER.matcher(filter.strip()).matches())
            .flatMap(filter -> bad("Invalid filter input: " + filter));
  }

  /** Refuses metrics that a resource doesn't have. */
  static Optional<StubReply> unknown(StubRequest request, Set<String> known) {
    Matcher resource = RESOURCE.matcher(request.path());
    return list(request, "metricnames").stream()
        .filter(name -> known.stream().noneMatch(name::equalsIgnoreCase))
        .findFirst()
        .filter(name -> resource.matches())
        .flatMap(
            name ->
                bad(
                    "Failed to find metric configuration for provider: %s, resource Type: %s, metric: %s, Valid metrics: %s"
                        .formatted(
                            resource.group(1), resource.group(2), name, String.join(",", known))));
  }

  static List<String> list(StubRequest request, String parameter) {
    List<String> names = new ArrayList<>();
    request
        .parameter(parameter)
        .ifPresent(
            list -> {
              for (String name : list.split(",")) {
                names.add(name.strip());
              }
            });
    return names;
  }

  private static String clock(Duration length) {
    return length.toDays() > 0
        ? "%d.00:00:00".formatted(length.toDays())
        : String.format(Locale.ROOT, "%02d:%02d:00", length.toHours(), length.toMinutesPart());
  }

  private static Optional<StubReply> bad(String message) {
    return Optional.of(StubReply.flat(400, "BadRequest", message));
  }
}
