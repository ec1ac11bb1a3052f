package dev.waymark.cli.stub;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.kql.lint.DialectFault;
import dev.waymark.kql.lint.ResourceGraphDialect;
import dev.waymark.kql.syntax.KqlParser;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** How Resource Graph refuses a query: 400, with the reasons in {@code details}. */
final class GraphRefusal {
  private static final ObjectNode INVALID =
      StubJson.MAPPER
          .createObjectNode()
          .put("code", "InvalidQuery")
          .put(
              "message",
              "Query is invalid. Please refer to the documentation for the Azure Resource Graph"
                  + " service and fix the error before retrying.");

  private final Query query;
  private final ArrayNode details;

  private GraphRefusal(Query query, ArrayNode details) {
    this.query = query;
    this.details = details;
  }

  /** The refusal of a query that Resource Graph doesn't read; empty if it does. */
  static Optional<StubReply> of(String kql) {
    StageResult<Query> read = KqlParser.parse(QueryText.of(kql));
    Query query =
        read.value().orElseGet(() -> new Query(QueryText.of(kql), new SourceSpan(0, 0), List.of()));
    List<DialectFault> faults = ResourceGraphDialect.faults(query);
    if (read.issues().isEmpty() && faults.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode root = error("BadRequest");
    var refusal = new GraphRefusal(query, details(root).add(INVALID));
    read.issues().forEach(refusal::add);
    faults.forEach(refusal::add);
    return Optional.of(new StubReply(400, Map.of(), root.toString()));
  }

  /** The refusal of a query that is read and has no answer. */
  static StubReply ofQuery(ObjectNode reason) {
    ObjectNode root = error("BadRequest");
    details(root).add(INVALID).add(reason);
    return new StubReply(400, Map.of(), root.toString());
  }

  /** The refusal of a request for another reason than its query. */
  static StubReply of(int status, String code, ObjectNode reason) {
    ObjectNode root = error(code);
    details(root).add(reason);
    return new StubReply(status, Map.of(), root.toString());
  }

  private static ObjectNode error(String code) {
    return StubJson.error(
        code,
        "Please provide below info when asking for support: timestamp = %s, correlationId = %s."
            .formatted(Instant.now(), UUID.randomUUID()));
  }

  private static ArrayNode details(ObjectNode root) {
    return ((ObjectNode) root.get("error")).putArray("details");
  }

  private void add(Issue issue) {
    parserFailure(issue.span(), issue.file().text(issue.span()));
  }

  private void add(DialectFault fault) {
    switch (fault.kind()) {
      case PARSER -> parserFailure(fault.span(), fault.subject());
      case LANGUAGE ->
          detail(fault, fault.kind().code())
              .put("line", -1)
              .put("characterPositionInLine", -1)
              .put("token", fault.subject());
      case JOIN ->
          detail(
              fault,
              "The join kind \"%s\" is not supported or not allowed.".formatted(fault.subject()));
      case TABLE ->
          detail(
              fault, "Table %s is invalid, unsupported or disallowed.".formatted(fault.subject()));
      case TOO_MANY_TABLES -> detail(fault, fault.message() + ".");
    }
  }

  private ObjectNode detail(DialectFault fault, String message) {
    return details.addObject().put("code", fault.kind().code()).put("message", message);
  }

  private void parserFailure(SourceSpan span, String token) {
    Position at = query.text().file().position(span.start());
    details
        .addObject()
        .put("code", "ParserFailure")
        .put("message", "ParserFailure")
        .put("line", at.line())
        .put("characterPositionInLine", at.column() - 1)
        .put("token", token.isEmpty() ? "<EOF>" : token);
  }
}
