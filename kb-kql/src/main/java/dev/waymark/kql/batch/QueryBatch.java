package dev.waymark.kql.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.kql.Kql;
import dev.waymark.kql.eval.Limits;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Table;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;

/** Answers queries that come as JSON objects with {@code id} and {@code kql}, a line each. */
public final class QueryBatch {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String UNREAD = "QB01";

  private final Map<String, Table> tables;
  private final Supplier<Instant> now;
  private final Limits limits;

  public QueryBatch(Map<String, Table> tables, Supplier<Instant> now, Limits limits) {
    this.tables = Map.copyOf(tables);
    this.now = now;
    this.limits = limits;
  }

  /**
   * The answer to a line: columns and rows, or an error with its place, which for a line that can't
   * be read is that in the batch.
   *
   * @param number of the line, from 1
   */
  public String evaluate(long number, String line) {
    return answered(
        number,
        line,
        false,
        (answer, text) -> {
          StageResult<Query> query = Kql.parse(text);
          if (query.hasErrors() || query.value().isEmpty()) {
            error(answer, query.issues().get(0));
            return;
          }
          StageResult<Table> result =
              Kql.evaluate(query.value().get(), tables, Map.of(), now.get(), limits);
          if (result.value().isEmpty()) {
            error(answer, Kql.blocking(result.issues()).orElseThrow());
            return;
          }
          TableJson.write(result.value().get(), answer);
        });
  }

  /**
   * Whether a line's query can be read, and its issues.
   *
   * @param number of the line, from 1
   */
  public String check(long number, String line) {
    return answered(
        number,
        line,
        true,
        (answer, text) -> {
          StageResult<Query> query = Kql.parse(text);
          answer.put("ok", !query.hasErrors());
          ArrayNode issues = answer.putArray("issues");
          query.issues().forEach(issue -> issue(issues.addObject(), issue));
        });
  }

  private interface Answering {
    void answer(ObjectNode answer, QueryText text);
  }

  private static String answered(long number, String line, boolean check, Answering answering) {
    ObjectNode answer = MAPPER.createObjectNode();
    try {
      JsonNode request = MAPPER.readTree(line);
      JsonNode kql = request.path("kql");
      JsonNode id = request.path("id");
      answer.set("id", id.isMissingNode() ? MAPPER.nullNode() : id);
      if (!kql.isTextual()) {
        unread(answer, number, 1, "It isn't an object with `id` and `kql`", check);
      } else {
        answering.answer(answer, QueryText.of(kql.asText()));
      }
    } catch (JsonProcessingException e) {
      int column = e.getLocation() == null ? 1 : Math.max(1, e.getLocation().getColumnNr());
      answer.putNull("id");
      unread(answer, number, column, "It isn't JSON: " + e.getOriginalMessage(), check);
    } catch (RuntimeException | StackOverflowError e) {
      answer.retain("id");
      unread(answer, number, 1, "This is a fault in kb itself: " + e, check);
    }
    return answer.toString();
  }

  /** Says what is wrong with a line of the batch itself. */
  private static void unread(
      ObjectNode answer, long number, int column, String message, boolean check) {
    ObjectNode error =
        check ? answer.put("ok", false).putArray("issues").addObject() : answer.putObject("error");
    error.put("code", UNREAD);
    error.put("line", number);
    error.put("column", column);
    error.put("message", message);
    error.put("hint", "Write a JSON object with `id` and `kql` on each line.");
    if (!check) {
      error.put("unsupported", false);
    }
  }

  private static void error(ObjectNode answer, Issue issue) {
    ObjectNode error = answer.putObject("error");
    issue(error, issue);
    error.put("unsupported", Kql.isUnsupported(issue));
  }

  private static void issue(ObjectNode node, Issue issue) {
    Position position = issue.file().position(issue.span().start());
    node.put("code", issue.code().code());
    node.put("line", position.line());
    node.put("column", position.column());
    node.put("message", issue.message());
    node.put("hint", issue.hint());
  }
}
