package dev.waymark.runbooks;

import dev.waymark.model.source.Issue;
import dev.waymark.runbooks.compile.DefinitionIssue;
import dev.waymark.runbooks.compile.KnowledgeBaseIssue;
import dev.waymark.runbooks.compile.LinkIssue;
import dev.waymark.runbooks.compile.NameIssue;
import dev.waymark.runbooks.markdown.Document;
import dev.waymark.runbooks.markdown.DocumentSection;
import dev.waymark.runbooks.markdown.MarkdownIssue;
import dev.waymark.runbooks.parse.StructureIssue;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A fence that isn't closed has swallowed an unknown part of the file: what is wrong there, or
 * missing because of it, says nothing.
 *
 * @param section where the section begins that holds the fence
 */
record UnclosedFence(int section) {

  static Optional<UnclosedFence> in(Document document, List<Issue> issues) {
    return issues.stream()
        .filter(issue -> issue.code() == MarkdownIssue.FENCE_NOT_CLOSED)
        .map(issue -> issue.span().start())
        .min(Comparator.naturalOrder())
        .map(
            fence ->
                new UnclosedFence(
                    document.sections().stream()
                        .flatMap(UnclosedFence::starts)
                        .filter(start -> start < fence)
                        .max(Comparator.naturalOrder())
                        .orElse(fence)));
  }

  private static Stream<Integer> starts(DocumentSection section) {
    return Stream.concat(
        Stream.of(section.heading().span().start()),
        section.sections().stream().flatMap(UnclosedFence::starts));
  }

  /** Whether an issue may follow from the fence alone. */
  boolean causes(Issue issue) {
    if (issue.code() == MarkdownIssue.FENCE_NOT_CLOSED) {
      return false;
    }
    boolean dependsOnAll =
        issue.code() instanceof LinkIssue
            || issue.code() instanceof NameIssue
            || issue.code() instanceof KnowledgeBaseIssue
            || issue.code() == DefinitionIssue.UNUSED
            || issue.code() == StructureIssue.MISSING_SECTION;
    return dependsOnAll || issue.span().end() > section;
  }
}
