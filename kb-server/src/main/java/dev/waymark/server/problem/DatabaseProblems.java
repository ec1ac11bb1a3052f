package dev.waymark.server.problem;

import dev.waymark.server.database.DatabaseMonitor;
import dev.waymark.server.database.DatabaseTrouble;
import dev.waymark.server.postgres.DatabaseState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Words the trouble of the database, and has it counted. */
@ApplicationScoped
public class DatabaseProblems {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private final DatabaseMonitor monitor;
  private final DatabaseState state;

  DatabaseProblems(DatabaseMonitor monitor, DatabaseState state) {
    this.monitor = monitor;
    this.state = state;
  }

  /** What a failure says about the database; empty if it says nothing about it. */
  public Optional<Problem> problem(Throwable failure) {
    return DatabaseTrouble.of(failure)
        .map(this::asFarAsKnown)
        .map(
            trouble -> {
              monitor.met(trouble, failure);
              return new Problem(
                      Problem.Kind.UNAVAILABLE,
                      detail(trouble) + state.trouble().map(reason -> " " + reason).orElse(""),
                      hint(trouble))
                  .retryAfter(RETRY_AFTER);
            });
  }

  /** That no connection came in time is to be expected while the database is away. */
  private DatabaseTrouble asFarAsKnown(DatabaseTrouble trouble) {
    return trouble == DatabaseTrouble.BUSY && monitor.awaySince().isPresent()
        ? DatabaseTrouble.AWAY
        : trouble;
  }

  private String detail(DatabaseTrouble trouble) {
    return switch (trouble) {
      case AWAY ->
          monitor
              .awaySince()
              .map(since -> "The database has been away since " + time(since) + ".")
              .orElse("The database can't be reached.");
      case BUSY -> "The database is there, but too busy to answer in time.";
      case FULL -> "The disk of the database is full, so that nothing can be recorded.";
      case UNKNOWN ->
          "The connection to the database was lost while it recorded this, so that it isn't known"
              + " whether it did.";
    };
  }

  private static String hint(DatabaseTrouble trouble) {
    return trouble == DatabaseTrouble.FULL
        ? "Free some space on it. What is recorded already can be read."
        : "Try again in a few seconds: what is recorded already isn't recorded twice.";
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }
}
