package dev.waymark.server.incident;

import dev.waymark.model.entry.Verification;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.RunEventVisitor;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.server.run.ParameterTexts;
import dev.waymark.server.run.RunLog;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tells each event of a run in one calm sentence of plain text. */
final class EventSentence implements RunEventVisitor<EventSentence.Told> {
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

  @Override
  public Told visitStarted(RunEvent.Started event) {
    String parameters =
        event.parameters().entrySet().stream()
            .map(entry -> entry.getKey() + " = " + ParameterTexts.of(entry.getValue()))
            .collect(Collectors.joining(", "));
    return new Told(
        "Started on %s%s%s."
            .formatted(
                event.entryId(),
                event.scenario().map(name -> ", scenario " + name).orElse(""),
                parameters.isEmpty() ? "" : " with " + parameters),
        Optional.of(event.at()));
  }

  @Override
  public Told visitQueryAsked(RunEvent.QueryAsked event) {
    return at(event.visit(), "Asked (" + event.query().kind().label() + ").");
  }

  @Override
  public Told visitAnswered(RunEvent.Answered event) {
    Answer answer = event.answer();
    String source = answer.provenance().source();
    if (answer instanceof Answer.Complete complete) {
      return at(event.visit(), rows(complete.table().rows().size()) + " from " + source + ".");
    }
    if (answer instanceof Answer.Partial partial) {
      return at(
          event.visit(),
          "Only a part, %s from %s: %s."
              .formatted(rows(partial.table().rows().size()), source, partial.reason()));
    }
    return at(event.visit(), "No answer: " + ((Answer.Failed) answer).message() + ".");
  }

  @Override
  public Told visitQueryFailed(RunEvent.QueryFailed event) {
    return at(event.visit(), "No answer: " + event.failure().message() + ".");
  }

  @Override
  public Told visitBranchProposed(RunEvent.BranchProposed event) {
    return at(
        event.visit(),
        event
            .branch()
            .map(branch -> "Proposed “" + branch(event.visit(), branch) + "”: " + event.why())
            .orElseGet(() -> "Proposed nothing: " + event.why()));
  }

  @Override
  public Told visitBranchTaken(RunEvent.BranchTaken event) {
    boolean asProposed = event.proposed().filter(branch -> branch == event.branch()).isPresent();
    return at(
        event.visit(),
        "Took “%s”%s%s, to %s."
            .formatted(
                branch(event.visit(), event.branch()),
                asProposed ? " as proposed" : "",
                because(event.reason()),
                title(event.to())));
  }

  @Override
  public Told visitQuestionAnswered(RunEvent.QuestionAnswered event) {
    return at(
        event.visit(),
        "Answered “%s”, to %s."
            .formatted(option(event.visit(), event.answer()), title(event.to())));
  }

  @Override
  public Told visitValueRemembered(RunEvent.ValueRemembered event) {
    if (event.name().equals(Verification.SINCE)) {
      return at(event.visit(), "The list is done.");
    }
    return at(
        event.visit(),
        "Remembered %s = %s.".formatted(event.name(), ParameterTexts.of(event.value())));
  }

  @Override
  public Told visitCauseConfirmed(RunEvent.CauseConfirmed event) {
    return at(
        event.visit(),
        "Confirmed the cause “%s”%s; chose “%s”."
            .formatted(title(event.cause()), because(event.reason()), title(event.action())));
  }

  @Override
  public Told visitActionTicked(RunEvent.ActionTicked event) {
    return at(
        event.visit(),
        "%s item %d.".formatted(event.done() ? "Ticked" : "Unticked", event.item() + 1));
  }

  @Override
  public Told visitActionDone(RunEvent.ActionDone event) {
    return at(event.visit(), "Carried out “" + title(event.action()) + "”.");
  }

  @Override
  public Told visitCarriedOut(RunEvent.CarriedOut event) {
    return at(event.visit(), "Carried out “" + title(event.action()) + "”.");
  }

  @Override
  public Told visitVerified(RunEvent.Verified event) {
    return at(
        event.visit(),
        "Verified “%s”: %s%s, to %s."
            .formatted(
                title(event.action()),
                event.state().label(),
                because(event.reason()),
                title(event.to())));
  }

  @Override
  public Told visitReturned(RunEvent.Returned event) {
    return at(
        event.visit(),
        "Went back to “%s”%s.".formatted(title(event.to()), because(event.reason())));
  }

  @Override
  public Told visitEscalated(RunEvent.Escalated event) {
    return at(event.visit(), "Escalated: " + event.reason());
  }

  @Override
  public Told visitNoteAdded(RunEvent.NoteAdded event) {
    return at(event.visit(), "Note: " + event.text());
  }

  @Override
  public Told visitFeedbackGiven(RunEvent.FeedbackGiven event) {
    String said =
        switch (event.feedback()) {
          case HELPED -> "This step helped";
          case MISLED -> "This step misled";
          case MISSING -> "Something is missing here";
        };
    return at(event.visit(), said + (event.text().isBlank() ? "." : ": " + event.text()));
  }

  @Override
  public Told visitHandedOver(RunEvent.HandedOver event) {
    return at(
        event.visit(),
        "Handed over to " + event.to() + (event.text().isBlank() ? "." : ": " + event.text()));
  }

  @Override
  public Told visitReopened(RunEvent.Reopened event) {
    return at(event.visit(), "Reopened: " + event.reason());
  }

  @Override
  public Told visitEnded(RunEvent.Ended event) {
    return at(
        event.visit(),
        "Ended as %s%s.".formatted(event.outcome().label(), because(event.reason())));
  }

  private Told at(int visit, String text) {
    return new Told(text, visit(visit).map(Visit::node));
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
