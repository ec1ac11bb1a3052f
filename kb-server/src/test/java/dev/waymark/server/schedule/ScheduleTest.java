package dev.waymark.server.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.scheduler.Scheduler;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ScheduleTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Inject Schedule schedule;
  @Inject Scheduler scheduler;

  @Test
  void whatFailsIsTriedAgainOnAThreadOfNoRequest() throws InterruptedException {
    BlockingQueue<String> turns = new LinkedBlockingQueue<>();
    try {
      schedule.every(
          SECOND,
          SECOND,
          "failing",
          () -> {
            turns.add(Thread.currentThread().getName() + " " + Vertx.currentContext());
            throw new IllegalStateException("as planned");
          });
      assertThat(turns.poll(20, TimeUnit.SECONDS)).matches("job-\\d+ null");
      assertThat(turns.poll(20, TimeUnit.SECONDS)).matches("job-\\d+ null");
    } finally {
      scheduler.unscheduleJob("failing");
    }
  }

  @Test
  void anIntervalOfZeroIsNever() {
    schedule.every(Duration.ZERO, SECOND, "never", () -> {});
    assertThat(scheduler.getScheduledJob("never")).isNull();
  }
}
