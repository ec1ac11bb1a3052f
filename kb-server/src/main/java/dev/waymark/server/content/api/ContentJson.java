package dev.waymark.server.content.api;

import dev.waymark.server.content.ContentProblem;
import dev.waymark.server.content.ContentState;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the content stands.
 *
 * @param kind {@code bundled}, {@code folder}, {@code own-repository} or {@code remote-repository}
 * @param trouble what keeps the newest content from being served
 * @param warnings what is served all the same, and should be known
 * @param broken ids of entries whose newest text doesn't run, so that the last good one is served
 */
record ContentJson(
    String kind,
    String source,
    Optional<String> branch,
    Optional<CommitJson> served,
    Optional<CommitJson> newest,
    Optional<Instant> synced,
    Optional<TroubleJson> trouble,
    List<TroubleJson> warnings,
    List<String> broken) {

  /** What is wrong, and what to do about it. */
  record TroubleJson(String detail, String hint) {
    static TroubleJson of(ContentProblem trouble) {
      return new TroubleJson(trouble.message(), trouble.hint());
    }
  }

  static ContentJson of(ContentState state, List<String> broken) {
    return new ContentJson(
        state.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        state.source(),
        state.branch(),
        state.served().map(CommitJson::of),
        state.newest().map(CommitJson::of),
        state.synced(),
        state.trouble().map(TroubleJson::of),
        state.warnings().stream().map(TroubleJson::of).toList(),
        broken);
  }
}
