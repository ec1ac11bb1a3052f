package dev.waymark.runbooks.record;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.RunEvent;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that a person said at a step, or about it.
 *
 * @param sequence of the event in its run
 * @param at the step that it is about, which may be an earlier one than the run is at
 * @param to who takes over; present in a hand-over
 * @param text may be empty, except in a note
 */
public record StepComment(
    int sequence, Instant when, Actor by, Place at, Kind kind, Optional<String> to, String text) {
  public StepComment {
    requireNonNull(when);
    requireNonNull(by);
    requireNonNull(at);
    requireNonNull(kind);
    requireNonNull(to);
    requireNonNull(text);
  }

  /** What sort of comment it is. */
  public enum Kind {
    NOTE,
    HAND_OVER,
    HELPED,
    MISLED,
    MISSING;

    /** As pages show it: {@code hand-over}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it judges the step. */
    public boolean isFeedback() {
      return this == HELPED || this == MISLED || this == MISSING;
    }
  }

  /**
   * The comment that an event is, if it is one.
   *
   * @param run ordinal among the runs of the incident
   */
  public static Optional<StepComment> of(int run, RunNames names, RecordedEvent recorded) {
    return switch (recorded.event()) {
      case RunEvent.NoteAdded note ->
          comment(run, names, recorded, Kind.NOTE, Optional.empty(), note.text());
      case RunEvent.HandedOver handed ->
          comment(run, names, recorded, Kind.HAND_OVER, Optional.of(handed.to()), handed.text());
      case RunEvent.FeedbackGiven given ->
          comment(run, names, recorded, kind(given.feedback()), Optional.empty(), given.text());
      case RunEvent.Started _,
          RunEvent.QueryAsked _,
          RunEvent.Answered _,
          RunEvent.QueryFailed _,
          RunEvent.BranchProposed _,
          RunEvent.BranchTaken _,
          RunEvent.QuestionAnswered _,
          RunEvent.ValueRemembered _,
          RunEvent.ValueGiven _,
          RunEvent.CauseConfirmed _,
          RunEvent.ActionTicked _,
          RunEvent.ActionDone _,
          RunEvent.CarriedOut _,
          RunEvent.Verified _,
          RunEvent.Returned _,
          RunEvent.Escalated _,
          RunEvent.Reopened _,
          RunEvent.Ended _ ->
          Optional.empty();
    };
  }

  /** In a sentence, if it is feedback. */
  public Optional<String> sentence() {
    Optional<String> said =
        switch (kind) {
          case HELPED -> Optional.of("“%s” helped");
          case MISLED -> Optional.of("“%s” misled");
          case MISSING -> Optional.of("Something is missing at “%s”");
          case NOTE, HAND_OVER -> Optional.empty();
        };
    return said.map(
        words -> words.formatted(at.title()) + Reasons.because(Optional.of(text)) + ".");
  }

  private static Optional<StepComment> comment(
      int run,
      RunNames names,
      RecordedEvent recorded,
      Kind kind,
      Optional<String> to,
      String text) {
    String node = names.nodeOf(recorded.event()).orElse("");
    Place at = new Place(run, recorded.event().visit(), node, names.title(node));
    return Optional.of(
        new StepComment(recorded.sequence(), recorded.at(), recorded.actor(), at, kind, to, text));
  }

  private static Kind kind(RunEvent.Feedback feedback) {
    return switch (feedback) {
      case HELPED -> Kind.HELPED;
      case MISLED -> Kind.MISLED;
      case MISSING -> Kind.MISSING;
    };
  }
}
