package dev.waymark.cli.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalInt;

/**
 * A page of Resource Graph's answer, as <a
 * href="https://learn.microsoft.com/azure/governance/resource-graph/concepts/work-with-data">its
 * page on large results</a> says: only a table with the column {@code id} has further pages.
 */
final class GraphPage {
  private static final String ROWS = "rows ";

  private GraphPage() {}

  /** How many rows come before the page that is asked for; empty if its token isn't ours. */
  static OptionalInt skipped(JsonNode options) {
    String token = options.path("$skipToken").asText("");
    if (token.isEmpty()) {
      return OptionalInt.of(options.path("$skip").asInt(0));
    }
    try {
      String text = new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
      return text.startsWith(ROWS)
          ? OptionalInt.of(Integer.parseInt(text.substring(ROWS.length())))
          : OptionalInt.empty();
    } catch (IllegalArgumentException e) {
      return OptionalInt.empty();
    }
  }

  static StubReply of(Table whole, JsonNode options) {
    OptionalInt skipped = skipped(options);
    if (skipped.isEmpty()) {
      return GraphRequirements.refusal("InvalidSkipToken", "$skipToken is invalid.");
    }
    int from = Math.min(skipped.getAsInt(), whole.rows().size());
    int rows = options.path("$top").asInt(GraphRequirements.MOST_ROWS);
    int to = Math.min(from + rows, whole.rows().size());
    boolean more = to < whole.rows().size();
    boolean pages = whole.indexOf("id") >= 0;
    Table page = new Table(whole.columns(), whole.rows().subList(from, to));
    ObjectNode reply = StubJson.MAPPER.createObjectNode();
    reply
        .put("totalRecords", whole.rows().size())
        .put("count", page.rows().size())
        .put("resultTruncated", Boolean.toString(more && !pages));
    reply.set(
        "data",
        options.path("resultFormat").asText("").equals("table")
            ? StubJson.graph(page)
            : objects(page));
    reply.putArray("facets");
    if (more && pages) {
      reply.put(
          "$skipToken",
          Base64.getEncoder().encodeToString((ROWS + to).getBytes(StandardCharsets.UTF_8)));
    }
    return StubReply.json(reply.toString());
  }

  private static ArrayNode objects(Table page) {
    ArrayNode objects = StubJson.MAPPER.createArrayNode();
    for (Row row : page.rows()) {
      ObjectNode object = objects.addObject();
      for (int i = 0; i < page.columns().size(); i++) {
        object.set(page.columns().get(i).name(), StubJson.plain(row.values().get(i)));
      }
    }
    return objects;
  }
}
