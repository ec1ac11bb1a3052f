package dev.waymark.runbooks.run;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.PatternResult;
import dev.waymark.model.run.RunEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One asking of a node's query.
 *
 * @param query as it was sent; if a value was missing, so that nothing was sent, as the author
 *     wrote it
 * @param answer absent while it is awaited, if nothing was sent, or if it never came
 * @param waited how long the answer before said to wait with this one; absent if it wasn't that
 * @param proposal which pattern held, or why none can be proposed; empty until there is an answer
 */
public record Attempt(
    BoundQuery query,
    Optional<Duration> waited,
    Optional<Answer> answer,
    Optional<RunEvent.BranchProposed> proposal) {
  /** Whether the query was sent and its answer hasn't come. */
  public boolean isAwaited() {
    return answer.isEmpty() && proposal.isEmpty();
  }

  /** Whether a value was missing or unfit, so that nothing was sent. */
  public boolean isUnsent() {
    return answer.isEmpty() && proposal.isPresent();
  }

  /** The parameters that were others for it, as a person wrote them. */
  public Map<String, String> changed() {
    return ScopeSwitch.of(query);
  }

  /** The branch that the answer calls for. */
  public Optional<Integer> proposedBranch() {
    return proposal.flatMap(RunEvent.BranchProposed::branch);
  }

  /** Whether the answer calls for another branch, or tells that the pattern of this one fails. */
  public boolean speaksAgainst(int branch) {
    return proposal
        .filter(
            made ->
                made.branch()
                    .map(proposed -> proposed != branch)
                    .orElseGet(
                        () ->
                            made.patterns().stream()
                                .anyMatch(
                                    one ->
                                        one.branch() == branch
                                            && one.held() == PatternResult.Held.NO)))
        .isPresent();
  }

  /** The same before its answer was judged. */
  Attempt unjudged() {
    return new Attempt(query, waited, answer, Optional.empty());
  }

  Attempt answeredBy(Answer came) {
    return new Attempt(query, waited, Optional.of(came), proposal);
  }

  Attempt proposing(RunEvent.BranchProposed proposed) {
    return new Attempt(query, waited, answer, Optional.of(proposed));
  }
}
