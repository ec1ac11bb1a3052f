package dev.waymark.server.content.page;

import dev.waymark.server.content.ContentProblem;
import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * Where entries come from.
 *
 * @param kind what the source is, in words
 * @param upToDate whether the newest commit that was seen is served
 * @param followed whether anything ever changes by itself
 * @param broken entries whose newest text doesn't run
 */
record ContentView(
    String kind,
    String source,
    Optional<String> branch,
    Optional<Commit> served,
    Optional<Commit> newest,
    boolean upToDate,
    boolean followed,
    Optional<Moment> synced,
    Optional<ContentProblem> trouble,
    List<ContentProblem> warnings,
    List<Line> broken,
    int entries) {
  ContentView {
    warnings = List.copyOf(warnings);
    broken = List.copyOf(broken);
  }

  /** A commit. */
  record Commit(String id, String shortId, String author, Moment at, String subject) {}

  /** An entry. */
  record Line(String id, String title) {}
}
