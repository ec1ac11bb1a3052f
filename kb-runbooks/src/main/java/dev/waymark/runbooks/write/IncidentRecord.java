package dev.waymark.runbooks.write;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.entry.IncidentSeverity;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the knowledge base keeps of an incident: the file {@code incidents/<year>/<number>.md}.
 * Texts are people's Markdown; empty ones are left out.
 *
 * @param entries the entries that were walked, linked from the record
 * @param measures such as the time to detect, in the order in which they are shown
 */
public record IncidentRecord(
    String number,
    String title,
    IncidentSeverity severity,
    boolean drill,
    Instant opened,
    Optional<Instant> resolved,
    List<Draft.Target> entries,
    String summary,
    String impact,
    List<Measure> measures,
    List<Moment> timeline,
    List<Stop> path,
    List<Departure> overrides,
    String wentWell,
    String wentBadly,
    List<Learned> lessons,
    List<FollowUp> followUps) {
  public IncidentRecord {
    requireNonNull(number);
    requireNonNull(title);
    requireNonNull(severity);
    requireNonNull(opened);
    requireNonNull(resolved);
    requireNonNull(summary);
    requireNonNull(impact);
    requireNonNull(wentWell);
    requireNonNull(wentBadly);
    entries = List.copyOf(entries);
    measures = List.copyOf(measures);
    timeline = List.copyOf(timeline);
    path = List.copyOf(path);
    overrides = List.copyOf(overrides);
    lessons = List.copyOf(lessons);
    followUps = List.copyOf(followUps);
  }

  /** A length of time with its name. */
  public record Measure(String name, Duration length) {}

  /**
   * Something that happened.
   *
   * @param who a person, or the engine
   */
  public record Moment(Instant at, String who, String what) {}

  /**
   * A step of the walk.
   *
   * @param node link into the entry
   * @param found what was found or answered there, and what followed
   */
  public record Stop(Draft.Target node, String found) {}

  /** Another branch than the proposed one. */
  public record Departure(
      Draft.Target node, String proposed, String taken, String reason, String who) {}

  /**
   * Something learned.
   *
   * @param kind in words, such as {@code missing branch}
   * @param node link to where it was learned; absent if no entry was walked
   */
  public record Learned(String kind, String text, Optional<Draft.Target> node) {}

  /**
   * Something to do.
   *
   * @param state in words
   * @param link what shows that it's done
   */
  public record FollowUp(
      String title, String owner, String due, String state, Optional<String> link) {}

  /** The same record with each text that people may have written rewritten. */
  public IncidentRecord withTexts(UnaryOperator<String> rewrite) {
    return new IncidentRecord(
        number,
        rewrite.apply(title),
        severity,
        drill,
        opened,
        resolved,
        entries,
        rewrite.apply(summary),
        rewrite.apply(impact),
        measures,
        timeline.stream()
            .map(one -> new Moment(one.at(), one.who(), rewrite.apply(one.what())))
            .toList(),
        path.stream().map(one -> new Stop(one.node(), rewrite.apply(one.found()))).toList(),
        overrides.stream()
            .map(
                one ->
                    new Departure(
                        one.node(),
                        rewrite.apply(one.proposed()),
                        rewrite.apply(one.taken()),
                        rewrite.apply(one.reason()),
                        one.who()))
            .toList(),
        rewrite.apply(wentWell),
        rewrite.apply(wentBadly),
        lessons.stream()
            .map(one -> new Learned(one.kind(), rewrite.apply(one.text()), one.node()))
            .toList(),
        followUps.stream()
            .map(
                one ->
                    new FollowUp(
                        rewrite.apply(one.title()),
                        one.owner(),
                        one.due(),
                        one.state(),
                        one.link().map(rewrite)))
            .toList());
  }

  /** Where the record lies in the knowledge base. */
  public String file() {
    return "incidents/" + opened.atZone(ZoneOffset.UTC).getYear() + "/" + number + ".md";
  }
}
