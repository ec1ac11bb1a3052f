package dev.waymark.server.content;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A commit of the content.
 *
 * @param id all forty digits
 * @param author the name of the person who wrote it
 * @param at when they did
 * @param subject the first line of its message
 */
public record ContentCommit(String id, String author, Instant at, String subject) {
  private static final int SHORT = 8;

  public ContentCommit {
    requireNonNull(id);
    requireNonNull(author);
    requireNonNull(at);
    requireNonNull(subject);
  }

  /** As many digits as people read. */
  public String shortId() {
    return id.substring(0, Math.min(SHORT, id.length()));
  }
}
