package dev.waymark.runbooks.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Issues for other programs: an array, empty where there are none. */
final class IssueReport {

  private IssueReport() {}

  static void write(List<Issue> issues, PrintWriter out) {
    try {
      JsonGenerator json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
      json.writeStartArray();
      for (Issue issue : issues) {
        write(issue, json);
      }
      json.writeEndArray();
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("writing issues", e);
    }
    out.println();
  }

  private static void write(Issue issue, JsonGenerator json) throws IOException {
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
