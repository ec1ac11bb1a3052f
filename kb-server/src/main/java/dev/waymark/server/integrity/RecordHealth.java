package dev.waymark.server.integrity;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * Whether the record was what was recorded when it was verified last. Neither live nor ready
 * depends on it: the server goes on.
 */
@Wellness
@ApplicationScoped
class RecordHealth implements HealthCheck {
  private final RecordWatch watch;

  RecordHealth(RecordWatch watch) {
    this.watch = watch;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder health =
        HealthCheckResponse.named("Record")
            .status(watch.last().map(RecordReport::isIntact).orElse(true));
    watch
        .last()
        .ifPresent(
            report ->
                health
                    .withData("verified", report.at().toString())
                    .withData("events", report.events())
                    .withData("findings", report.found()));
    return health.build();
  }
}
