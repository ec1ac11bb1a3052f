package dev.waymark.runbooks.fence.probe;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.waymark.model.value.PercentEncoding;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.Template;
import dev.waymark.runbooks.fence.UnboundException;

/** The body of a request: a JSON document or a form. */
final class HttpBody {
  private HttpBody() {}

  static String fill(String body, String contentType, RunValues values) {
    if (!Template.hasNames(body)) {
      return body;
    }
    String start = body.stripLeading();
    boolean looksLikeJson =
        contentType.isEmpty() && (start.startsWith("{") || start.startsWith("["));
    if (contentType.contains("json") || looksLikeJson) {
      return json(body, values);
    }
    if (contentType.contains("x-www-form-urlencoded")) {
      return Template.fill(body, name -> PercentEncoding.component(values.text(name)));
    }
    throw new UnboundException(
        "Values may stand in a body of JSON or of a form only",
        "Ask the entry's owner to name the Content-Type; meanwhile look by hand.");
  }

  /** Cuts the body at its quotes: what lies between two of them is a string. */
  private static String json(String body, RunValues values) {
    var filled = new StringBuilder();
    int start = 0;
    boolean inString = false;
    for (int i = 0; i <= body.length(); i++) {
      boolean quote = i < body.length() && body.charAt(i) == '"';
      if (quote || i == body.length()) {
        String part = body.substring(start, i);
        filled.append(inString ? string(part, values) : literal(part, values));
        if (quote) {
          filled.append('"');
        }
        inString = quote != inString;
        start = i + 1;
      } else if (inString && body.charAt(i) == '\\') {
        i++;
      }
    }
    return filled.toString();
  }

  private static String string(String part, RunValues values) {
    return Template.fill(part, name -> escape(values.text(name)));
  }

  private static String literal(String part, RunValues values) {
    return Template.fill(
        part,
        name -> {
          Object value = values.get(name);
          boolean number = value instanceof Number some && Double.isFinite(some.doubleValue());
          return number || value instanceof Boolean
              ? values.text(name)
              : '"' + escape(values.text(name)) + '"';
        });
  }

  private static String escape(String value) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(value));
  }
}
