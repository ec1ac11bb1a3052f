package dev.waymark.server.start;

import dev.waymark.server.postgres.DatabaseState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** What is known of the database that the application uses. */
@ApplicationScoped
class DatabaseHealth implements DatabaseState {
  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }

  @Override
  public List<String> warnings() {
    return List.of();
  }
}
