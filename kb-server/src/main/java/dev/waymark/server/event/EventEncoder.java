package dev.waymark.server.event;

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
import dev.waymark.model.run.SeenValue;
import dev.waymark.model.run.StepFinding;
import dev.waymark.model.table.Table;
import java.util.Map;
import java.util.Optional;

/** Writes each kind of event; {@link EventDecoder} reads them. */
final class EventEncoder {

  static EncodedEvent encode(RunEvent event) {
    return switch (event) {
      case RunEvent.Started started -> started(started);
      case RunEvent.QueryAsked asked -> queryAsked(asked);
      case RunEvent.Answered answered -> answered(answered);
      case RunEvent.QueryFailed failed -> queryFailed(failed);
      case RunEvent.BranchProposed proposed -> branchProposed(proposed);
      case RunEvent.BranchTaken taken -> branchTaken(taken);
      case RunEvent.QuestionAnswered answered -> questionAnswered(answered);
      case RunEvent.ValueRemembered remembered ->
          event(
              "value-remembered", value(remembered.visit(), remembered.name(), remembered.value()));
      case RunEvent.ValueGiven given ->
          event("value-given", value(given.visit(), given.name(), given.value()));
      case RunEvent.CauseConfirmed confirmed -> causeConfirmed(confirmed);
      case RunEvent.ActionTicked ticked ->
          event(
              "action-ticked",
              visit(ticked.visit()).put("item", ticked.item()).put("done", ticked.done()));
      case RunEvent.ActionDone done ->
          event("action-done", to(visit(done.visit()).put("action", done.action()), done.to()));
      case RunEvent.CarriedOut carried ->
          event("carried-out", visit(carried.visit()).put("action", carried.action()));
      case RunEvent.Verified verified -> verified(verified);
      case RunEvent.Returned returned ->
          event(
              "returned",
              reason(visit(returned.visit()).put("to", returned.to()), returned.reason()));
      case RunEvent.Escalated escalated ->
          event("escalated", visit(escalated.visit()).put("reason", escalated.reason()));
      case RunEvent.NoteAdded note ->
          event("note-added", visit(note.visit()).put("text", note.text()));
      case RunEvent.FeedbackGiven given ->
          event(
              "feedback-given",
              visit(given.visit())
                  .put("feedback", given.feedback().name())
                  .put("text", given.text()));
      case RunEvent.HandedOver handed ->
          event(
              "handed-over",
              visit(handed.visit()).put("to", handed.to()).put("text", handed.text()));
      case RunEvent.Reopened reopened ->
          event("reopened", visit(reopened.visit()).put("reason", reopened.reason()));
      case RunEvent.Ended ended -> ended(ended);
    };
  }

  private static EncodedEvent started(RunEvent.Started started) {
    ObjectNode node =
        node()
            .put("entry", started.entryId())
            .put("entryHash", started.entryHash())
            .put("at", started.at());
    started.scenario().ifPresent(scenario -> node.put("scenario", scenario));
    started.scenarioHash().ifPresent(hash -> node.put("scenarioHash", hash));
    // Pairs, since an object would lose their order.
    ArrayNode parameters = node.putArray("parameters");
    started
        .parameters()
        .forEach((name, value) -> parameters.addArray().add(name).add(ValueCodec.encode(value)));
    return event("started", node);
  }

  private static EncodedEvent queryAsked(RunEvent.QueryAsked asked) {
    BoundQuery query = asked.query();
    ObjectNode node =
        visit(asked.visit())
            .put("kind", query.kind().name())
            .put("text", ValueCodec.storable(query.text()));
    ObjectNode options = node.putObject("options");
    query.options().forEach((name, value) -> options.put(name, ValueCodec.storable(value)));
    return event("query-asked", node);
  }

  private static EncodedEvent answered(RunEvent.Answered answered) {
    ObjectNode node = visit(answered.visit());
    node.set("provenance", provenance(answered.answer().provenance()));
    return switch (answered.answer()) {
      case Answer.Complete(Table table, _) -> withTable(node, table);
      case Answer.Partial(Table table, String reason, _) ->
          withTable(node.put("partial", ValueCodec.storable(reason)), table);
      case Answer.Failed failed -> {
        failure(node, failed);
        yield event("answered", node);
      }
    };
  }

  private static EncodedEvent queryFailed(RunEvent.QueryFailed failed) {
    ObjectNode node = visit(failed.visit());
    node.set("provenance", provenance(failed.failure().provenance()));
    failure(node, failed.failure());
    return event("query-failed", node);
  }

  private static EncodedEvent branchProposed(RunEvent.BranchProposed proposed) {
    ObjectNode node = visit(proposed.visit()).put("why", ValueCodec.storable(proposed.why()));
    proposed.branch().ifPresent(branch -> node.put("branch", branch));
    ArrayNode patterns = node.putArray("patterns");
    for (PatternResult pattern : proposed.patterns()) {
      patterns
          .addObject()
          .put("branch", pattern.branch())
          .put("held", pattern.held().name())
          .put("explanation", ValueCodec.storable(pattern.explanation()));
    }
    return event("branch-proposed", finding(node, proposed.finding()));
  }

  private static EncodedEvent branchTaken(RunEvent.BranchTaken taken) {
    ObjectNode node = visit(taken.visit()).put("branch", taken.branch());
    taken.proposed().ifPresent(proposed -> node.put("proposed", proposed));
    reason(node, taken.reason());
    return event("branch-taken", finding(to(node, taken.to()), taken.finding()));
  }

  private static EncodedEvent questionAnswered(RunEvent.QuestionAnswered answered) {
    ObjectNode node = visit(answered.visit()).put("answer", answered.answer());
    return event("question-answered", finding(to(node, answered.to()), answered.finding()));
  }

  private static ObjectNode value(int visit, String name, Object value) {
    ObjectNode node = visit(visit).put("name", name);
    node.set("value", ValueCodec.encode(value));
    return node;
  }

  private static EncodedEvent causeConfirmed(RunEvent.CauseConfirmed confirmed) {
    ObjectNode node =
        visit(confirmed.visit()).put("cause", confirmed.cause()).put("action", confirmed.action());
    return event("cause-confirmed", reason(node, confirmed.reason()));
  }

  private static EncodedEvent verified(RunEvent.Verified verified) {
    ObjectNode node =
        visit(verified.visit())
            .put("action", verified.action())
            .put("state", verified.state().name())
            .put("branch", verified.branch());
    verified.proposed().ifPresent(proposed -> node.put("proposed", proposed));
    reason(node, verified.reason());
    return event("verified", finding(to(node, verified.to()), verified.finding()));
  }

  private static EncodedEvent ended(RunEvent.Ended ended) {
    ObjectNode node = visit(ended.visit()).put("outcome", ended.outcome().name());
    ended.cause().ifPresent(cause -> node.put("cause", cause));
    return event("ended", reason(node, ended.reason()));
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

  private static ObjectNode finding(ObjectNode node, Optional<StepFinding> finding) {
    finding.ifPresent(
        found -> {
          ObjectNode written =
              node.putObject("finding").put("text", ValueCodec.storable(found.text()));
          ArrayNode seen = written.putArray("seen");
          for (SeenValue value : found.seen()) {
            seen.addArray()
                .add(ValueCodec.storable(value.name()))
                .add(ValueCodec.storable(value.value()));
          }
        });
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
