package dev.waymark.server.content;

import static java.util.Objects.requireNonNull;

/**
 * A change that stands on a branch of its own.
 *
 * @param base the commit of the served branch that the branch begins at
 * @param commit the newest one of the branch
 * @param patch everything between the two, as {@code git apply} takes it
 * @param pushed whether the branch is in the remote repository, not only in the data folder
 */
public record Proposed(String branch, String base, String commit, String patch, boolean pushed) {
  public Proposed {
    requireNonNull(branch);
    requireNonNull(base);
    requireNonNull(commit);
    requireNonNull(patch);
  }
}
