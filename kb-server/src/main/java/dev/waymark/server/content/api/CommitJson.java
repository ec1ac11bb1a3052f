package dev.waymark.server.content.api;

import dev.waymark.server.content.ContentCommit;
import java.time.Instant;

/** A commit of the content. */
public record CommitJson(String id, String author, Instant at, String subject) {
  public static CommitJson of(ContentCommit commit) {
    return new CommitJson(commit.id(), commit.author(), commit.at(), commit.subject());
  }
}
