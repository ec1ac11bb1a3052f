package dev.waymark.server.start;

import dev.waymark.server.postgres.StartFailure;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends the process within two seconds of being told to, whatever hangs. */
final class Shutdown {
  /** For the application, to answer what is under way. */
  private static final Duration APPLICATION = Duration.ofMillis(600);

  /** For the embedded database, to end in order. */
  private static final Duration DATABASE = Duration.ofMillis(400);

  private static final Duration ALL = Duration.ofMillis(1_400);

  /** As shells count a process that SIGTERM has ended. */
  private static final int TERMINATED = 143;

  private static final CountDownLatch APPLICATION_STOPPED = new CountDownLatch(1);

  private Shutdown() {}

  /** From now on; the embedded database, if there is one, is ended after the application. */
  static void prepare() {
    Runtime.getRuntime().addShutdownHook(new Thread(Shutdown::end, "shutdown"));
  }

  /** The application no longer needs the database. */
  static void applicationStopped() {
    APPLICATION_STOPPED.countDown();
  }

  /** Ends a start that can't succeed, with the reason and no stack trace. */
  static void giveUp(StartFailure failure) {
    System.err.println(failure.getMessage());
    DatabaseStart.embedded().ifPresent(database -> database.stop(DATABASE));
    Runtime.getRuntime().halt(1);
  }

  private static void end() {
    Thread halt = new Thread(Shutdown::haltAfterAll, "shutdown-limit");
    halt.setDaemon(true);
    halt.start();
    try {
      APPLICATION_STOPPED.await(APPLICATION.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    DatabaseStart.embedded().ifPresent(database -> database.stop(DATABASE));
  }

  /** What still runs then waits for something that doesn't answer. */
  private static void haltAfterAll() {
    try {
      TimeUnit.MILLISECONDS.sleep(ALL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(TERMINATED);
  }
}
