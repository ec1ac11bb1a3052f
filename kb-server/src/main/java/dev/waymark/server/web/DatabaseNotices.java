package dev.waymark.server.web;

import dev.waymark.server.postgres.DatabaseState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;

/** What administrators are told of the database on every page: {@code {inject:database}}. */
@ApplicationScoped
@Named("database")
public class DatabaseNotices {
  private final DatabaseState state;

  DatabaseNotices(DatabaseState state) {
    this.state = state;
  }

  /** What they should mend, in sentences. */
  public List<String> getWarnings() {
    return state.warnings();
  }
}
