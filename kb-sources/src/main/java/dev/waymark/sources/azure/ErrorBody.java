package dev.waymark.sources.azure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waymark.model.source.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a refusal's body says: Azure nests the real reason in {@code innererror}, or lists it in
 * {@code details}.
 *
 * @param code the outermost one
 * @param reason the innermost message
 * @param at where in the query, if it says so
 */
record ErrorBody(String code, String reason, Optional<Position> at) {
  private static final int LONGEST = 600;

  static ErrorBody of(String body) {
    JsonNode error = root(body);
    List<JsonNode> nodes = new ArrayList<>();
    collect(error, nodes);
    String reason =
        messages(nodes).stream().reduce((outer, inner) -> inner).orElseGet(() -> plain(body));
    return new ErrorBody(
        error.path("code").asText(""),
        shortened(reason),
        nodes.stream().flatMap(node -> position(node).stream()).reduce((outer, inner) -> inner));
  }

  /** All that an error says, the outermost first. */
  static String allOf(JsonNode error) {
    List<JsonNode> nodes = new ArrayList<>();
    collect(error, nodes);
    List<String> messages = messages(nodes);
    return shortened(
        messages.isEmpty() ? error.path("code").asText("an error") : String.join(" ", messages));
  }

  /** Words from elsewhere, in one line. */
  static String shortened(@Nullable String text) {
    String line = text == null ? "" : text.replaceAll("\\s+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }

  private static List<String> messages(List<JsonNode> nodes) {
    return nodes.stream()
        .map(ErrorBody::message)
        .filter(message -> !message.isBlank())
        .distinct()
        .toList();
  }

  /** Resource Graph says only {@code ParserFailure}, and names the word beside it. */
  private static String message(JsonNode node) {
    String message = node.path("message").asText("");
    String token = node.path("token").asText("");
    return token.isEmpty() || message.contains(token) ? message : message + " at `" + token + "`";
  }

  private static JsonNode root(String body) {
    try {
      JsonNode root = JsonMapper.builder().build().readTree(body);
      JsonNode error = root.path("error");
      return error.isObject() ? error : root;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private static void collect(JsonNode node, List<JsonNode> into) {
    if (!node.isObject() || into.size() > 20) {
      return;
    }
    into.add(node);
    node.path("details").forEach(detail -> collect(detail, into));
    collect(node.path("innererror"), into);
    collect(node.path("innerError"), into);
  }

  private static Optional<Position> position(JsonNode node) {
    JsonNode line = node.path("line");
    JsonNode column = node.has("pos") ? node.path("pos") : node.path("characterPositionInLine");
    return line.canConvertToInt() && column.canConvertToInt() && line.asInt() > 0
        ? Optional.of(new Position(line.asInt(), Math.max(1, column.asInt() + 1)))
        : Optional.empty();
  }

  /** The words of a body that isn't JSON of theirs, such as a proxy's page. */
  private static String plain(String body) {
    try {
      JsonNode root = JsonMapper.builder().build().readTree(body);
      for (String field : List.of("error_description", "error", "message", "Message")) {
        if (root.path(field).isTextual()) {
          return root.path(field).asText();
        }
      }
    } catch (JsonProcessingException e) {
      return "";
    }
    return "";
  }
}
