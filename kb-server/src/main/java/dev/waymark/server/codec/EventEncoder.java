package dev.waymark.server.codec;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.LiveCall;
import dev.waymark.model.run.PatternResult;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.RunEventVisitor;
import dev.waymark.model.table.Table;
import java.util.Map;
import java.util.Optional;

/** Writes each kind of event; {@link EventDecoder} reads them. */
final class EventEncoder implements RunEventVisitor<EncodedEvent> {

  @Override
  public EncodedEvent visitStarted(RunEvent.Started event) {
    ObjectNode node =
        node()
            .put("entry", event.entryId())
            .put("entryHash", event.entryHash())
            .put("at", event.at());
    event.scenario().ifPresent(scenario -> node.put("scenario", scenario));
    event.scenarioHash().ifPresent(hash -> node.put("scenarioHash", hash));
    // Pairs, since an object would lose their order.
    ArrayNode parameters = node.putArray("parameters");
    event
        .parameters()
        .forEach((name, value) -> parameters.addArray().add(name).add(ValueCodec.encode(value)));
    return event("started", node);
  }

  @Override
  public EncodedEvent visitQueryAsked(RunEvent.QueryAsked event) {
    BoundQuery query = event.query();
    ObjectNode node =
        visit(event.visit())
            .put("kind", query.kind().name())
            .put("text", ValueCodec.storable(query.text()));
    ObjectNode options = node.putObject("options");
    query.options().forEach((name, value) -> options.put(name, ValueCodec.storable(value)));
    return event("query-asked", node);
  }

  @Override
  public EncodedEvent visitAnswered(RunEvent.Answered event) {
    ObjectNode node = visit(event.visit());
    node.set("provenance", provenance(event.answer().provenance()));
    if (event.answer() instanceof Answer.Failed failed) {
      failure(node, failed);
      return event("answered", node);
    }
    if (event.answer() instanceof Answer.Partial partial) {
      node.put("partial", ValueCodec.storable(partial.reason()));
      return withTable(node, partial.table());
    }
    return withTable(node, ((Answer.Complete) event.answer()).table());
  }

  @Override
  public EncodedEvent visitQueryFailed(RunEvent.QueryFailed event) {
    ObjectNode node = visit(event.visit());
    node.set("provenance", provenance(event.failure().provenance()));
    failure(node, event.failure());
    return event("query-failed", node);
  }

  @Override
  public EncodedEvent visitBranchProposed(RunEvent.BranchProposed event) {
    ObjectNode node = visit(event.visit()).put("why", ValueCodec.storable(event.why()));
    event.branch().ifPresent(branch -> node.put("branch", branch));
    ArrayNode patterns = node.putArray("patterns");
    for (PatternResult pattern : event.patterns()) {
      patterns
          .addObject()
          .put("branch", pattern.branch())
          .put("held", pattern.held().name())
          .put("explanation", ValueCodec.storable(pattern.explanation()));
    }
    return event("branch-proposed", node);
  }

  @Override
  public EncodedEvent visitBranchTaken(RunEvent.BranchTaken event) {
    ObjectNode node = visit(event.visit()).put("branch", event.branch());
    event.proposed().ifPresent(proposed -> node.put("proposed", proposed));
    reason(node, event.reason());
    return event("branch-taken", to(node, event.to()));
  }

  @Override
  public EncodedEvent visitQuestionAnswered(RunEvent.QuestionAnswered event) {
    ObjectNode node = visit(event.visit()).put("answer", event.answer());
    return event("question-answered", to(node, event.to()));
  }

  @Override
  public EncodedEvent visitValueRemembered(RunEvent.ValueRemembered event) {
    ObjectNode node = visit(event.visit()).put("name", event.name());
    node.set("value", ValueCodec.encode(event.value()));
    return event("value-remembered", node);
  }

  @Override
  public EncodedEvent visitCauseConfirmed(RunEvent.CauseConfirmed event) {
    ObjectNode node =
        visit(event.visit()).put("cause", event.cause()).put("action", event.action());
    return event("cause-confirmed", reason(node, event.reason()));
  }

  @Override
  public EncodedEvent visitActionTicked(RunEvent.ActionTicked event) {
    return event(
        "action-ticked", visit(event.visit()).put("item", event.item()).put("done", event.done()));
  }

  @Override
  public EncodedEvent visitActionDone(RunEvent.ActionDone event) {
    return event("action-done", to(visit(event.visit()).put("action", event.action()), event.to()));
  }

  @Override
  public EncodedEvent visitCarriedOut(RunEvent.CarriedOut event) {
    return event("carried-out", visit(event.visit()).put("action", event.action()));
  }

  @Override
  public EncodedEvent visitVerified(RunEvent.Verified event) {
    ObjectNode node =
        visit(event.visit())
            .put("action", event.action())
            .put("state", event.state().name())
            .put("branch", event.branch());
    event.proposed().ifPresent(proposed -> node.put("proposed", proposed));
    reason(node, event.reason());
    return event("verified", to(node, event.to()));
  }

  @Override
  public EncodedEvent visitReturned(RunEvent.Returned event) {
    return event("returned", reason(visit(event.visit()).put("to", event.to()), event.reason()));
  }

  @Override
  public EncodedEvent visitEscalated(RunEvent.Escalated event) {
    return event("escalated", visit(event.visit()).put("reason", event.reason()));
  }

  @Override
  public EncodedEvent visitNoteAdded(RunEvent.NoteAdded event) {
    return event("note-added", visit(event.visit()).put("text", event.text()));
  }

  @Override
  public EncodedEvent visitFeedbackGiven(RunEvent.FeedbackGiven event) {
    return event(
        "feedback-given",
        visit(event.visit()).put("feedback", event.feedback().name()).put("text", event.text()));
  }

  @Override
  public EncodedEvent visitHandedOver(RunEvent.HandedOver event) {
    return event(
        "handed-over", visit(event.visit()).put("to", event.to()).put("text", event.text()));
  }

  @Override
  public EncodedEvent visitReopened(RunEvent.Reopened event) {
    return event("reopened", visit(event.visit()).put("reason", event.reason()));
  }

  @Override
  public EncodedEvent visitEnded(RunEvent.Ended event) {
    ObjectNode node = visit(event.visit()).put("outcome", event.outcome().name());
    event.cause().ifPresent(cause -> node.put("cause", cause));
    return event("ended", reason(node, event.reason()));
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode visit(int visit) {
    return node().put("visit", visit);
  }

  private static ObjectNode reason(ObjectNode node, Optional<String> reason) {
    reason.ifPresent(text -> node.put("reason", text));
    return node;
  }

  private static ObjectNode to(ObjectNode node, Destination to) {
    ObjectNode destination = node.putObject("to");
    switch (to) {
      case Destination.Node(String id) -> destination.put("node", id);
      case Destination.OtherEntry(String entryId, var step) -> {
        destination.put("entry", entryId);
        step.ifPresent(slug -> destination.put("node", slug));
      }
    }
    return node;
  }

  private static ObjectNode provenance(Provenance provenance) {
    ObjectNode node =
        node()
            .put("source", ValueCodec.storable(provenance.source()))
            .put("recorded", provenance.recorded())
            .put("at", provenance.at().toString())
            .put("took", provenance.took().toString());
    provenance.live().ifPresent(live -> node.set("live", live(live)));
    return node;
  }

  private static ObjectNode live(LiveCall live) {
    ObjectNode node = node().put("target", ValueCodec.storable(live.target()));
    live.identity().ifPresent(name -> node.put("identity", ValueCodec.storable(name)));
    live.window().ifPresent(window -> node.put("window", ValueCodec.storable(window)));
    ObjectNode statistics = node.putObject("statistics");
    live.statistics()
        .forEach(
            (name, value) -> statistics.put(ValueCodec.storable(name), ValueCodec.storable(value)));
    return node.put("attempts", live.attempts());
  }

  private static void failure(ObjectNode node, Answer.Failed failed) {
    node.put("failure", failed.kind().name())
        .put("message", ValueCodec.storable(failed.message()))
        .put("hint", ValueCodec.storable(failed.hint()));
  }

  private static EncodedEvent event(String type, ObjectNode node) {
    return new EncodedEvent(type, CanonicalJson.write(node), Map.of());
  }

  private static EncodedEvent withTable(ObjectNode node, Table table) {
    String body = CanonicalJson.write(TableCodec.encode(table));
    String hash = Sha256.of(body);
    node.put("table", hash);
    return new EncodedEvent("answered", CanonicalJson.write(node), Map.of(hash, body));
  }
}
