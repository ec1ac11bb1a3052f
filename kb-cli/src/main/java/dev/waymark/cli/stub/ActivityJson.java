package dev.waymark.cli.stub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;

/** A recorded table of changes as the activity log sends it. */
final class ActivityJson {
  private static final int ON_A_PAGE = 200;
  private static final String SKIP = "$skiptoken";

  private ActivityJson() {}

  static StubReply events(Table table, StubRequest request) {
    int from =
        request
            .parameter(SKIP)
            .filter(token -> token.matches("\\d{1,9}"))
            .map(Integer::parseInt)
            .filter(row -> row <= table.rows().size())
            .orElse(0);
    int to = Math.min(from + ON_A_PAGE, table.rows().size());
    ObjectNode root = StubJson.MAPPER.createObjectNode();
    ArrayNode events = root.putArray("value");
    for (Row row : table.rows().subList(from, to)) {
      ObjectNode event = events.addObject();
      event
          .put("eventTimestamp", text(table, row, "Time"))
          .put("caller", text(table, row, "Caller"))
          .put("resourceId", text(table, row, "Resource"))
          .put("resourceGroupName", text(table, row, "ResourceGroup"))
          .put("level", text(table, row, "Level"))
          .put("correlationId", text(table, row, "CorrelationId"))
          .put("description", text(table, row, "Description"));
      event.putObject("operationName").put("value", text(table, row, "Operation"));
      event.putObject("status").put("value", text(table, row, "Status"));
      event.putObject("category").put("value", text(table, row, "Category"));
    }
    if (to < table.rows().size()) {
      root.put("nextLink", address(request, to));
    }
    return StubReply.json(root.toString());
  }

  /** The same request, from a row on. */
  private static String address(StubRequest request, int row) {
    var address =
        new StringJoiner(
            "&", "https://" + request.headers().get("host") + request.path() + "?", "");
    request
        .query()
        .forEach(
            (name, value) -> {
              if (!name.equals(SKIP)) {
                address.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
              }
            });
    return address.add(SKIP + "=" + row).toString();
  }

  private static String text(Table table, Row row, String column) {
    return ScenarioContent.text(table, row, column);
  }
}
