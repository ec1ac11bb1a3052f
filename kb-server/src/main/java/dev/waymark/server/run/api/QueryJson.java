package dev.waymark.server.run.api;

import dev.waymark.runbooks.tree.Tree;
import dev.waymark.sources.live.QueryPhase;
import dev.waymark.sources.live.QueryProgress;
import java.time.Instant;
import java.util.Optional;

/**
 * A live query of a run. Of the last four fields only the one named like the phase is there.
 *
 * @param id by which it can be cancelled, as long as it is queued or running
 * @param node the step that it belongs to
 * @param stay which stay at the step, from 1
 * @param kind of its fence, such as {@code kql}
 * @param target what is asked, in words for people
 * @param phase {@code queued}, {@code running}, {@code done} or {@code failed}
 */
record QueryJson(
    long id,
    String node,
    String title,
    int stay,
    String kind,
    String target,
    Instant submitted,
    String phase,
    Optional<QueuedJson> queued,
    Optional<RunningJson> running,
    Optional<DoneJson> done,
    Optional<FailedJson> failed) {

  /**
   * It waits for its turn.
   *
   * @param position 1 is next
   */
  record QueuedJson(int position) {}

  /**
   * It is being asked.
   *
   * @param since when its turn came
   * @param limitMs from then on, after which it is given up
   * @param attempt which try, from 1
   * @param resumes when the next try begins, while it waits for that
   */
  record RunningJson(Instant since, long limitMs, int attempt, Optional<Instant> resumes) {}

  /**
   * It has rows.
   *
   * @param partial whether some are missing
   * @param remembered whether it wasn't asked, since a fresh answer was there
   */
  record DoneJson(int rows, boolean partial, boolean remembered, long tookMs) {}

  /**
   * It has none.
   *
   * @param kind refused, throttled, timed-out, unreachable, invalid, cancelled or no-source
   * @param attempts how often it was asked
   */
  record FailedJson(String kind, String message, String hint, int attempts) {}

  static QueryJson of(QueryProgress query, Tree tree, Instant now) {
    QueryPhase phase = query.phase();
    return new QueryJson(
        query.id(),
        query.node(),
        tree.node(query.node()).orElseThrow().title(),
        query.stay(),
        query.query().kind().label(),
        query.target(),
        query.submitted(),
        word(phase),
        of(phase, QueryPhase.Queued.class).map(queued -> new QueuedJson(queued.position())),
        of(phase, QueryPhase.Running.class)
            .map(
                running ->
                    new RunningJson(
                        now.minus(running.elapsed()),
                        running.limit().toMillis(),
                        running.attempt(),
                        running.resumes())),
        of(phase, QueryPhase.Done.class)
            .map(
                done ->
                    new DoneJson(
                        done.rows(), done.partial(), done.remembered(), done.took().toMillis())),
        of(phase, QueryPhase.Failed.class)
            .map(
                failed ->
                    new FailedJson(
                        RunJson.label(failed.kind()),
                        failed.message(),
                        failed.hint(),
                        failed.attempts())));
  }

  private static String word(QueryPhase phase) {
    return switch (phase) {
      case QueryPhase.Queued _ -> "queued";
      case QueryPhase.Running _ -> "running";
      case QueryPhase.Done _ -> "done";
      case QueryPhase.Failed _ -> "failed";
    };
  }

  private static <T extends QueryPhase> Optional<T> of(QueryPhase phase, Class<T> type) {
    return Optional.of(phase).filter(type::isInstance).map(type::cast);
  }
}
