package dev.waymark.cli;

import dev.waymark.cli.TestReport.EntryReport;
import dev.waymark.cli.TestReport.Outcome;
import dev.waymark.cli.TestReport.ScenarioReport;
import dev.waymark.model.source.Issue;
import dev.waymark.runbooks.lint.IssueText;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A test report as the XML that build servers read: a suite an entry, a case a scenario. An entry
 * with errors is a case of its own, and its scenarios are skipped.
 */
final class TestJunit {
  private static final String OUTSIDE = "outside of the entries";

  private final XMLStreamWriter xml;

  private TestJunit(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** The numbers that a suite, or all suites together, begin with. */
  private record Totals(long tests, long failures, long errors, long skipped, Duration took) {
    static Totals of(EntryReport entry) {
      long broken = entry.errors().isEmpty() ? 0 : 1;
      return new Totals(
          entry.scenarios().size() + broken,
          entry.count(TestReport::isFailed),
          broken,
          entry.count(TestReport::isNotRun),
          entry.took());
    }

    static Totals ofErrors(List<Issue> errors) {
      return new Totals(errors.size(), 0, errors.size(), 0, Duration.ZERO);
    }

    Totals plus(Totals other) {
      return new Totals(
          tests + other.tests,
          failures + other.failures,
          errors + other.errors,
          skipped + other.skipped,
          took.plus(other.took));
    }
  }

  static String of(TestReport report) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      new TestJunit(xml).write(report);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("writing to memory", e);
    }
    return text.toString();
  }

  private void write(TestReport report) throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeCharacters("\n");
    xml.writeStartElement("testsuites");
    Totals all =
        report.entries().stream()
            .map(Totals::of)
            .reduce(Totals.ofErrors(report.errors()), Totals::plus);
    suite("kb test", all);
    for (EntryReport entry : report.entries()) {
      write(entry);
    }
    if (!report.errors().isEmpty()) {
      start("testsuite", 1);
      suite(OUTSIDE, Totals.ofErrors(report.errors()));
      for (Issue error : report.errors()) {
        startCase(OUTSIDE, error.code().code() + " " + error.file().path(), Duration.ZERO);
        problem("error", error.code().code(), error.message(), text(List.of(error)));
        end(2);
      }
      end(1);
    }
    xml.writeCharacters("\n");
    xml.writeEndElement();
    xml.writeCharacters("\n");
    xml.writeEndDocument();
  }

  private void write(EntryReport report) throws XMLStreamException {
    String id = report.entry().id();
    start("testsuite", 1);
    suite(id, Totals.of(report));
    attribute("file", report.entry().source().path());
    if (!report.errors().isEmpty()) {
      startCase(id, "the entry compiles", Duration.ZERO);
      String count = CountText.of(report.errors().size(), "error", "errors");
      problem("error", "lint", "The entry has " + count, text(report.errors()));
      end(2);
    }
    for (ScenarioReport scenario : report.scenarios()) {
      write(id, scenario);
    }
    end(1);
  }

  private void write(String entry, ScenarioReport scenario) throws XMLStreamException {
    startCase(entry, scenario.name(), scenario.took());
    switch (scenario.outcome()) {
      case Outcome.Passed _ -> {}
      case Outcome.Failed failed ->
          problem(
              "failure",
              failed.errors().isEmpty() ? "path" : "scenario",
              failed.message(),
              Stream.concat(Stream.of(text(failed.errors())), failed.details().stream())
                  .filter(line -> !line.isEmpty())
                  .collect(Collectors.joining("\n", scenario.heading() + "\n", "")));
      case Outcome.NotRun _ -> {
        start("skipped", 3);
        attribute("message", "The entry has errors");
        xml.writeEndElement();
      }
    }
    end(2);
  }

  private static String text(List<Issue> issues) {
    return issues.stream().map(IssueText::of).collect(Collectors.joining("\n"));
  }

  private void suite(String name, Totals totals) throws XMLStreamException {
    attribute("name", name);
    attribute("tests", totals.tests());
    attribute("failures", totals.failures());
    attribute("errors", totals.errors());
    attribute("skipped", totals.skipped());
    attribute("time", seconds(totals.took()));
  }

  private void startCase(String suite, String name, Duration took) throws XMLStreamException {
    start("testcase", 2);
    attribute("classname", suite);
    attribute("name", name);
    attribute("time", seconds(took));
  }

  private void problem(String element, String type, String message, String text)
      throws XMLStreamException {
    start(element, 3);
    attribute("type", type);
    attribute("message", message);
    xml.writeCharacters(printable(text));
    xml.writeEndElement();
  }

  private void start(String element, int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeStartElement(element);
  }

  private void end(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
    xml.writeEndElement();
  }

  private void attribute(String name, Object value) throws XMLStreamException {
    xml.writeAttribute(name, printable(Printable.line(String.valueOf(value))));
  }

  /** XML can't hold control characters, nor these two, in whatever way they are written. */
  private static String printable(String text) {
    return Printable.of(text).replace('\ufffe', '\ufffd').replace('\uffff', '\ufffd');
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e9);
  }
}
