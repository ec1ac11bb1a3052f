package dev.waymark.server.content;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * A change of the content that somebody proposes.
 *
 * @param branch to put it on, such as {@code lesson/12-wrong-threshold}
 * @param author who proposes it
 * @param message of the commit: a subject, and below an empty line the reasons
 * @param files the whole new text of each file, by its path relative to the content's root
 * @param base the commit at which the files were read that the texts were made from; the change is
 *     refused if one of them has changed since. Where it is empty, only what changes while the
 *     change is proposed is noticed
 */
public record Proposal(
    String branch,
    Person author,
    String message,
    Map<String, String> files,
    Optional<String> base) {
  public Proposal {
    requireNonNull(branch);
    requireNonNull(author);
    requireNonNull(message);
    files = Map.copyOf(files);
    requireNonNull(base);
  }

  public Proposal(String branch, Person author, String message, Map<String, String> files) {
    this(branch, author, message, files, Optional.empty());
  }

  /** Who a commit is by. */
  public record Person(String name, String email) {
    public Person {
      requireNonNull(name);
      requireNonNull(email);
    }
  }
}
