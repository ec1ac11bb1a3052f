package dev.waymark.server.entry.page;

import dev.waymark.server.content.ContentCommit;
import dev.waymark.server.web.Moment;
import dev.waymark.server.web.Moments;

/** Who changed a file last, and when. */
record ChangeView(String commit, String author, Moment at, String subject) {
  static ChangeView of(ContentCommit commit, Moments moments) {
    return new ChangeView(
        commit.shortId(), commit.author(), moments.of(commit.at()), commit.subject());
  }
}
