package dev.waymark.server.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.entry.State;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.LiveCall;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.PatternResult;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.SeenValue;
import dev.waymark.model.run.StepFinding;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.FenceTypes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what {@link EventEncoder} wrote. */
final class EventDecoder {
  private final JsonNode node;
  private final Map<String, String> answers;

  EventDecoder(JsonNode node, Map<String, String> answers) {
    this.node = node;
    this.answers = answers;
  }

  RunEvent decode(String type) {
    return switch (type) {
      case "started" -> started();
      case "query-asked" -> new RunEvent.QueryAsked(visit(), query());
      case "answered" -> new RunEvent.Answered(visit(), answer());
      case "query-failed" -> new RunEvent.QueryFailed(visit(), failed());
      case "branch-proposed" ->
          new RunEvent.BranchProposed(
              visit(), patterns(), optionalInt("branch"), text("why"), finding());
      case "branch-taken" ->
          new RunEvent.BranchTaken(
              visit(),
              number("branch"),
              optionalInt("proposed"),
              optional("reason"),
              to(),
              finding());
      case "question-answered" ->
          new RunEvent.QuestionAnswered(visit(), number("answer"), to(), finding());
      case "value-remembered" ->
          new RunEvent.ValueRemembered(
              visit(), text("name"), requireNonNull(ValueCodec.decode(node.get("value"))));
      case "value-given" ->
          new RunEvent.ValueGiven(
              visit(), text("name"), requireNonNull(ValueCodec.decode(node.get("value"))));
      case "cause-confirmed" ->
          new RunEvent.CauseConfirmed(visit(), text("cause"), text("action"), optional("reason"));
      case "action-ticked" ->
          new RunEvent.ActionTicked(visit(), number("item"), node.get("done").booleanValue());
      case "action-done" -> new RunEvent.ActionDone(visit(), text("action"), to());
      case "carried-out" -> new RunEvent.CarriedOut(visit(), text("action"));
      case "verified" ->
          new RunEvent.Verified(
              visit(),
              text("action"),
              State.valueOf(text("state")),
              number("branch"),
              optionalInt("proposed"),
              optional("reason"),
              to(),
              finding());
      case "returned" -> new RunEvent.Returned(visit(), text("to"), optional("reason"));
      case "escalated" -> new RunEvent.Escalated(visit(), text("reason"));
      case "note-added" -> new RunEvent.NoteAdded(visit(), text("text"));
      case "feedback-given" ->
          new RunEvent.FeedbackGiven(
              visit(), RunEvent.Feedback.valueOf(text("feedback")), text("text"));
      case "handed-over" -> new RunEvent.HandedOver(visit(), text("to"), text("text"));
      case "reopened" -> new RunEvent.Reopened(visit(), text("reason"));
      case "ended" ->
          new RunEvent.Ended(
              visit(), Outcome.valueOf(text("outcome")), optional("cause"), optional("reason"));
      default -> throw new IllegalStateException("the store holds an event of type " + type);
    };
  }

  private RunEvent.Started started() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (JsonNode pair : node.get("parameters")) {
      parameters.put(pair.get(0).textValue(), requireNonNull(ValueCodec.decode(pair.get(1))));
    }
    return new RunEvent.Started(
        text("entry"),
        text("entryHash"),
        parameters,
        optional("scenario"),
        optional("scenarioHash"),
        text("at"));
  }

  private BoundQuery query() {
    Map<String, String> options = new LinkedHashMap<>();
    node.get("options")
        .properties()
        .forEach(option -> options.put(option.getKey(), option.getValue().textValue()));
    return new BoundQuery(FenceTypes.stored(text("kind")), text("text"), options);
  }

  private Answer answer() {
    if (node.has("failure")) {
      return failed();
    }
    Table table = TableCodec.decode(CanonicalJson.read(requireNonNull(answers.get(text("table")))));
    return optional("partial")
        .<Answer>map(reason -> new Answer.Partial(table, reason, provenance()))
        .orElseGet(() -> new Answer.Complete(table, provenance()));
  }

  private Answer.Failed failed() {
    return new Answer.Failed(
        FailureKind.valueOf(text("failure")), text("message"), text("hint"), provenance());
  }

  private Provenance provenance() {
    JsonNode from = node.get("provenance");
    return new Provenance(
        from.get("source").textValue(),
        from.get("recorded").booleanValue(),
        Instant.parse(from.get("at").textValue()),
        Duration.parse(from.get("took").textValue()),
        Optional.ofNullable(from.get("live")).map(EventDecoder::liveCall));
  }

  private static LiveCall liveCall(JsonNode live) {
    Map<String, String> statistics = new LinkedHashMap<>();
    live.get("statistics")
        .properties()
        .forEach(statistic -> statistics.put(statistic.getKey(), statistic.getValue().textValue()));
    return new LiveCall(
        live.get("target").textValue(),
        Optional.ofNullable(live.get("identity")).map(JsonNode::textValue),
        Optional.ofNullable(live.get("window")).map(JsonNode::textValue),
        statistics,
        live.get("attempts").intValue());
  }

  private List<PatternResult> patterns() {
    List<PatternResult> patterns = new ArrayList<>();
    for (JsonNode pattern : node.get("patterns")) {
      patterns.add(
          new PatternResult(
              pattern.get("branch").intValue(),
              PatternResult.Held.valueOf(pattern.get("held").textValue()),
              pattern.get("explanation").textValue()));
    }
    return patterns;
  }

  /** None stands in what was written before findings were recorded. */
  private Optional<StepFinding> finding() {
    return Optional.ofNullable(node.get("finding"))
        .map(
            found -> {
              List<SeenValue> seen = new ArrayList<>();
              for (JsonNode pair : found.get("seen")) {
                seen.add(new SeenValue(pair.get(0).textValue(), pair.get(1).textValue()));
              }
              return new StepFinding(found.get("text").textValue(), seen);
            });
  }

  private Destination to() {
    JsonNode to = node.get("to");
    Optional<String> target = Optional.ofNullable(to.get("node")).map(JsonNode::textValue);
    return to.has("entry")
        ? new Destination.OtherEntry(to.get("entry").textValue(), target)
        : new Destination.Node(target.orElseThrow());
  }

  private int visit() {
    return number("visit");
  }

  private int number(String name) {
    return node.get(name).intValue();
  }

  private Optional<Integer> optionalInt(String name) {
    return Optional.ofNullable(node.get(name)).map(JsonNode::intValue);
  }

  private String text(String name) {
    return node.get(name).textValue();
  }

  private Optional<String> optional(String name) {
    return Optional.ofNullable(node.get(name)).map(JsonNode::textValue);
  }
}
