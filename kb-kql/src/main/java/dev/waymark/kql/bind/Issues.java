package dev.waymark.kql.bind;

import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.kql.value.Refusal;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Nearest;
import dev.waymark.model.source.Severity;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The issues of a query as they're found; each is told once. */
public final class Issues {
  private final QueryText text;
  private final List<Issue> issues = new ArrayList<>();

  public Issues(QueryText text) {
    this.text = text;
  }

  public void add(QueryIssue code, SourceSpan span, String message, String hint) {
    Issue issue = text.issue(code, span, message, hint);
    if (!issues.contains(issue)) {
      issues.add(issue);
    }
  }

  public void unsupported(SourceSpan span, String what) {
    add(
        QueryIssue.UNSUPPORTED,
        span,
        what + " isn't evaluated here",
        "Azure runs it; scenarios and tests need another way to say it.");
  }

  /** What can't be evaluated, where it happened if that is known. */
  public void refused(SourceSpan otherwise, Refusal refusal) {
    SourceSpan span = refusal.span().orElse(otherwise);
    String message = String.valueOf(refusal.getMessage());
    if (refusal.isUnsupported()) {
      unsupported(span, message);
    } else {
      add(QueryIssue.FAILED, span, message, "Kusto refuses it too.");
    }
  }

  /** An issue about a name, with what may have been meant. */
  public void unknown(
      QueryIssue code, SourceSpan span, String what, String name, Collection<String> known) {
    String hint =
        Nearest.codeQuestion(name, known)
            .orElseGet(
                () ->
                    known.isEmpty() || known.size() > 12
                        ? "Check how it's spelled."
                        : "There are: " + String.join(", ", known) + "." + ".");
    add(code, span, "There is no " + what + " `" + name + "`", hint);
  }

  /** Whether something stands in the way of evaluating the query. */
  public boolean block() {
    return issues.stream()
        .anyMatch(
            issue -> issue.severity() == Severity.ERROR || issue.code() == QueryIssue.UNSUPPORTED);
  }

  public List<Issue> all() {
    return List.copyOf(issues);
  }

  public int size() {
    return issues.size();
  }
}
