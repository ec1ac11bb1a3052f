package dev.waymark.runbooks.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Request;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.tree.Tree;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers as Azure would have in a scenario: the queries of its entry get what is recorded for
 * their steps, any other query is evaluated over the scenario's tables.
 */
public final class ScenarioContent implements StubContent {
  private static final Pattern POSITION =
      Pattern.compile("line (\\d+), column (\\d+): (.*)", Pattern.DOTALL);
  private static final int ROWS_ON_A_PAGE = 100;

  private final QuerySource source;
  private final AskedSteps steps;

  /**
   * @param source the scenario's recorded answers and tables
   * @param clock its now is when an action was carried out whose verification doesn't say
   */
  public ScenarioContent(Tree tree, Scenario scenario, QuerySource source, Clock clock) {
    this.source = source;
    this.steps = new AskedSteps(tree, scenario, clock);
  }

  @Override
  public StubReply reply(StubRequest request) {
    return switch (request.service()) {
      case LOGS -> logs(request);
      case RESOURCE_GRAPH -> graph(request);
      case METRICS ->
          recorded(FenceKind.METRICS, request)
              .map(MetricsJson::values)
              .orElseGet(() -> notFound(request));
      case METRIC_DEFINITIONS -> MetricsJson.definitions(steps.metrics());
      case ACTIVITY_LOG ->
          recorded(FenceKind.ACTIVITY_LOG, request)
              .map(ActivityJson::events)
              .orElseGet(() -> notFound(request));
      case SIGN_IN -> notFound(request);
    };
  }

  private StubReply logs(StubRequest request) {
    String kql = StubJson.read(request.body()).path("query").asText("");
    if (kql.isBlank()) {
      return new StubReply(200, Map.of(), "");
    }
    Answer answer = answer(FenceKind.KQL, kql);
    return answer instanceof Answer.Failed failed
        ? refused(failed)
        : StubReply.json(StubJson.logs(table(answer)).toString());
  }

  private StubReply graph(StubRequest request) {
    JsonNode body = StubJson.read(request.body());
    String query = body.path("query").asText("");
    Optional<StubReply> refused = GraphRefusal.of(query);
    if (refused.isPresent()) {
      return refused.get();
    }
    int skip = skip(body.path("options").path("$skipToken").asText(""));
    Answer answer = answer(FenceKind.RESOURCE_GRAPH, query, skip == 0);
    if (answer instanceof Answer.Failed failed) {
      return refusedByGraph(failed);
    }
    Table whole = table(answer);
    int rows = Math.min(ROWS_ON_A_PAGE, Math.max(1, body.path("options").path("$top").asInt(100)));
    int from = Math.min(skip, whole.rows().size());
    int to = Math.min(from + rows, whole.rows().size());
    Table page = new Table(whole.columns(), whole.rows().subList(from, to));
    ObjectNode reply = StubJson.MAPPER.createObjectNode();
    reply
        .put("totalRecords", whole.rows().size())
        .put("count", page.rows().size())
        .put("resultTruncated", "false");
    reply.set("data", StubJson.graph(page));
    reply.putArray("facets");
    if (to < whole.rows().size()) {
      reply.put(
          "$skipToken",
          Base64.getEncoder().encodeToString(("rows " + to).getBytes(StandardCharsets.UTF_8)));
    }
    return StubReply.json(reply.toString());
  }

  private static int skip(String token) {
    if (token.isEmpty()) {
      return 0;
    }
    String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    return Integer.parseInt(text.substring("rows ".length()));
  }

  private Answer answer(FenceKind kind, String text) {
    return answer(kind, text, true);
  }

  private Answer answer(FenceKind kind, String text, boolean first) {
    AskedSteps.Step step = steps.step(kind, text, first);
    return source.ask(
        new Request.Ask(
            1,
            step.node(),
            step.stay(),
            new BoundQuery(kind, text, Map.of("rows", "100000")),
            step.before()));
  }

  /** What is recorded for the first step of a kind that the scenario hasn't come to yet. */
  private Optional<Table> recorded(FenceKind kind, StubRequest request) {
    Answer answer = answer(kind, request.path() + " " + request.query());
    return answer.rows();
  }

  private static Table table(Answer answer) {
    return answer instanceof Answer.Partial partial
        ? partial.table()
        : ((Answer.Complete) answer).table();
  }

  private static StubReply notFound(StubRequest request) {
    return StubReply.error(404, "ResourceNotFound", "Nothing is recorded for " + request.path());
  }

  private static StubReply refused(Answer.Failed failed) {
    if (failed.kind() != FailureKind.INVALID) {
      return StubReply.error(404, "ResourceNotFoundError", failed.message() + ". " + failed.hint());
    }
    ObjectNode root = StubJson.error("BadArgumentError", "The request had some invalid properties");
    ObjectNode semantic = ((ObjectNode) root.get("error")).putObject("innererror");
    semantic
        .put("code", "SemanticError")
        .put("message", "A semantic error occurred.")
        .set("innererror", positioned(failed, "pos"));
    return new StubReply(400, Map.of(), root.toString());
  }

  private static StubReply refusedByGraph(Answer.Failed failed) {
    return GraphRefusal.of(positioned(failed, "characterPositionInLine"));
  }

  private static ObjectNode positioned(Answer.Failed failed, String column) {
    ObjectNode error = StubJson.MAPPER.createObjectNode();
    error.put("code", "SEM0100");
    Matcher at = POSITION.matcher(failed.message());
    if (at.matches()) {
      return error
          .put("message", at.group(3))
          .put("line", Integer.parseInt(at.group(1)))
          .put(column, Integer.parseInt(at.group(2)) - 1);
    }
    return error.put("message", failed.message());
  }

  /** A row as the services that list things see it. */
  static String text(Table table, Row row, String column) {
    int index = table.indexOf(column);
    Object value = index < 0 ? null : row.values().get(index);
    return value == null ? "" : StubJson.plain(value).asText();
  }
}
