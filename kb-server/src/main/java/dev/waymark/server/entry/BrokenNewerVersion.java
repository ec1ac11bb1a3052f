package dev.waymark.server.entry;

import static java.util.Objects.requireNonNull;

import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.server.content.ContentCommit;
import java.util.Optional;

/**
 * What an entry's file holds now, while the text that ran last is served in its place.
 *
 * @param entry with the issues that keep it from running
 * @param commit that brought it, if the content is a repository
 */
public record BrokenNewerVersion(CompiledEntry entry, Optional<ContentCommit> commit) {
  public BrokenNewerVersion {
    requireNonNull(entry);
    requireNonNull(commit);
  }
}
