package dev.waymark.server.database;

import io.smallrye.mutiny.TimeoutException;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.transaction.xa.XAException;

/** What keeps the database from doing what it was asked, if asking again may help. */
public enum DatabaseTrouble {
  /** It can't be reached, or it ended, or nothing comes from it. */
  AWAY,
  /** It is there, but others hold what is needed: connections, locks, time. */
  BUSY,
  /** Its disk is full. */
  FULL,
  /** The connection was lost while it committed: nobody here knows whether it did. */
  UNKNOWN;

  private static final String DISK_FULL = "53100";
  private static final String QUERY_CANCELED = "57014";
  private static final String OUTCOME_UNKNOWN = "08007";
  private static final Set<String> CONTENTION = Set.of("55P03", "40P01", "40001");

  /** What Agroal says, without an SQLSTATE, when all connections are in use. */
  private static final String NO_CONNECTION_IN_TIME = "acquisition timeout";

  /**
   * The trouble behind a failure; empty for all others, which are bugs. Transaction managers and
   * interceptors wrap what has failed, and put some of it aside as suppressed.
   */
  public static Optional<DatabaseTrouble> of(Throwable failure) {
    List<Throwable> all = all(failure);
    boolean isCommit = all.stream().anyMatch(DatabaseTrouble::isOfCommit);
    Optional<SQLException> sql =
        all.stream()
            .filter(SQLException.class::isInstance)
            .map(SQLException.class::cast)
            .findFirst();
    if (sql.isEmpty()) {
      boolean isLate = all.stream().anyMatch(TimeoutException.class::isInstance);
      return isCommit ? Optional.of(UNKNOWN) : isLate ? Optional.of(BUSY) : Optional.empty();
    }
    Optional<DatabaseTrouble> trouble =
        all.stream()
            .filter(SQLException.class::isInstance)
            .map(SQLException.class::cast)
            .map(DatabaseTrouble::ofState)
            .flatMap(Optional::stream)
            .findFirst();
    return isCommit && trouble.filter(AWAY::equals).isPresent() ? Optional.of(UNKNOWN) : trouble;
  }

  private static Optional<DatabaseTrouble> ofState(SQLException e) {
    String state = e.getSQLState();
    if (state == null) {
      String message = Objects.requireNonNullElse(e.getMessage(), "");
      return message.toLowerCase(Locale.ROOT).contains(NO_CONNECTION_IN_TIME)
          ? Optional.of(BUSY)
          : Optional.empty();
    }
    if (state.equals(DISK_FULL)) {
      return Optional.of(FULL);
    }
    if (state.equals(OUTCOME_UNKNOWN)) {
      return Optional.of(UNKNOWN);
    }
    if (state.startsWith("53") || state.equals(QUERY_CANCELED) || CONTENTION.contains(state)) {
      return Optional.of(BUSY);
    }
    return state.startsWith("08") || state.startsWith("57") ? Optional.of(AWAY) : Optional.empty();
  }

  private static boolean isOfCommit(Throwable failure) {
    return failure instanceof RollbackException
        || failure instanceof HeuristicMixedException
        || failure instanceof HeuristicRollbackException
        || failure instanceof SystemException
        || failure instanceof XAException;
  }

  /** A failure with its causes and what they suppressed, each once. */
  private static List<Throwable> all(Throwable failure) {
    List<Throwable> found = new ArrayList<>();
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
    while (!open.isEmpty()) {
      Throwable one = open.poll();
      if (seen.add(one)) {
        found.add(one);
        Optional.ofNullable(one.getCause()).ifPresent(open::add);
        open.addAll(List.of(one.getSuppressed()));
        if (one instanceof SQLException sql && sql.getNextException() != null) {
          open.add(sql.getNextException());
        }
      }
    }
    return found;
  }
}
