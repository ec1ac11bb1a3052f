package dev.waymark.server.forge;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A branch that somebody is asked to merge.
 *
 * @param page where people read it
 * @param number by which the forge knows it within the repository
 */
public record PullRequest(URI page, String number) {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  public PullRequest {
    requireNonNull(page);
    if (!NUMBER.matcher(number).matches()) {
      throw new IllegalArgumentException("no number of a pull request: " + number);
    }
  }
}
