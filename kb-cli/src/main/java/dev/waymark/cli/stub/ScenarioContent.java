package dev.waymark.cli.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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

  /** How many rows Log Analytics returns at most. */
  private static final int MOST_ROWS = 500_000;

  /** And of how many bytes, by Kusto's error 0x80DA0003. */
  private static final long MOST_BYTES = 64L * 1024 * 1024;

  private static final String TOO_LARGE =
      "Query result set has exceeded the internal data size limit %d".formatted(MOST_BYTES)
          + " (E_QUERY_RESULT_SET_TOO_LARGE; 0x80DA0003).";

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
    return request.service().reply(this, request);
  }

  StubReply metrics(StubRequest request) {
    return MetricsRequirements.unknown(request, steps.metrics())
        .orElseGet(
            () ->
                recorded(StubbedFence.METRICS, request)
                    .map(table -> MetricsJson.values(table, request))
                    .orElseGet(() -> notFound(request)));
  }

  StubReply metricDefinitions(StubRequest request) {
    return MetricsJson.definitions(
        request.path().replaceFirst("(?i)/providers/microsoft\\.insights/.*", ""), steps.metrics());
  }

  StubReply activityLog(StubRequest request) {
    return recorded(StubbedFence.ACTIVITY_LOG, request)
        .map(table -> ActivityJson.events(table, request))
        .orElseGet(() -> notFound(request));
  }

  StubReply logs(StubRequest request) {
    Optional<String> workspace = LogsRequirements.workspace(request);
    if (workspace.filter(id -> !steps.mayAsk(id)).isPresent()) {
      return LogsRequirements.noWorkspace();
    }
    Answer answer = answer(StubbedFence.LOGS, LogsRequirements.kql(request));
    return switch (answer) {
      case Answer.Complete(Table table, _) -> rows(StubJson.logs(table));
      case Answer.Partial(Table table, String reason, _) ->
          rows(StubJson.logs(table).set("error", StubJson.partial(reason)));
      case Answer.Failed failed -> refused(failed, request);
    };
  }

  private static StubReply rows(ObjectNode reply) {
    if (dropsRowsBeyond(MOST_BYTES, (ArrayNode) reply.at("/tables/0/rows"))) {
      reply.set("error", StubJson.partial(TOO_LARGE));
    }
    return StubReply.json(reply.toString());
  }

  /**
   * Keeps the first rows that together have so many bytes as JSON, and says whether it dropped any.
   */
  private static boolean dropsRowsBeyond(long most, ArrayNode rows) {
    long size = 0;
    for (int i = 0; i < rows.size(); i++) {
      size += rows.get(i).toString().getBytes(StandardCharsets.UTF_8).length;
      if (size > most) {
        while (rows.size() > i) {
          rows.remove(rows.size() - 1);
        }
        return true;
      }
    }
    return false;
  }

  StubReply graph(StubRequest request) {
    JsonNode body = StubJson.read(request.body());
    JsonNode options = body.path("options");
    boolean first = options.path("$skipToken").asText("").isEmpty();
    Answer answer = answer(StubbedFence.RESOURCE_GRAPH, body.path("query").asText(""), first);
    return switch (answer) {
      case Answer.Complete(Table table, _) -> GraphPage.of(table, options);
      case Answer.Partial(Table table, _, _) -> GraphPage.of(table, options);
      case Answer.Failed failed ->
          GraphRefusal.ofQuery(positioned(failed, "characterPositionInLine"));
    };
  }

  private Answer answer(StubbedFence fence, String text) {
    return answer(fence, text, true);
  }

  private Answer answer(StubbedFence fence, String text, boolean first) {
    AskedSteps.Step step = steps.step(fence, text, first);
    return source.ask(
        new Request.Ask(
            1,
            step.node(),
            step.stay(),
            new BoundQuery(fence.kind(), text, Map.of("rows", Integer.toString(MOST_ROWS))),
            step.before()));
  }

  /** What is recorded for the first step of a kind that the scenario hasn't come to yet. */
  private Optional<Table> recorded(StubbedFence fence, StubRequest request) {
    boolean first = request.parameter("$skiptoken").isEmpty();
    return answer(fence, request.path() + " " + request.query(), first).rows();
  }

  static StubReply notFound(StubRequest request) {
    return StubReply.error(404, "ResourceNotFound", "Nothing is recorded for " + request.path());
  }

  private static StubReply refused(Answer.Failed failed, StubRequest request) {
    if (failed.kind() != FailureKind.INVALID) {
      return LogsRequirements.resource(request)
          .map(LogsRequirements::noResource)
          .orElseGet(
              () ->
                  StubReply.error(
                      404, "ResourceNotFoundError", failed.message() + ". " + failed.hint()));
    }
    ObjectNode semantic = StubJson.MAPPER.createObjectNode();
    semantic
        .put("code", "SemanticError")
        .put("message", "A semantic error occurred.")
        .set("innererror", positioned(failed, "pos"));
    return LogsRequirements.invalid(semantic);
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
