package dev.waymark.server.content;

import static java.util.Objects.requireNonNull;

/**
 * A change that stands on a branch of its own.
 *
 * @param commit the newest one of the branch
 */
public record ProposedBranch(String branch, String commit) {
  public ProposedBranch {
    requireNonNull(branch);
    requireNonNull(commit);
  }
}
