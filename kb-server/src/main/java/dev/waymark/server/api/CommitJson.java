package dev.waymark.server.api;

import dev.waymark.server.content.ContentCommit;
import java.time.Instant;

/** A commit of the content. */
record CommitJson(String id, String author, Instant at, String subject) {
  static CommitJson of(ContentCommit commit) {
    return new CommitJson(commit.id(), commit.author(), commit.at(), commit.subject());
  }
}
