package dev.waymark.server.start;

import dev.waymark.server.postgres.DatabaseState;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready is a server that can record: its database answers within a second, through the pool that
 * requests use, and takes writes.
 */
@Readiness
@ApplicationScoped
class DatabaseReadiness implements HealthCheck {
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private final DataSource source;
  private final DatabaseState state;

  /** The one question that is under way, or was last; whoever asks meanwhile waits for it too. */
  private CompletableFuture<Optional<String>> question =
      CompletableFuture.completedFuture(Optional.empty());

  DatabaseReadiness(DataSource source, DatabaseState state) {
    this.source = source;
    this.state = state;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<String> trouble = state.trouble().or(this::ask);
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("database").status(trouble.isEmpty());
    trouble.ifPresent(reason -> response.withData("reason", reason));
    List<String> warnings = state.warnings();
    for (int i = 0; i < warnings.size(); i++) {
      response.withData("warning" + (i + 1), warnings.get(i));
    }
    return response.build();
  }

  private Optional<String> ask() {
    try {
      return underWay().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Optional.of("The database doesn't answer within a second.");
    } catch (ExecutionException e) {
      return Optional.of("The database can't be asked: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("The server is ending.");
    }
  }

  private synchronized CompletableFuture<Optional<String>> underWay() {
    if (question.isDone()) {
      CompletableFuture<Optional<String>> next = new CompletableFuture<>();
      Thread.startVirtualThread(() -> next.complete(whyItTakesNoWrites()));
      question = next;
    }
    return question;
  }

  private Optional<String> whyItTakesNoWrites() {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show transaction_read_only")) {
      row.next();
      return row.getString(1).equals("off")
          ? Optional.empty()
          : Optional.of("The database may only be read: it's a standby, or set to be read only.");
    } catch (SQLException e) {
      return Optional.of("The database can't be reached: " + e.getMessage());
    }
  }
}
