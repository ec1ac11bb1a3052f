package dev.waymark.cli.stub;

import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What each service asks of a request, in the order in which it looks. */
final class ServiceContract {
  private final Clock clock;

  ServiceContract(Clock clock) {
    this.clock = clock;
  }

  private List<Requirement> requirements(StubService service) {
    return switch (service) {
      case SIGN_IN ->
          List.of(
              SignInRequirements.post(),
              SignInRequirements.tenant(),
              SignInRequirements.grant(),
              SignInRequirements.client(),
              SignInRequirements.scope());
      case LOGS ->
          List.of(
              LogsRequirements.method(),
              LogsRequirements.token(),
              LogsRequirements.scope(),
              LogsRequirements.json(),
              LogsRequirements.query(),
              LogsRequirements.timespan(),
              LogsRequirements.preferences());
      case METRIC_DEFINITIONS ->
          List.of(
              ResourceManagerRequirements.method("GET"),
              ResourceManagerRequirements.token(),
              ResourceManagerRequirements.apiVersion(
                  "metricDefinitions",
                  "2016-03-01",
                  "2017-05-01-preview",
                  "2018-01-01",
                  "2021-05-01",
                  "2023-10-01",
                  "2024-02-01"),
              ResourceManagerRequirements.subscription(),
              MetricsRequirements.resource());
      case METRICS ->
          List.of(
              ResourceManagerRequirements.method("GET"),
              ResourceManagerRequirements.token(),
              ResourceManagerRequirements.apiVersion(
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
      case ACTIVITY_LOG ->
          List.of(
              ResourceManagerRequirements.method("GET"),
              ResourceManagerRequirements.token(),
              ResourceManagerRequirements.apiVersion(
                  "eventtypes", "2014-04-01", "2015-04-01", "2017-03-01-preview"),
              ResourceManagerRequirements.subscription(),
              ActivityLogRequirements.filter(),
              ActivityLogRequirements.retention(clock),
              ActivityLogRequirements.select());
      case RESOURCE_GRAPH ->
          List.of(
              ResourceManagerRequirements.method("POST"),
              ResourceManagerRequirements.token(),
              ResourceManagerRequirements.apiVersion(
                  "resources",
                  "2018-09-01-preview",
                  "2019-04-01",
                  "2020-04-01-preview",
                  "2021-03-01",
                  "2021-06-01-preview",
                  "2022-10-01",
                  "2024-04-01"),
              GraphRequirements.json(),
              GraphRequirements.query(),
              GraphRequirements.scope(),
              GraphRequirements.options(),
              GraphRequirements.dialect());
    };
  }

  /** How the service refuses a request; empty where it looks at its data. */
  Optional<StubReply> refusal(StubRequest request) {
    return requirements(request.service()).stream()
        .flatMap(requirement -> requirement.refusal(request).stream())
        .findFirst();
  }
}
