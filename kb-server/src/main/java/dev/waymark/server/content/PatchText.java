package dev.waymark.server.content;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** What lies between two commits, as a mail: {@code git apply} and {@code git am} take it. */
final class PatchText {
  /** By the date of its first line, git knows a mail that holds a patch. */
  private static final String MAIL = "From %s Mon Sep 17 00:00:00 2001\n";

  /**
   * Lines of a message that git would take for something else: a header, the message's end, or the
   * beginning of the difference.
   */
  private static final Pattern MISTAKABLE =
      Pattern.compile("(?i)^(>*From |(From|Date|Subject):|\\[PATCH\\]|---|@@ -|diff -|Index: )");

  private PatchText() {}

  static String between(Repository repository, ObjectId before, ObjectId after) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return mail(walk.parseCommit(after))
          + difference(repository, before, after)
          + "-- \nWaymark\n";
    }
  }

  private static String mail(RevCommit commit) {
    PersonIdent author = commit.getAuthorIdent();
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.ofInstant(author.getWhenAsInstant(), author.getZoneId()));
    return MAIL.formatted(commit.getName())
        + "From: %s <%s>\n".formatted(encoded(author.getName()), author.getEmailAddress())
        + "Date: "
        + date
        + "\n"
        + "Subject: [PATCH] "
        + encoded(commit.getShortMessage())
        + "\n"
        + "MIME-Version: 1.0\n"
        + "Content-Type: text/plain; charset=UTF-8\n"
        + "Content-Transfer-Encoding: 8bit\n\n"
        + message(commit.getFullMessage())
        + "---\n\n";
  }

  /** The message without its subject. */
  private static String message(String message) {
    return message
        .lines()
        .skip(1)
        .dropWhile(String::isBlank)
        .map(line -> MISTAKABLE.matcher(line).find() ? " " + line : line)
        .map(line -> line + "\n")
        .collect(Collectors.joining());
  }

  /** As RFC 2047 writes what isn't plain ASCII in a header. */
  private static String encoded(String text) {
    boolean plain = text.chars().allMatch(c -> c >= ' ' && c < 0x7F) && !text.contains("=?");
    return plain
        ? text
        : "=?UTF-8?B?"
            + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
            + "?=";
  }

  private static String difference(Repository repository, ObjectId before, ObjectId after)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DiffFormatter diff = new DiffFormatter(out)) {
      diff.setRepository(repository);
      diff.format(before, after);
      diff.flush();
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
