package dev.waymark.server.integrity;

import dev.waymark.server.content.Content;
import dev.waymark.server.content.ProposedBranch;
import dev.waymark.server.integrity.RecordReader.Head;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Keeps the heads of logs in a branch of the content repository. */
@ApplicationScoped
class RecordAnchors {
  private final Content content;
  private final Clock clock;

  RecordAnchors(Content content, Clock clock) {
    this.content = content;
    this.clock = clock;
  }

  /**
   * All that were ever written; refused if the content isn't a repository, or it's out of reach.
   */
  Result<Anchors> read() {
    Result<Anchors> anchors = Anchors.of(content.filesOf(Anchors.BRANCH));
    return anchors instanceof Result.Refused<Anchors> refused
        ? Result.refused(unanchored(refused.problem()))
        : anchors;
  }

  private Problem unanchored(Problem problem) {
    return content.writable()
        ? problem
        : Problem.invalid(
            "The record isn't anchored: the entries aren't read from a git repository.",
            "Name one in WAYMARK_CONTENT_URL, or start the server without --content.");
  }

  /** Anchors those heads that aren't yet; how many there were. */
  Result<Integer> add(Collection<Head> heads) {
    Result<Map<String, String>> files = content.filesOf(Anchors.BRANCH);
    if (files instanceof Result.Refused<Map<String, String>> refused) {
      return Result.refused(unanchored(refused.problem()));
    }
    Anchors known = Anchors.read(files.orThrow());
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    List<Anchor> added =
        heads.stream()
            .filter(head -> head.sequence() > 0)
            .map(head -> Anchor.of(head, now))
            .filter(anchor -> !known.of(anchor.log()).containsKey(anchor.sequence()))
            .toList();
    if (added.isEmpty()) {
      return Result.done(0);
    }
    Result<ProposedBranch> kept =
        content.keep(
            Anchors.BRANCH,
            AnchorFiles.with(files.orThrow(), added, now),
            "Anchor " + added.size() + (added.size() == 1 ? " log" : " logs") + " of the record");
    return kept.map(proposed -> added.size());
  }
}
