package dev.waymark.runbooks.tree;

import dev.waymark.model.entry.State;
import dev.waymark.model.run.Destination;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.condition.Condition;
import java.time.Duration;
import java.util.Optional;

/**
 * What an answer may propose.
 *
 * @param when empty for {@code otherwise}
 * @param means Markdown
 * @param label what stands under {@code Next}: the text of the link, or that it is asked again
 */
public record Branch(
    State state,
    Optional<Condition> when,
    String means,
    Conclusion conclusion,
    String label,
    BranchTarget target,
    SourceSpan span) {

  /** Where it leads; empty if the same is asked again. */
  public Optional<Destination> to() {
    return target instanceof BranchTarget.GoTo leads ? Optional.of(leads.to()) : Optional.empty();
  }

  /** After what time the same is asked again; empty if it leads somewhere. */
  public Optional<Duration> askAgainAfter() {
    return target instanceof BranchTarget.AskAgain again
        ? Optional.of(again.after())
        : Optional.empty();
  }
}
