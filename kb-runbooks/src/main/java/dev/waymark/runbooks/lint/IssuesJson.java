package dev.waymark.runbooks.lint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Issues for other programs: a JSON array, empty if there are none. */
public final class IssuesJson {
  private static final JsonFactory JSON = new JsonFactory();

  private IssuesJson() {}

  /** Lines and columns count from 1; the end stands behind the last character. */
  public static String of(List<Issue> issues) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      write(json, issues);
    } catch (IOException e) {
      throw new UncheckedIOException("a string can't be written to", e);
    }
    return text.toString();
  }

  /** Writes the array where a generator stands. */
  public static void write(JsonGenerator json, List<Issue> issues) throws IOException {
    json.writeStartArray();
    for (Issue issue : issues) {
      write(json, issue);
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, Issue issue) throws IOException {
    Position start = issue.file().position(issue.span().start());
    Position end = issue.file().position(issue.span().end());
    json.writeStartObject();
    json.writeStringField("file", issue.file().path());
    json.writeNumberField("line", start.line());
    json.writeNumberField("column", start.column());
    json.writeNumberField("endLine", end.line());
    json.writeNumberField("endColumn", end.column());
    json.writeStringField("code", issue.code().code());
    json.writeStringField("severity", issue.severity().name().toLowerCase(Locale.ROOT));
    json.writeStringField("message", issue.message());
    json.writeStringField("hint", issue.hint());
    json.writeEndObject();
  }
}
