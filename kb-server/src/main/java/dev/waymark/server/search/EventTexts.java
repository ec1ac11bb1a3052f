package dev.waymark.server.search;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.RunEventVisitor;
import dev.waymark.model.table.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gathers what a run's events say in words: what people wrote and gave, and what queries found.
 * Visit the events in their order.
 */
final class EventTexts implements RunEventVisitor<Void> {
  private static final int MOST_ROWS = 50;
  private static final int MOST_CELLS = 400;
  private static final int LONGEST_CELL = 400;
  private static final int MOST_EVIDENCE = 2_000;

  private final List<String> texts = new ArrayList<>();
  private final Set<String> evidence = new LinkedHashSet<>();
  private final Set<String> nodes = new LinkedHashSet<>();
  private Optional<String> cause = Optional.empty();
  private String node = "";

  /** What is told about the run. */
  List<String> texts() {
    return texts;
  }

  /** What was seen: cells, parameters, notes. It may name hosts and errors. */
  Set<String> evidence() {
    return evidence;
  }

  /** The slugs of the nodes that were visited. */
  Set<String> nodes() {
    return nodes;
  }

  /** The node where the run is. */
  String node() {
    return node;
  }

  /** The cause that was confirmed last. */
  Optional<String> cause() {
    return cause;
  }

  @Override
  public Void visitStarted(RunEvent.Started event) {
    event.parameters().forEach(this::value);
    return arrive(event.at());
  }

  @Override
  public Void visitQueryAsked(RunEvent.QueryAsked event) {
    return done();
  }

  @Override
  public Void visitAnswered(RunEvent.Answered event) {
    cells(event.answer());
    if (event.answer() instanceof Answer.Partial partial) {
      see(partial.reason());
    }
    return done();
  }

  @Override
  public Void visitQueryFailed(RunEvent.QueryFailed event) {
    return see(event.failure().message());
  }

  @Override
  public Void visitBranchProposed(RunEvent.BranchProposed event) {
    return tell(event.why());
  }

  @Override
  public Void visitBranchTaken(RunEvent.BranchTaken event) {
    event.reason().ifPresent(this::see);
    return arrive(event.to());
  }

  @Override
  public Void visitQuestionAnswered(RunEvent.QuestionAnswered event) {
    return arrive(event.to());
  }

  @Override
  public Void visitValueRemembered(RunEvent.ValueRemembered event) {
    value(event.name(), event.value());
    return done();
  }

  @Override
  public Void visitCauseConfirmed(RunEvent.CauseConfirmed event) {
    cause = Optional.of(event.cause());
    event.reason().ifPresent(this::see);
    return arrive(event.action());
  }

  @Override
  public Void visitActionTicked(RunEvent.ActionTicked event) {
    return done();
  }

  @Override
  public Void visitActionDone(RunEvent.ActionDone event) {
    return arrive(event.to());
  }

  @Override
  public Void visitCarriedOut(RunEvent.CarriedOut event) {
    return done();
  }

  @Override
  public Void visitVerified(RunEvent.Verified event) {
    event.reason().ifPresent(this::see);
    return arrive(event.to());
  }

  @Override
  public Void visitReturned(RunEvent.Returned event) {
    event.reason().ifPresent(this::see);
    return arrive(event.to());
  }

  @Override
  public Void visitEscalated(RunEvent.Escalated event) {
    return see(event.reason());
  }

  @Override
  public Void visitNoteAdded(RunEvent.NoteAdded event) {
    return see(event.text());
  }

  @Override
  public Void visitFeedbackGiven(RunEvent.FeedbackGiven event) {
    return see(event.text());
  }

  @Override
  public Void visitHandedOver(RunEvent.HandedOver event) {
    return see(event.text());
  }

  @Override
  public Void visitReopened(RunEvent.Reopened event) {
    return see(event.reason());
  }

  @Override
  public Void visitEnded(RunEvent.Ended event) {
    event.reason().ifPresent(this::see);
    return done();
  }

  private void value(String name, Object value) {
    tell(name + " " + value);
    see(value.toString());
  }

  private void cells(Answer answer) {
    answer
        .rows()
        .ifPresent(
            table -> {
              int cells = 0;
              for (Row row : table.rows().subList(0, Math.min(MOST_ROWS, table.rows().size()))) {
                for (Object value : row.values()) {
                  if (value instanceof String || value instanceof Map || value instanceof List) {
                    see(PlainText.bounded(value.toString(), LONGEST_CELL));
                    cells++;
                  }
                  if (cells >= MOST_CELLS) {
                    return;
                  }
                }
              }
            });
  }

  private Void tell(String text) {
    texts.add(text);
    return done();
  }

  private Void see(String text) {
    if (!text.isBlank() && evidence.size() < MOST_EVIDENCE) {
      evidence.add(text);
    }
    return done();
  }

  private Void arrive(Destination to) {
    return to instanceof Destination.Node here ? arrive(here.id()) : done();
  }

  private Void arrive(String slug) {
    node = slug;
    nodes.add(slug);
    return done();
  }

  @SuppressWarnings("NullAway") // The one value of Void.
  private static Void done() {
    return null;
  }
}
