package dev.waymark.cli;

import dev.waymark.cli.TestReport.EntryReport;
import dev.waymark.cli.TestReport.Outcome;
import dev.waymark.cli.TestReport.ScenarioReport;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.scenario.Coverage;
import java.util.List;

/** A test report for people. */
final class TestText {
  private final Terminal terminal;
  private final AnsiColours ink;

  TestText(Terminal terminal) {
    this.terminal = terminal;
    this.ink = new AnsiColours(terminal.coloured());
  }

  void write(TestReport report) {
    report.entries().forEach(this::write);
    report.errors().forEach(error -> issue("", error));
    say(report.total());
  }

  private void write(EntryReport report) {
    say(ink.strong(report.entry().id()));
    report.errors().forEach(error -> issue("  ", error));
    if (!report.errors().isEmpty()) {
      say(
          "  "
              + ink.bad("✗")
              + " the entry doesn't run until its errors are mended, so its scenarios weren't run");
    }
    report.scenarios().forEach(this::write);
    if (report.scenarios().isEmpty() && report.errors().isEmpty()) {
      say("  " + ink.quiet("no scenario"));
    }
    report.coverage().ifPresent(covered -> write(report.entry(), covered));
  }

  private void write(ScenarioReport scenario) {
    String heading = Printable.line(scenario.heading());
    switch (scenario.outcome()) {
      case Outcome.Passed _ -> say("  " + ink.good("✓") + " " + heading);
      case Outcome.Failed failed -> {
        say("  " + ink.bad("✗") + " " + heading);
        say("    " + ink.bad(Printable.line(failed.message())));
        failed.errors().forEach(error -> issue("    ", error));
        failed.details().forEach(line -> say("    " + Printable.of(line)));
      }
      case Outcome.NotRun _ -> say("  " + ink.quiet("-") + " " + heading);
    }
  }

  private void write(CompiledEntry entry, Coverage covered) {
    say(
        "  %d of %s taken"
            .formatted(covered.taken(), CountText.of(covered.total(), "branch", "branches")));
    for (Coverage.Untaken untaken : covered.untaken()) {
      Position at = entry.source().position(untaken.span().start());
      say(
          "    not taken: %s:%d %s, %s"
              .formatted(
                  entry.source().path(),
                  at.line(),
                  untaken.node(),
                  Printable.line(untaken.text())));
    }
  }

  private void issue(String indent, Issue issue) {
    List<String> lines = terminal.text(issue).lines().toList();
    lines.forEach(line -> say(indent + line));
  }

  private void say(String line) {
    terminal.out().println(line);
  }
}
