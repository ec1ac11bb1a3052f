package dev.waymark.cli.stub;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One of Azure's services: where it is, what it asks of a request, and what it replies. */
public enum StubService {
  SIGN_IN {
    @Override
    boolean isAt(String path) {
      return path.endsWith("/oauth2/v2.0/token");
    }

    @Override
    List<Requirement> requirements(Clock clock) {
      return List.of(
          SignInRequirements.post(),
          SignInRequirements.tenant(),
          SignInRequirements.grant(),
          SignInRequirements.client(),
          SignInRequirements.scope());
    }

    @Override
    StubReply reply(ScenarioContent content, StubRequest request) {
      return SignInRequirements.token(request);
    }
  },
  LOGS {
    @Override
    boolean isAt(String path) {
      return path.startsWith("/v1/") && path.endsWith("/query");
    }

    @Override
    List<Requirement> requirements(Clock clock) {
      return List.of(
          LogsRequirements.method(),
          LogsRequirements.token(),
          LogsRequirements.scope(),
          LogsRequirements.json(),
          LogsRequirements.query(),
          LogsRequirements.timespan(),
          LogsRequirements.preferences());
    }

    @Override
    StubReply reply(ScenarioContent content, StubRequest request) {
      return content.logs(request);
    }
  },
  METRICS {
    @Override
    boolean isAt(String path) {
      return path.endsWith("/providers/microsoft.insights/metrics");
    }

    @Override
    List<Requirement> requirements(Clock clock) {
      return List.of(
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
    }

    @Override
    StubReply reply(ScenarioContent content, StubRequest request) {
      return content.metrics(request);
    }
  },
  METRIC_DEFINITIONS {
    @Override
    boolean isAt(String path) {
      return path.endsWith("/providers/microsoft.insights/metricdefinitions");
    }

    @Override
    List<Requirement> requirements(Clock clock) {
      return List.of(
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
    }

    @Override
    StubReply reply(ScenarioContent content, StubRequest request) {
      return content.metricDefinitions(request);
    }
  },
  RESOURCE_GRAPH {
    @Override
    boolean isAt(String path) {
      return path.equals("/providers/microsoft.resourcegraph/resources");
    }

    @Override
    List<Requirement> requirements(Clock clock) {
      return List.of(
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
    }

    @Override
    StubReply reply(ScenarioContent content, StubRequest request) {
      return content.graph(request);
    }
  },
  ACTIVITY_LOG {
    @Override
    boolean isAt(String path) {
      return path.endsWith("/providers/microsoft.insights/eventtypes/management/values");
    }

    @Override
    List<Requirement> requirements(Clock clock) {
      return List.of(
          ResourceManagerRequirements.method("GET"),
          ResourceManagerRequirements.token(),
          ResourceManagerRequirements.apiVersion(
              "eventtypes", "2014-04-01", "2015-04-01", "2017-03-01-preview"),
          ResourceManagerRequirements.subscription(),
          ActivityLogRequirements.filter(),
          ActivityLogRequirements.retention(clock),
          ActivityLogRequirements.select());
    }

    @Override
    StubReply reply(ScenarioContent content, StubRequest request) {
      return content.activityLog(request);
    }
  };

  /** The service at a path; empty where there is none. */
  static Optional<StubService> at(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return List.of(values()).stream().filter(service -> service.isAt(lower)).findFirst();
  }

  /** Whether a path, in lower case, is its. */
  abstract boolean isAt(String path);

  /** What it asks of a request, in the order in which it looks. */
  abstract List<Requirement> requirements(Clock clock);

  /** What it replies in a scenario. */
  abstract StubReply reply(ScenarioContent content, StubRequest request);

  /** How it refuses a request; empty where it looks at its data. */
  Optional<StubReply> refusal(StubRequest request, Clock clock) {
    return requirements(clock).stream()
        .flatMap(requirement -> requirement.refusal(request).stream())
        .findFirst();
  }
}
