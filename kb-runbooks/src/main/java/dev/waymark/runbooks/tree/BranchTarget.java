package dev.waymark.runbooks.tree;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.run.Destination;
import java.time.Duration;

/** What follows when a branch is taken. */
public sealed interface BranchTarget {
  /** The run goes somewhere. */
  record GoTo(Destination to) implements BranchTarget {
    public GoTo {
      requireNonNull(to);
    }
  }

  /** The run stays, and the same is asked again after a while. */
  record AskAgain(Duration after) implements BranchTarget {
    public AskAgain {
      requireNonNull(after);
    }
  }
}
