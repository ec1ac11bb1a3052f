package dev.waymark.cli;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Severity;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.KnowledgeBase;
import dev.waymark.runbooks.lint.IssuesJson;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kb lint}. */
@Command(
    description = "Report every issue of every entry.",
    mixinStandardHelpOptions = true,
    footer = {"", "Exit codes: 0 no error, 1 errors, 2 wrong usage. Warnings alone are no error."})
final class LintCommand implements Callable<Integer> {

  enum Format {
    TEXT,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Terminal terminal;

  @Mixin private final Paths paths = new Paths();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
  private Format format = Format.TEXT;

  LintCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    KnowledgeBase knowledgeBase = paths.load(terminal);
    List<Issue> issues =
        Stream.concat(
                knowledgeBase.issues().stream(),
                knowledgeBase.entries().stream().flatMap(entry -> entry.issues().stream()))
            .toList();
    switch (format) {
      case JSON -> terminal.out().println(IssuesJson.of(issues));
      case TEXT -> writeText(knowledgeBase, issues);
    }
    knowledgeBase.entries().stream()
        .filter(entry -> entry.moreIssues() > 0)
        .forEach(this::tellOfMore);
    return count(issues, Severity.ERROR) > 0 ? ExitCode.BAD : ExitCode.GOOD;
  }

  private void tellOfMore(CompiledEntry entry) {
    terminal
        .err()
        .printf(
            "%s: %,d more issues; the first are shown%n",
            entry.source().path(), entry.moreIssues());
  }

  private void writeText(KnowledgeBase knowledgeBase, List<Issue> issues) {
    for (Issue issue : issues) {
      terminal.out().println(terminal.text(issue));
    }
    terminal
        .out()
        .printf(
            "%s: %s, %s%n",
            CountText.of(knowledgeBase.entries().size(), "entry", "entries"),
            CountText.of(count(issues, Severity.ERROR), "error", "errors"),
            CountText.of(count(issues, Severity.WARNING), "warning", "warnings"));
  }

  private static long count(List<Issue> issues, Severity severity) {
    return issues.stream().filter(issue -> issue.severity() == severity).count();
  }
}
