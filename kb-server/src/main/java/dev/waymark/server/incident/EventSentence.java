package dev.waymark.server.incident;

import dev.waymark.model.entry.Verification;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.run.ParameterTexts;
import dev.waymark.server.run.RunLog;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells each event of a run in one calm sentence of plain text. */
final class EventSentence {
  private final RunLog run;

  EventSentence(RunLog run) {
    this.run = run;
  }

  /**
   * A sentence.
   *
   * @param step slug of the step that it happened at
   */
  record Told(String text, Optional<String> step) {}

  Told tell(RunEvent event) {
    Optional<String> step =
        event instanceof RunEvent.Started started
            ? Optional.of(started.at())
            : visit(event.visit()).map(Visit::node);
    return new Told(text(event), step);
  }

  private String text(RunEvent event) {
    return switch (event) {
      case RunEvent.Started started -> started(started);
      case RunEvent.QueryAsked asked -> "Asked (" + asked.query().kind().label() + ").";
      case RunEvent.Answered answered -> answered(answered);
      case RunEvent.QueryFailed failed -> noAnswer(failed.failure());
      case RunEvent.BranchProposed proposed ->
          proposed
              .branch()
              .map(
                  branch ->
                      "Proposed “" + branch(proposed.visit(), branch) + "”: " + proposed.why())
              .orElseGet(() -> "Proposed nothing: " + proposed.why());
      case RunEvent.BranchTaken taken -> branchTaken(taken);
      case RunEvent.QuestionAnswered answered ->
          "Answered “%s”, to %s."
              .formatted(option(answered.visit(), answered.answer()), title(answered.to()));
      case RunEvent.ValueRemembered remembered -> valueRemembered(remembered);
      case RunEvent.CauseConfirmed confirmed ->
          "Confirmed the cause “%s”%s; chose “%s”."
              .formatted(
                  title(confirmed.cause()), because(confirmed.reason()), title(confirmed.action()));
      case RunEvent.ActionTicked ticked ->
          "%s item %d.".formatted(ticked.done() ? "Ticked" : "Unticked", ticked.item() + 1);
      case RunEvent.ActionDone done -> "Carried out “" + title(done.action()) + "”.";
      case RunEvent.CarriedOut carried -> "Carried out “" + title(carried.action()) + "”.";
      case RunEvent.Verified verified ->
          "Verified “%s”: %s%s, to %s."
              .formatted(
                  title(verified.action()),
                  verified.state().label(),
                  because(verified.reason()),
                  title(verified.to()));
      case RunEvent.Returned returned ->
          "Went back to “%s”%s.".formatted(title(returned.to()), because(returned.reason()));
      case RunEvent.Escalated escalated -> "Escalated: " + escalated.reason();
      case RunEvent.NoteAdded note -> "Note: " + note.text();
      case RunEvent.FeedbackGiven given -> feedbackGiven(given);
      case RunEvent.HandedOver handed ->
          "Handed over to " + handed.to() + (handed.text().isBlank() ? "." : ": " + handed.text());
      case RunEvent.Reopened reopened -> "Reopened: " + reopened.reason();
      case RunEvent.Ended ended ->
          "Ended as %s%s.".formatted(ended.outcome().label(), because(ended.reason()));
    };
  }

  private String started(RunEvent.Started started) {
    String parameters =
        started.parameters().entrySet().stream()
            .map(entry -> entry.getKey() + " = " + ParameterTexts.of(entry.getValue()))
            .collect(Collectors.joining(", "));
    return "Started on %s%s%s."
        .formatted(
            started.entryId(),
            started.scenario().map(name -> ", scenario " + name).orElse(""),
            parameters.isEmpty() ? "" : " with " + parameters);
  }

  private String answered(RunEvent.Answered answered) {
    String source = answered.answer().provenance().source();
    return switch (answered.answer()) {
      case Answer.Complete(Table table, _) -> rows(table.rows().size()) + " from " + source + ".";
      case Answer.Partial(Table table, String reason, _) ->
          "Only a part, %s from %s: %s.".formatted(rows(table.rows().size()), source, reason);
      case Answer.Failed failed -> noAnswer(failed);
    };
  }

  private String branchTaken(RunEvent.BranchTaken taken) {
    boolean asProposed = taken.proposed().filter(branch -> branch == taken.branch()).isPresent();
    return "Took “%s”%s%s, to %s."
        .formatted(
            branch(taken.visit(), taken.branch()),
            asProposed ? " as proposed" : "",
            because(taken.reason()),
            title(taken.to()));
  }

  private String valueRemembered(RunEvent.ValueRemembered remembered) {
    if (remembered.name().equals(Verification.SINCE)) {
      return "The list is done.";
    }
    return "Remembered %s = %s."
        .formatted(remembered.name(), ParameterTexts.of(remembered.value()));
  }

  private String feedbackGiven(RunEvent.FeedbackGiven given) {
    String said =
        switch (given.feedback()) {
          case HELPED -> "This step helped";
          case MISLED -> "This step misled";
          case MISSING -> "Something is missing here";
        };
    return said + (given.text().isBlank() ? "." : ": " + given.text());
  }

  private static String noAnswer(Answer.Failed failed) {
    return "No answer: " + failed.message() + ".";
  }

  private String branch(int visit, int index) {
    return visit(visit)
        .flatMap(v -> node(v.node()))
        .flatMap(Node::asks)
        .filter(check -> index < check.branches().size())
        .map(check -> check.branches().get(index))
        .map(Branch::means)
        .orElseGet(() -> "branch " + (index + 1));
  }

  private String option(int visit, int index) {
    return visit(visit)
        .flatMap(v -> node(v.node()))
        .map(Node::options)
        .filter(options -> index < options.size())
        .map(options -> options.get(index).answer())
        .orElseGet(() -> "answer " + (index + 1));
  }

  private String title(Destination to) {
    return switch (to) {
      case Destination.Node(String id) -> "“" + title(id) + "”";
      case Destination.OtherEntry(String entryId, _) -> "the entry " + entryId;
    };
  }

  private String title(String node) {
    return node(node).map(Node::title).orElse(node);
  }

  private Optional<Visit> visit(int number) {
    return run.state().flatMap(state -> state.visit(number));
  }

  private Optional<Node> node(String id) {
    return run.tree().flatMap(tree -> tree.node(id));
  }

  private static String because(Optional<String> reason) {
    return reason.filter(text -> !text.isBlank()).map(text -> " (" + text + ")").orElse("");
  }

  private static String rows(int count) {
    return count == 1 ? "1 row" : count + " rows";
  }
}
