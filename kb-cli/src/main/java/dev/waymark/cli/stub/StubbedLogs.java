package dev.waymark.cli.stub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Log Analytics, as {@code kql} fences ask it. */
public final class StubbedLogs implements StubbedFence {
  private static final Pattern LET_SINCE =
      Pattern.compile("(?m)^let since = " + SentTime.DATETIME + ";$");

  /** How many bytes Log Analytics returns at most, by Kusto's error 0x80DA0003. */
  private static final long MOST_BYTES = 64L * 1024 * 1024;

  private static final String TOO_LARGE =
      "Query result set has exceeded the internal data size limit %d".formatted(MOST_BYTES)
          + " (E_QUERY_RESULT_SET_TOO_LARGE; 0x80DA0003).";

  @Override
  public FenceKind kind() {
    return KqlFence.KIND;
  }

  @Override
  public List<StubService> services() {
    return List.of(new Logs());
  }

  @Override
  public boolean sends(CompiledCheck check, String text) {
    return text.strip().endsWith(check.fence().body().text().strip());
  }

  /** In a line in front of the query. */
  @Override
  public Optional<Instant> since(CompiledCheck check, String text) {
    return SentTime.in(LET_SINCE.matcher(text));
  }

  /** Runs queries over a workspace or the logs of a resource. */
  private final class Logs implements StubService {
    @Override
    public boolean isAt(String path) {
      return path.startsWith("/v1/") && path.endsWith("/query");
    }

    @Override
    public List<Requirement> requirements(Clock clock) {
      return List.of(
          LogsRequirements.method(),
          LogsRequirements.token(),
          LogsRequirements.scope(),
          LogsRequirements.json(),
          LogsRequirements.query(),
          LogsRequirements.timespan(),
          LogsRequirements.preferences());
    }

    @Override
    public StubReply reply(ScenarioContent content, StubRequest request) {
      Optional<String> workspace = LogsRequirements.workspace(request);
      if (workspace.filter(id -> !mayAsk(content, id)).isPresent()) {
        return LogsRequirements.noWorkspace();
      }
      Answer answer = content.answer(StubbedLogs.this, LogsRequirements.kql(request), true);
      return switch (answer) {
        case Answer.Complete(Table table, _) -> rows(StubJson.logs(table));
        case Answer.Partial(Table table, String reason, _) ->
            rows(StubJson.logs(table).set("error", StubJson.partial(reason)));
        case Answer.Failed failed -> refused(failed, request);
      };
    }
  }

  /** Whether the scenario's queries may ask a workspace: if it names them all, one of them. */
  private boolean mayAsk(ScenarioContent content, String workspace) {
    return workspaces(content)
        .map(all -> all.contains(workspace.toLowerCase(Locale.ROOT)))
        .orElse(true);
  }

  /** Empty if a query asks one that only the run knows. */
  private Optional<Set<String>> workspaces(ScenarioContent content) {
    Set<String> named = new LinkedHashSet<>();
    for (Fence fence : content.fences(kind())) {
      String name = fence.options().getOrDefault("workspace", "workspace");
      Optional<String> value = content.parameter(name);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      for (String id : value.get().split(",")) {
        named.add(id.strip().toLowerCase(Locale.ROOT));
      }
    }
    return Optional.of(named);
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
        .set("innererror", QueryError.of(failed, "pos"));
    return LogsRequirements.invalid(semantic);
  }
}
