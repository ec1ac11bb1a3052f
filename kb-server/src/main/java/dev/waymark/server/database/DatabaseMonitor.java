package dev.waymark.server.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Asks the database again and again whether it is there, on a connection of its own. When no reply
 * comes in time, whoever waits for one is told at once; when it answers, everything goes on. So
 * nobody waits for a database that is away, and a long question to one that is there may take its
 * time.
 */
@ApplicationScoped
public class DatabaseMonitor {
  private static final Logger LOG = Logger.getLogger(DatabaseMonitor.class);

  private static final Duration EVERY = Duration.ofMillis(100);

  /**
   * How long a request waits for a free connection; with the limit for locks below a second. While
   * the server starts, it's the setting of the pools, since the first connections take longer.
   */
  private static final Duration ACQUISITION = Duration.ofMillis(450);

  /** Nothing holds these for longer than a short look-up takes. */
  private static final Duration ACQUISITION_OF_SESSIONS = Duration.ofMillis(700);

  /** While the database is away: a pool waits even if it couldn't make a connection. */
  private static final Duration AT_ONCE = Duration.ofMillis(10);

  /** Trouble that hasn't been met for so long is over. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  private final AgroalDataSource main;
  private final AgroalDataSource sessions;
  private final ConnectionLimits connections;
  private final Clock clock;
  private final Heartbeat heartbeat;
  private final Map<DatabaseTrouble, Episode> episodes = new EnumMap<>(DatabaseTrouble.class);
  private volatile Optional<Instant> away = Optional.empty();
  private volatile boolean stopping;
  private Optional<Thread> thread = Optional.empty();

  DatabaseMonitor(
      AgroalDataSource main,
      @io.quarkus.agroal.DataSource("sessions") AgroalDataSource sessions,
      ConnectionLimits connections,
      Clock clock) {
    this.main = main;
    this.sessions = sessions;
    this.connections = connections;
    this.clock = clock;
    this.heartbeat = Heartbeat.of(main);
  }

  /** How often some trouble was met, and when last. */
  private record Episode(Instant since, Instant last, int count) {
    Episode again(Instant now) {
      return new Episode(since, now, count + 1);
    }
  }

  void begin(@Observes StartupEvent event) {
    CircuitBreakerDriver.open();
    limitAll();
    Thread beating = new Thread(this::watch, "database-heartbeat");
    beating.setDaemon(true);
    beating.start();
    thread = Optional.of(beating);
  }

  private void limitAll() {
    limit(main, ACQUISITION);
    limit(sessions, ACQUISITION_OF_SESSIONS);
  }

  private static void limit(AgroalDataSource pool, Duration acquisition) {
    pool.getConfiguration().connectionPoolConfiguration().setAcquisitionTimeout(acquisition);
  }

  /**
   * So that nobody waits until one has come about. A smallest size of the pool would do it too, but
   * is tried again without end while the database is away, and everybody waits for that.
   */
  private void openAllOfSessions() {
    List<Connection> all = new ArrayList<>();
    try {
      while (all.size() < sessions.getConfiguration().connectionPoolConfiguration().maxSize()) {
        all.add(sessions.getConnection());
      }
    } catch (SQLException e) {
      LOG.debug("Who needs a connection waits until one has come about", e);
    }
    for (Connection connection : all) {
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.debug("A connection has ended", e);
      }
    }
  }

  void end(@Observes ShutdownEvent event) {
    stopping = true;
    thread.ifPresent(Thread::interrupt);
  }

  /** Since when it has been away; empty while it answers. */
  public Optional<Instant> awaySince() {
    return away;
  }

  /**
   * Counts a request that failed. The log has one line when a kind of trouble begins and one when
   * it is over, with how many requests met it.
   */
  public void met(DatabaseTrouble trouble, Throwable failure) {
    Instant now = clock.instant();
    synchronized (episodes) {
      Episode before = episodes.get(trouble);
      if (before == null) {
        LOG.warnf("The database is in trouble (%s): %s", trouble, rootMessage(failure));
      }
      episodes.put(trouble, before == null ? new Episode(now, now, 1) : before.again(now));
    }
  }

  private void watch() {
    openAllOfSessions();
    while (!stopping) {
      try {
        heartbeat.beat();
        answered();
      } catch (SQLException e) {
        if (DatabaseTrouble.of(e).filter(DatabaseTrouble.AWAY::equals).isPresent()) {
          silent(e);
        } else {
          // It refuses, so it is there.
          answered();
        }
      }
      endQuietEpisodes();
      try {
        Thread.sleep(EVERY.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    heartbeat.close();
  }

  private void answered() {
    Optional<Instant> since = away;
    if (since.isPresent()) {
      main.flush(FlushMode.ALL);
      sessions.flush(FlushMode.ALL);
      CircuitBreakerDriver.open();
      limitAll();
      away = Optional.empty();
      LOG.infof(
          "The database is back after %.1f s.",
          Duration.between(since.orElseThrow(), clock.instant()).toMillis() / 1000.0);
    }
  }

  private void silent(SQLException e) {
    if (stopping) {
      return;
    }
    if (away.isEmpty()) {
      away = Optional.of(clock.instant());
      LOG.warnf(
          "The database is away: %s. Entries and what was read lately are shown from memory, all"
              + " else is answered with 503 until it is back.",
          rootMessage(e));
      CircuitBreakerDriver.shut();
      limit(main, AT_ONCE);
      limit(sessions, AT_ONCE);
      connections.abortAll();
      main.flush(FlushMode.ALL);
      sessions.flush(FlushMode.ALL);
    } else {
      // One may have come about while the others were ended.
      connections.abortAll();
    }
  }

  private void endQuietEpisodes() {
    Instant quiet = clock.instant().minus(QUIET);
    synchronized (episodes) {
      episodes
          .entrySet()
          .removeIf(
              episode -> {
                Episode told = episode.getValue();
                boolean over = told.last().isBefore(quiet);
                if (over) {
                  LOG.infof(
                      "The database's trouble (%s) is over: %d requests met it within %d s.",
                      episode.getKey(),
                      told.count(),
                      Duration.between(told.since(), told.last()).toSeconds() + 1);
                }
                return over;
              });
    }
  }

  private static String rootMessage(Throwable failure) {
    String message = "";
    for (Throwable one = failure; one != null; one = one.getCause()) {
      message = Objects.requireNonNullElse(one.getMessage(), message);
    }
    return message.lines().findFirst().orElse("");
  }
}
