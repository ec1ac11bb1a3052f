package dev.waymark.runbooks.kql.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.source.Checked;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.kql.Kql;
import dev.waymark.runbooks.kql.eval.Limits;
import dev.waymark.runbooks.kql.syntax.Query;
import dev.waymark.runbooks.kql.syntax.QueryIssue;
import dev.waymark.runbooks.kql.syntax.QueryText;
import dev.waymark.runbooks.kql.value.DatetimeText;
import dev.waymark.runbooks.kql.value.TimespanText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers queries that come as JSON objects with {@code id} and {@code kql}, a line each. */
public final class QueryBatch {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, Table> tables;
  private final Supplier<Instant> now;
  private final Limits limits;

  public QueryBatch(Map<String, Table> tables, Supplier<Instant> now, Limits limits) {
    this.tables = Map.copyOf(tables);
    this.now = now;
    this.limits = limits;
  }

  /** The answer to a line: columns and rows, or an error with its place. */
  public String evaluate(String line) {
    return answered(
        line,
        (answer, text) -> {
          Checked<Query> query = Kql.parse(text);
          if (query.hasErrors() || query.value().isEmpty()) {
            error(answer, query.issues().get(0));
            return;
          }
          Checked<Table> result =
              Kql.evaluate(query.value().get(), tables, Map.of(), now.get(), limits);
          if (result.value().isEmpty()) {
            Issue issue = Kql.blocking(result.issues()).orElse(noResult(text));
            error(answer, issue);
            return;
          }
          table(answer, result.value().get());
        });
  }

  /** Whether a line's query can be read, and its issues. */
  public String check(String line) {
    return answered(
        line,
        (answer, text) -> {
          Checked<Query> query = Kql.parse(text);
          answer.put("ok", !query.hasErrors());
          ArrayNode issues = answer.putArray("issues");
          query.issues().forEach(issue -> issue(issues.addObject(), issue));
        });
  }

  private interface Answering {
    void answer(ObjectNode answer, QueryText text);
  }

  private static String answered(String line, Answering answering) {
    ObjectNode answer = MAPPER.createObjectNode();
    try {
      JsonNode request = MAPPER.readTree(line);
      answer.set("id", request.get("id"));
      JsonNode kql = request.get("kql");
      if (kql == null || !kql.isTextual()) {
        throw new IllegalArgumentException("each line is an object with id and kql");
      }
      answering.answer(answer, QueryText.of(kql.asText()));
      return MAPPER.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Issue noResult(QueryText text) {
    return text.issue(
        QueryIssue.FAILED,
        new SourceSpan(0, text.text().length()),
        "The query has no result",
        "End it with a table or a print");
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

  private static void table(ObjectNode answer, Table table) {
    ArrayNode columns = answer.putArray("columns");
    for (Column column : table.columns()) {
      columns.addObject().put("name", column.name()).put("type", column.type().kustoName());
    }
    ArrayNode rows = answer.putArray("rows");
    for (Row row : table.rows()) {
      ArrayNode values = rows.addArray();
      row.values().forEach(value -> values.add(json(value)));
    }
  }

  /** A value in JSON; what JSON has no type for is a string, as Kusto writes it. */
  private static JsonNode json(@Nullable Object value) {
    if (value == null) {
      return MAPPER.nullNode();
    }
    if (value instanceof Instant instant) {
      return MAPPER.getNodeFactory().textNode(DatetimeText.format(instant));
    }
    if (value instanceof Duration duration) {
      return MAPPER.getNodeFactory().textNode(TimespanText.format(duration));
    }
    if (value instanceof Double number) {
      return Double.isFinite(number)
          ? MAPPER.getNodeFactory().numberNode(number)
          : MAPPER.getNodeFactory().textNode(number.toString());
    }
    if (value instanceof BigDecimal number) {
      return MAPPER.getNodeFactory().textNode(number.toPlainString());
    }
    if (value instanceof List<?> list) {
      ArrayNode array = MAPPER.createArrayNode();
      list.forEach(element -> array.add(json(element)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = MAPPER.createObjectNode();
      map.forEach((key, inner) -> object.set(String.valueOf(key), json(inner)));
      return object;
    }
    if (value instanceof Boolean || value instanceof Number) {
      return MAPPER.valueToTree(value);
    }
    return MAPPER.getNodeFactory().textNode(value.toString());
  }
}
