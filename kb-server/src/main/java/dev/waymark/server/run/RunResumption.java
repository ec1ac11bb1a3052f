package dev.waymark.server.run;

import dev.waymark.server.schedule.Schedule;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;

/**
 * Goes on with waiting runs in the background: all of them at the start, then those left behind.
 */
@ApplicationScoped
class RunResumption {
  /** Another server that works for a run has recorded something of it by then. */
  private static final Duration LEFT_BEHIND = Duration.ofMinutes(1);

  private final RunProgress runs;
  private final RunConfig config;
  private final Clock clock;
  private volatile Duration leftBehind = Duration.ZERO;

  RunResumption(RunProgress runs, RunConfig config, Clock clock) {
    this.runs = runs;
    this.config = config;
    this.clock = clock;
  }

  void begin(@Observes StartupEvent event, Schedule schedule) {
    schedule.every(config.resumeInterval(), Duration.ofSeconds(1), "resume-runs", this::resume);
  }

  private void resume() {
    runs.resume(clock.instant().minus(leftBehind));
    leftBehind = LEFT_BEHIND;
  }
}
