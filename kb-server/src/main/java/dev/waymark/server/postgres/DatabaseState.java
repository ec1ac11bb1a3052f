package dev.waymark.server.postgres;

import java.util.List;
import java.util.Optional;

/**
 * How the database does, as far as the server knows without asking it: safe to show on pages and in
 * messages while it is away.
 */
public interface DatabaseState {
  /** Why it doesn't serve and what happens now, in sentences; empty while nothing is known. */
  Optional<String> trouble();

  /** What an administrator should mend before it becomes trouble, in sentences. */
  List<String> warnings();
}
