package dev.waymark.server.integrity;

import static java.util.Objects.requireNonNull;

import dev.waymark.server.event.EventChain;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of a log as it stood once, kept outside of the database.
 *
 * @param run number of the run among the incident's; 0 for the incident's own log
 * @param log what the log is called in its chain
 * @param hash of the event of that number, in hexadecimal
 */
public record Anchor(Instant at, long incident, int run, String log, int sequence, String hash) {
  private static final Pattern LINE =
      Pattern.compile(
          "([0-9T:.Z-]{20,30}) ([0-9]{1,18}) ([0-9]{1,9}) ([0-9a-z/-]{1,60}) ([0-9]{1,9})"
              + " ([0-9a-f]{64})");

  public Anchor {
    requireNonNull(at);
    requireNonNull(log);
    requireNonNull(hash);
  }

  static Anchor of(RecordReader.Head head, Instant at) {
    String log =
        head.id().map(EventChain::ofRun).orElseGet(() -> EventChain.ofIncident(head.incident()));
    return new Anchor(at, head.incident(), head.run(), log, head.sequence(), head.hash());
  }

  /** As a line of a file. */
  String line() {
    return "%s %d %d %s %d %s".formatted(at, incident, run, log, sequence, hash);
  }

  static Optional<Anchor> read(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Anchor(
              Instant.parse(parts.group(1)),
              Long.parseLong(parts.group(2)),
              Integer.parseInt(parts.group(3)),
              parts.group(4),
              Integer.parseInt(parts.group(5)),
              parts.group(6)));
    } catch (java.time.DateTimeException e) {
      return Optional.empty();
    }
  }
}
