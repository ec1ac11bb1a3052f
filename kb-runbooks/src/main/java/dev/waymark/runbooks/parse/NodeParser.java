package dev.waymark.runbooks.parse;

import dev.waymark.model.entry.AnswerRow;
import dev.waymark.model.entry.Cause;
import dev.waymark.model.entry.Check;
import dev.waymark.model.entry.Heading;
import dev.waymark.model.entry.Link;
import dev.waymark.model.entry.Next;
import dev.waymark.model.entry.Prose;
import dev.waymark.model.entry.StateRow;
import dev.waymark.model.entry.Step;
import dev.waymark.model.entry.Verification;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.Document;
import dev.waymark.runbooks.markdown.DocumentSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what asks something: steps, causes with their evidence, verifications of actions. */
final class NodeParser {
  private final Document document;
  private final IssueCollector issues;
  private final StepTableReader tables;
  private final Fences fences;

  NodeParser(Document document, IssueCollector issues) {
    this.document = document;
    this.issues = issues;
    this.tables = new StepTableReader(issues);
    this.fences = new Fences(issues);
  }

  Step step(DocumentSection section) {
    Heading heading = section.heading();
    refuseHeadings(section, "a step");
    NodeParts parts =
        NodeParts.of(ProseBuilder.allBlocks(section), named("The step", heading), issues);
    Prose prose = ProseBuilder.of(document, parts.prose(), heading.span());
    refuseVerdicts(parts, "Write the header " + TableKind.ANSWER.header() + " to ask a question.");
    Optional<Block.TableBlock> state = parts.table(TableKind.STATE);
    Optional<Block.TableBlock> answer = parts.table(TableKind.ANSWER);
    if (parts.fence().isPresent() && (state.isPresent() || answer.isEmpty())) {
      answer.ifPresent(table -> refuseAnswers(heading, table));
      return new Step.QueryStep(heading, prose, check(heading, "The step", parts, true));
    }
    parts.fence().ifPresent(fence -> needsStates(heading, fence));
    refuseTable(parts, TableKind.REMEMBER, "Only the answer of a fence can be remembered");
    return new Step.QuestionStep(heading, prose, answers(heading, state, answer));
  }

  private List<AnswerRow> answers(
      Heading heading, Optional<Block.TableBlock> state, Optional<Block.TableBlock> answer) {
    List<AnswerRow> rows = new ArrayList<>();
    if (state.isPresent()) {
      issues.add(
          StructureIssue.NO_FENCE,
          state.get().header().span(),
          "The step \"%s\" has a State table but no fence that runs".formatted(heading.text()),
          "Add a fence such as ```kql before it, or ask the responder with a table "
              + TableKind.ANSWER.header()
              + ".");
      tables
          .states(state.get())
          .forEach(
              row ->
                  rows.add(
                      new AnswerRow(
                          row.state().label(), row.means(), row.finding(), link(row), row.span())));
    }
    answer.ifPresent(table -> rows.addAll(tables.answers(table)));
    if (state.isEmpty() && answer.isEmpty()) {
      issues.add(
          StructureIssue.NO_TABLE,
          heading.span(),
          "The step \"%s\" doesn't say what comes next".formatted(heading.text()),
          "Add a fence and a table %s, or a table %s."
              .formatted(TableKind.STATE.header(), TableKind.ANSWER.header()));
    }
    return rows;
  }

  private static Link link(StateRow row) {
    return row.next() instanceof Next.Follow follow
        ? follow.link()
        : new Link("Escalate", "#escalation", row.next().span());
  }

  private void refuseAnswers(Heading heading, Block.TableBlock table) {
    issues.add(
        StructureIssue.WRONG_TABLE,
        table.header().span(),
        "The step \"%s\" has a fence, so nobody is asked".formatted(heading.text()),
        "Remove this table, or make a second step of it without a fence.");
  }

  private void needsStates(Heading heading, Block.FenceBlock fence) {
    issues.add(
        StructureIssue.WRONG_TABLE,
        fence.info().span(),
        "The step \"%s\" runs a fence, but has an Answer table".formatted(heading.text()),
        "Say with a table %s what the answer means.".formatted(TableKind.STATE.header()));
  }

  private Check check(Heading heading, String owner, NodeParts parts, boolean mayRemember) {
    Optional<Block.TableBlock> state = parts.table(TableKind.STATE);
    if (state.isEmpty()) {
      issues.add(
          StructureIssue.NO_TABLE,
          heading.span(),
          "%s has a fence, but no table that says what its answer means"
              .formatted(named(owner, heading)),
          "Add a table " + TableKind.STATE.header() + ".");
    }
    if (!mayRemember) {
      refuseTable(parts, TableKind.REMEMBER, "Only steps under ## Diagnostics remember values");
    }
    return new Check(
        fences.running(parts.fence().orElseThrow()),
        state.map(tables::states).orElse(List.of()),
        parts
            .table(TableKind.REMEMBER)
            .filter(table -> mayRemember)
            .map(tables::remembers)
            .orElse(List.of()));
  }

  private void refuseTable(NodeParts parts, TableKind kind, String message) {
    parts
        .table(kind)
        .ifPresent(
            table ->
                issues.add(
                    StructureIssue.WRONG_TABLE,
                    table.header().span(),
                    message,
                    "Remove this table, or move it to a step with a fence."));
  }

  /**
   * Reads a cause.
   *
   * @param otherNodes slugs of the entry's headings that aren't actions: a link to one of them is a
   *     link in the prose, any other one within the entry is meant as a resolution
   */
  Cause cause(DocumentSection section, Set<String> otherNodes) {
    Heading heading = section.heading();
    refuseHeadings(section, "a cause");
    List<Block> blocks = ProseBuilder.allBlocks(section);
    NodeParts parts = NodeParts.of(blocks, named("The cause", heading), issues);
    refuseTable(parts, TableKind.ANSWER, "A cause can't ask the responder");
    refuseVerdicts(parts, "Remove this table, or move it to a step.");
    List<Link> resolutions =
        parts.prose().stream()
            .flatMap(block -> Links.of(block).stream())
            .filter(link -> link.to().here().filter(slug -> !otherNodes.contains(slug)).isPresent())
            .toList();
    Prose prose = ProseBuilder.of(document, parts.prose(), heading.span());
    return new Cause(heading, prose, resolutions, evidence(heading, parts));
  }

  private Optional<Check> evidence(Heading heading, NodeParts parts) {
    if (parts.fence().isPresent()) {
      return Optional.of(check(heading, "The cause", parts, false));
    }
    refuseTable(parts, TableKind.REMEMBER, "Only steps under ## Diagnostics remember values");
    parts
        .table(TableKind.STATE)
        .ifPresent(
            table ->
                issues.add(
                    StructureIssue.NO_FENCE,
                    table.header().span(),
                    "%s has a State table but no fence that runs"
                        .formatted(named("The cause", heading)),
                    "Add the fence that gives the evidence, or remove the table."));
    return Optional.empty();
  }

  /** Reads a {@code #### Verify}; empty if there is nothing to run. */
  Optional<Verification> verification(DocumentSection section, String action) {
    Heading heading = section.heading();
    refuseHeadings(section, "a verification");
    NodeParts parts =
        NodeParts.of(
            ProseBuilder.allBlocks(section),
            "The verification of \"%s\"".formatted(action),
            issues);
    String owner = "The verification of \"%s\"".formatted(action);
    parts.table(TableKind.ANSWER).ifPresent(table -> needsVerdicts(owner, table));
    Prose prose = ProseBuilder.of(document, parts.prose(), heading.span());
    if (parts.fence().isPresent()) {
      parts.table(TableKind.VERDICT).ifPresent(table -> refuseVerdicts(owner, table));
      Check check = check(heading, "The verification of", parts, false);
      return Optional.of(new Verification(heading, prose, Optional.of(check), List.of()));
    }
    refuseTable(parts, TableKind.REMEMBER, "Only steps under ## Diagnostics remember values");
    Optional<Block.TableBlock> verdicts = parts.table(TableKind.VERDICT);
    if (verdicts.isEmpty() && parts.table(TableKind.ANSWER).isEmpty()) {
      SourceSpan span =
          parts.table(TableKind.STATE).map(t -> t.header().span()).orElse(heading.span());
      issues.add(
          StructureIssue.NO_FENCE,
          span,
          owner + " neither runs a fence nor asks the responder",
          "Add the query or probe that shows whether it worked, or ask the responder with a table "
              + TableKind.VERDICT.header()
              + ".");
      return Optional.empty();
    }
    return verdicts.map(
        table -> new Verification(heading, prose, Optional.empty(), tables.verdicts(table)));
  }

  private void needsVerdicts(String owner, Block.TableBlock table) {
    issues.add(
        StructureIssue.WRONG_TABLE,
        table.header().span(),
        owner + " doesn't say which state each answer means",
        "Write the header " + TableKind.VERDICT.header() + ".");
  }

  private void refuseVerdicts(NodeParts parts, String hint) {
    parts
        .table(TableKind.VERDICT)
        .ifPresent(
            table ->
                issues.add(
                    StructureIssue.WRONG_TABLE,
                    table.header().span(),
                    "Only the verification of an action takes answers with states",
                    hint));
  }

  private void refuseVerdicts(String owner, Block.TableBlock table) {
    issues.add(
        StructureIssue.WRONG_TABLE,
        table.header().span(),
        owner + " has a fence, so nobody is asked",
        "Remove the table, or the fence.");
  }

  private static String named(String owner, Heading heading) {
    return owner + " \"" + heading.text() + "\"";
  }

  private void refuseHeadings(DocumentSection section, String owner) {
    for (DocumentSection inner : section.sections()) {
      issues.add(
          StructureIssue.UNEXPECTED_HEADING,
          inner.heading().span(),
          "The heading \"%s\" is inside %s".formatted(inner.heading().text(), owner),
          "Use bold text, or write ### if it is a step, cause or action of its own.");
      refuseHeadings(inner, owner);
    }
  }
}
