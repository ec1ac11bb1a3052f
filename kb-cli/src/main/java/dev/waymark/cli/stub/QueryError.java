package dev.waymark.cli.stub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.run.Answer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with a query, in the JSON in which Kusto says it. */
final class QueryError {
  private static final Pattern POSITION =
      Pattern.compile("line (\\d+), column (\\d+): (.*)", Pattern.DOTALL);

  private QueryError() {}

  /**
   * @param column the key of the column's number
   */
  static ObjectNode of(Answer.Failed failed, String column) {
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
}
