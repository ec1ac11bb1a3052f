package dev.waymark.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.TimeoutException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import java.util.Optional;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What failures say about the database. */
class DatabaseTroubleTest {
  @ParameterizedTest
  @CsvSource({
    "08000, AWAY",
    "08001, AWAY",
    "08003, AWAY",
    "08006, AWAY",
    "57P01, AWAY",
    "57P02, AWAY",
    "57P03, AWAY",
    "57P05, AWAY",
    "08007, UNKNOWN",
    "53100, FULL",
    "53200, BUSY",
    "53300, BUSY",
    "55P03, BUSY",
    "57014, BUSY",
    "40P01, BUSY",
    "40001, BUSY",
  })
  void aStateThatMayPassIsTrouble(String state, DatabaseTrouble trouble) {
    assertThat(DatabaseTrouble.of(wrapped(new SQLException("no", state)))).contains(trouble);
  }

  @ParameterizedTest
  @CsvSource({"23505", "42501", "42P01", "22021", "XX000", "02000"})
  void allOtherStatesAreBugs(String state) {
    assertThat(DatabaseTrouble.of(wrapped(new SQLException("no", state)))).isEmpty();
  }

  @Test
  void noConnectionInTimeHasNoState() {
    assertThat(of(new SQLException("Sorry, acquisition timeout!"))).contains(DatabaseTrouble.BUSY);
    assertThat(of(new SQLException("Acquisition timeout while waiting for new connection")))
        .contains(DatabaseTrouble.BUSY);
    assertThat(of(new SQLException("This statement has been closed."))).isEmpty();
  }

  @Test
  void aCommitThatWasLostMayHaveHappened() {
    RollbackException lost = new RollbackException("Could not commit transaction.");
    assertThat(of(lost)).contains(DatabaseTrouble.UNKNOWN);
    XAException aside = new XAException(XAException.XAER_RMFAIL);
    aside.initCause(new SQLException("An I/O error occurred", "08006"));
    lost.addSuppressed(aside);
    assertThat(of(lost)).contains(DatabaseTrouble.UNKNOWN);
  }

  @Test
  void aCommitThatWasRefusedIsWhatItWasRefusedFor() {
    RollbackException refused = new RollbackException("Could not commit transaction.");
    refused.addSuppressed(new SQLException("disk full", "53100"));
    assertThat(of(refused)).contains(DatabaseTrouble.FULL);
    RollbackException wrong = new RollbackException("Could not commit transaction.");
    wrong.addSuppressed(new SQLException("duplicate key", "23505"));
    assertThat(of(wrong)).isEmpty();
  }

  @Test
  void aWaitThatWasCutIsTrouble() {
    assertThat(of(new TimeoutException())).contains(DatabaseTrouble.BUSY);
    assertThat(of(new IllegalStateException("a bug"))).isEmpty();
  }

  @Test
  void causesInACircleEnd() {
    RuntimeException one = new RuntimeException("one");
    RuntimeException other = new RuntimeException("other", one);
    one.initCause(other);
    assertThat(of(one)).isEmpty();
  }

  private static Optional<DatabaseTrouble> of(Throwable failure) {
    return DatabaseTrouble.of(failure);
  }

  private static Throwable wrapped(SQLException failure) {
    return new IllegalStateException("around it", new RuntimeException(failure));
  }
}
