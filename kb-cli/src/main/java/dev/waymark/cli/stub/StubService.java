package dev.waymark.cli.stub;

import java.util.Locale;
import java.util.Optional;

/** Which of Azure's services a request is for. */
public enum StubService {
  SIGN_IN,
  LOGS,
  METRICS,
  METRIC_DEFINITIONS,
  RESOURCE_GRAPH,
  ACTIVITY_LOG;

  /** The service at a path; empty where there is none. */
  static Optional<StubService> at(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    if (lower.endsWith("/oauth2/v2.0/token")) {
      return Optional.of(SIGN_IN);
    }
    if (lower.startsWith("/v1/") && lower.endsWith("/query")) {
      return Optional.of(LOGS);
    }
    if (lower.endsWith("/providers/microsoft.insights/metricdefinitions")) {
      return Optional.of(METRIC_DEFINITIONS);
    }
    if (lower.endsWith("/providers/microsoft.insights/metrics")) {
      return Optional.of(METRICS);
    }
    if (lower.equals("/providers/microsoft.resourcegraph/resources")) {
      return Optional.of(RESOURCE_GRAPH);
    }
    return lower.endsWith("/providers/microsoft.insights/eventtypes/management/values")
        ? Optional.of(ACTIVITY_LOG)
        : Optional.empty();
  }
}
