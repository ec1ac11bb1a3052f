package dev.waymark.server.run;

import dev.waymark.runbooks.query.QuerySource;
import java.util.Optional;

/** Where the answers of runs come from. */
interface AnswerSources {
  /** The source of a run on an entry, and on recorded data where it names a scenario. */
  QuerySource of(String entryId, Optional<String> scenario);
}
