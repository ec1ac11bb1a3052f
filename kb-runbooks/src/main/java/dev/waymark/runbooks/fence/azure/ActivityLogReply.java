package dev.waymark.runbooks.fence.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.paste.DynamicJson;
import dev.waymark.runbooks.paste.JsonPlaces;
import dev.waymark.runbooks.paste.PasteException;
import dev.waymark.runbooks.paste.PasteReading;
import dev.waymark.runbooks.paste.PastedTable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** Events as the activity log replies and {@code az monitor activity-log list} prints them. */
final class ActivityLogReply {
  private static final String TIME = "eventTimestamp";

  private ActivityLogReply() {}

  /** Whether a text is such a reply. */
  static boolean isOne(String text) {
    try {
      return text.stripLeading().matches("(?s)[\\[{].*") && events(text).path(0).has(TIME);
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /** Reads a text that is one. */
  static PasteReading read(String text) {
    try {
      PastedTable.checkText(text);
      JsonNode root = DynamicJson.read(text);
      String pointer = root.isArray() ? "" : "/value";
      List<Row> rows = new ArrayList<>();
      for (JsonNode event : events(text)) {
        rows.add(row(event, text, pointer + "/" + rows.size()));
      }
      var table = new Table(ActivityLogBody.COLUMNS, rows);
      return root.path("nextLink").asText("").isEmpty()
          ? new PasteReading.Complete(table)
          : new PasteReading.Partial(table, "the reply has further pages");
    } catch (PasteException e) {
      return e.reading();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON", e);
    }
  }

  private static JsonNode events(String text) throws JsonProcessingException {
    JsonNode root = DynamicJson.read(text);
    return root.isArray() ? root : root.path("value");
  }

  private static Row row(JsonNode event, String text, String pointer) throws PasteException {
    return Row.of(
        time(event, text, pointer),
        text(event, "/operationName/value"),
        text(event, "/status/value"),
        text(event, "/caller"),
        text(event, "/resourceId"),
        text(event, "/resourceGroupName"),
        text(event, "/category/value"),
        text(event, "/level"),
        text(event, "/correlationId"),
        text(event, "/description"));
  }

  private static Instant time(JsonNode event, String text, String pointer) throws PasteException {
    try {
      return OffsetDateTime.parse(event.path(TIME).asText("")).toInstant();
    } catch (DateTimeException e) {
      throw new PasteException(
          JsonPlaces.of(text, pointer),
          "This event has no `" + TIME + "`",
          "Paste all that `az monitor activity-log list --output json` printed.");
    }
  }

  private static String text(JsonNode event, String path) {
    JsonNode value = event.at(path);
    return value.isNull() ? "" : value.asText("");
  }
}
