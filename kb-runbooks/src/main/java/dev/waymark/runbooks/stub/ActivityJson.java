package dev.waymark.runbooks.stub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;

/** A recorded table of changes as the activity log sends it. */
final class ActivityJson {
  private ActivityJson() {}

  static StubReply events(Table table) {
    ObjectNode root = StubJson.MAPPER.createObjectNode();
    ArrayNode events = root.putArray("value");
    for (Row row : table.rows()) {
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
    return StubReply.json(root.toString());
  }

  private static String text(Table table, Row row, String column) {
    return ScenarioContent.text(table, row, column);
  }
}
