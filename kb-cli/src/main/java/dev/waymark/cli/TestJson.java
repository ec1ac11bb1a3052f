package dev.waymark.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.waymark.cli.TestReport.EntryReport;
import dev.waymark.cli.TestReport.Outcome;
import dev.waymark.cli.TestReport.ScenarioReport;
import dev.waymark.model.source.Issue;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.lint.IssuesJson;
import dev.waymark.runbooks.scenario.Coverage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** A test report for other programs. */
final class TestJson {
  private final JsonGenerator json;

  private TestJson(JsonGenerator json) {
    this.json = json;
  }

  static String of(TestReport report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
      new TestJson(json).write(report);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return text.toString();
  }

  private void write(TestReport report) throws IOException {
    json.writeStartObject();
    json.writeNumberField("passed", report.count(TestReport::isPassed));
    json.writeNumberField("failed", report.count(TestReport::isFailed));
    json.writeNumberField("notRun", report.count(TestReport::isNotRun));
    json.writeNumberField("brokenEntries", report.brokenEntries());
    errors(report.errors());
    json.writeArrayFieldStart("entries");
    for (EntryReport entry : report.entries()) {
      write(entry);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(EntryReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", report.entry().id());
    json.writeStringField("file", report.entry().source().path());
    errors(report.errors());
    json.writeArrayFieldStart("scenarios");
    for (ScenarioReport scenario : report.scenarios()) {
      write(scenario);
    }
    json.writeEndArray();
    if (report.coverage().isPresent()) {
      write(report.entry(), report.coverage().get());
    }
    json.writeEndObject();
  }

  private void write(ScenarioReport scenario) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", scenario.name());
    json.writeStringField("title", scenario.title());
    json.writeStringField("outcome", label(scenario.outcome()));
    json.writeNumberField("seconds", scenario.took().toNanos() / 1e9);
    if (scenario.outcome() instanceof Outcome.Failed failed) {
      json.writeStringField("message", failed.message());
      errors(failed.errors());
      json.writeArrayFieldStart("details");
      for (String line : failed.details()) {
        json.writeString(line);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static String label(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Passed _ -> "passed";
      case Outcome.Failed _ -> "failed";
      case Outcome.NotRun _ -> "not-run";
    };
  }

  private void write(CompiledEntry entry, Coverage covered) throws IOException {
    json.writeObjectFieldStart("coverage");
    json.writeNumberField("taken", covered.taken());
    json.writeNumberField("total", covered.total());
    json.writeArrayFieldStart("untaken");
    for (Coverage.Untaken untaken : covered.untaken()) {
      json.writeStartObject();
      json.writeNumberField("line", entry.source().position(untaken.span().start()).line());
      json.writeStringField("node", untaken.node());
      json.writeStringField("branch", untaken.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void errors(List<Issue> errors) throws IOException {
    json.writeFieldName("errors");
    IssuesJson.write(json, errors);
  }
}
