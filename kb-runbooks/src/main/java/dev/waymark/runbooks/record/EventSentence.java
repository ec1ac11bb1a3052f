package dev.waymark.runbooks.record;

import dev.waymark.model.entry.Verification;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.StepFinding;
import dev.waymark.runbooks.run.ParameterTexts;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What happened, in one sentence of plain text.
 *
 * @param what it was; it ends the sentence unless something was said
 * @param said what a person wrote about it, which may be long; Markdown, as notes are
 */
public record EventSentence(String what, Optional<String> said) {

  /** A sentence that is whole. */
  public static EventSentence of(String sentence) {
    return new EventSentence(sentence, Optional.empty());
  }

  /** What happened, without its full stop, and what was written about it. */
  public static EventSentence of(String what, String said) {
    return said.isBlank() ? of(what + ".") : new EventSentence(what, Optional.of(said));
  }

  /** Tells an event of a run. */
  public static EventSentence of(RunNames names, RunEvent event) {
    return switch (event) {
      case RunEvent.Started started -> of(started(names, started));
      case RunEvent.QueryAsked asked -> of("Asked (" + asked.query().kind().label() + ").");
      case RunEvent.Answered answered -> of(answer(answered.answer()));
      case RunEvent.QueryFailed failed -> of(answer(failed.failure()));
      case RunEvent.BranchProposed proposed -> of(proposed(names, proposed));
      case RunEvent.BranchTaken taken -> of(taken(names, taken));
      case RunEvent.QuestionAnswered answered ->
          of(
              "Answered “%s”%s, to %s."
                  .formatted(
                      names.answer(answered.visit(), answered.answer()),
                      found(answered.finding()),
                      names.title(answered.to())));
      case RunEvent.ValueRemembered value when value.name().equals(Verification.SINCE) ->
          of("The list is done.");
      case RunEvent.ValueRemembered value ->
          of("Remembered %s = %s.".formatted(value.name(), ParameterTexts.of(value.value())));
      case RunEvent.ValueGiven value ->
          of("Gave %s = %s by hand.".formatted(value.name(), ParameterTexts.of(value.value())));
      case RunEvent.CauseConfirmed confirmed ->
          of(
              "Confirmed the cause “%s”%s; chose “%s”."
                  .formatted(
                      names.title(confirmed.cause()),
                      because(confirmed.reason()),
                      names.title(confirmed.action())));
      case RunEvent.ActionTicked ticked ->
          of("%s item %d.".formatted(ticked.done() ? "Ticked" : "Unticked", ticked.item() + 1));
      case RunEvent.ActionDone done -> of("Carried out “" + names.title(done.action()) + "”.");
      case RunEvent.CarriedOut carried ->
          of("Carried out “" + names.title(carried.action()) + "”.");
      case RunEvent.Verified verified ->
          of(
              "Verified “%s”: %s%s%s, to %s."
                  .formatted(
                      names.title(verified.action()),
                      verified.state().label(),
                      found(verified.finding()),
                      because(verified.reason()),
                      names.title(verified.to())));
      case RunEvent.Returned returned ->
          of(
              "Went back to “%s”%s."
                  .formatted(names.title(returned.to()), because(returned.reason())));
      case RunEvent.Escalated escalated -> of("Escalated", escalated.reason());
      case RunEvent.NoteAdded note -> of("Note", note.text());
      case RunEvent.FeedbackGiven given -> of(feedback(given.feedback()), given.text());
      case RunEvent.HandedOver handed ->
          of("Handed over to " + names.known().person(handed.to()), handed.text());
      case RunEvent.Reopened reopened -> of("Reopened", reopened.reason());
      case RunEvent.Ended ended ->
          of("Ended as %s%s.".formatted(ended.outcome().label(), because(ended.reason())));
    };
  }

  /** All of it on one line. */
  public String text() {
    return said.map(words -> what + ": " + words).orElse(what);
  }

  private static String started(RunNames names, RunEvent.Started event) {
    String parameters =
        event.parameters().entrySet().stream()
            .map(entry -> entry.getKey() + " = " + ParameterTexts.of(entry.getValue()))
            .collect(Collectors.joining(", "));
    return "Started on %s%s%s."
        .formatted(
            names.known().entry(event.entryId()),
            event.scenario().map(name -> ", scenario " + name).orElse(""),
            parameters.isEmpty() ? "" : " with " + parameters);
  }

  private static String answer(Answer answer) {
    String source =
        (answer.provenance().isPasted() ? ", " : " from ") + answer.provenance().source();
    return switch (answer) {
      case Answer.Complete complete -> rows(complete.table().rows().size()) + source + ".";
      case Answer.Partial partial ->
          "Only a part, %s%s: %s."
              .formatted(rows(partial.table().rows().size()), source, partial.reason());
      case Answer.Failed failed -> "No answer: " + failed.message() + ".";
    };
  }

  private static String proposed(RunNames names, RunEvent.BranchProposed event) {
    return event
        .branch()
        .map(
            branch ->
                "Proposed “"
                    + event
                        .finding()
                        .map(StepFinding::text)
                        .orElseGet(() -> names.meaning(event.visit(), branch))
                    + "”: "
                    + event.why())
        .orElseGet(() -> "Proposed nothing: " + event.why());
  }

  private static String taken(RunNames names, RunEvent.BranchTaken event) {
    boolean asProposed = event.proposed().filter(branch -> branch == event.branch()).isPresent();
    return "Took “%s”%s%s, to %s."
        .formatted(
            event
                .finding()
                .map(StepFinding::text)
                .orElseGet(() -> names.meaning(event.visit(), event.branch())),
            asProposed ? " as proposed" : event.proposed().isEmpty() ? " by hand" : "",
            because(event.reason()),
            names.title(event.to()));
  }

  private static String feedback(RunEvent.Feedback feedback) {
    return switch (feedback) {
      case HELPED -> "This step helped";
      case MISLED -> "This step misled";
      case MISSING -> "Something is missing here";
    };
  }

  private static String found(Optional<StepFinding> finding) {
    return finding.map(found -> " (" + found.text() + ")").orElse("");
  }

  private static String because(Optional<String> reason) {
    return reason.filter(text -> !text.isBlank()).map(text -> " (" + text + ")").orElse("");
  }

  private static String rows(int count) {
    return count == 1 ? "1 row" : count + " rows";
  }
}
