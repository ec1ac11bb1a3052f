package dev.waymark.runbooks.parse;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.IssueCode;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong in one file. */
final class IssueCollector {
  private final SourceFile file;
  private final List<Issue> issues = new ArrayList<>();

  IssueCollector(SourceFile file) {
    this.file = file;
  }

  void add(IssueCode code, SourceSpan span, String message, String hint) {
    issues.add(new Issue(code, file, span, message, hint));
  }

  int count() {
    return issues.size();
  }

  /** In the order of the file. */
  List<Issue> sorted() {
    issues.sort(Comparator.comparingInt(issue -> issue.span().start()));
    return List.copyOf(issues);
  }
}
