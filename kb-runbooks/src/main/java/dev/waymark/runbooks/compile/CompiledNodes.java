package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Action;
import dev.waymark.model.entry.AnswerRow;
import dev.waymark.model.entry.Cause;
import dev.waymark.model.entry.Check;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.Link;
import dev.waymark.model.entry.Next;
import dev.waymark.model.entry.RememberRow;
import dev.waymark.model.entry.RowFinding;
import dev.waymark.model.entry.Section;
import dev.waymark.model.entry.State;
import dev.waymark.model.entry.StateRow;
import dev.waymark.model.entry.Step;
import dev.waymark.model.entry.Step.QueryStep;
import dev.waymark.model.entry.Step.QuestionStep;
import dev.waymark.model.entry.VerdictRow;
import dev.waymark.model.entry.Verification;
import dev.waymark.model.run.Destination;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.compile.Targets.Allowed;
import dev.waymark.runbooks.condition.Condition;
import dev.waymark.runbooks.condition.Conditions;
import dev.waymark.runbooks.condition.PatternRows;
import dev.waymark.runbooks.condition.Scope;
import dev.waymark.runbooks.condition.Sentence;
import dev.waymark.runbooks.condition.Sentences;
import dev.waymark.runbooks.fence.BodyFault;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.BranchTarget;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Conclusion;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Option;
import dev.waymark.runbooks.tree.RememberedValue;
import dev.waymark.runbooks.tree.RowPlace;
import dev.waymark.runbooks.tree.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Pass 5: steps, causes and actions → nodes with resolved branches and compiled conditions, and the
 * {@link Edges} between them. Bodies of fences other than KQL are checked here.
 */
final class CompiledNodes {
  private final Entry entry;
  private final Targets targets;
  private final Definitions definitions;
  private final Names names;
  private final Queries queries;
  private final ContradictsLinks contradictions;
  private final Optional<Sentence> incidentTitle;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final List<Edges.Edge> edges = new ArrayList<>();
  private final List<Issue> issues = new ArrayList<>();

  CompiledNodes(
      Entry entry, Targets targets, Definitions definitions, Names names, Queries queries) {
    this.entry = entry;
    this.targets = targets;
    this.definitions = definitions;
    this.names = names;
    this.queries = queries;
    this.contradictions = new ContradictsLinks(entry);
    this.incidentTitle =
        entry
            .frontMatter()
            .incidentTitle()
            .flatMap(
                title ->
                    collect(Sentences.ofTitle(entry.source(), title, queries.withoutAnswer())));
    entry.steps().forEach(step -> add(step(step)));
    entry.causes().forEach(cause -> add(cause(cause)));
    entry.actions().forEach(action -> add(action(action)));
    Section prevention = entry.preventionSection();
    add(new Node.PreventionNode(prevention.heading(), prevention.prose()));
    Section escalation = entry.escalationSection();
    add(new Node.EscalationNode(escalation.heading(), escalation.prose()));
    issues.addAll(contradictions.issues());
  }

  private void add(Node node) {
    nodes.put(node.id(), node);
  }

  /** The nodes by their ids, in the order of the entry. */
  Map<String, Node> nodes() {
    return Collections.unmodifiableMap(nodes);
  }

  Edges edges() {
    return new Edges(edges);
  }

  /** What an incident is called; absent if the entry doesn't say, or nothing that compiles. */
  Optional<Sentence> incidentTitle() {
    return incidentTitle;
  }

  /** What the pass found. */
  List<Issue> issues() {
    return List.copyOf(issues);
  }

  private Node step(Step step) {
    if (step instanceof QueryStep query) {
      return new Node.QueryNode(
          query.heading(),
          query.prose(),
          check(query.heading().slug(), query.check(), state -> Allowed.FROM_STEP));
    }
    QuestionStep question = (QuestionStep) step;
    List<Option> options = new ArrayList<>();
    for (int i = 0; i < question.answers().size(); i++) {
      AnswerRow row = question.answers().get(i);
      Conclusion conclusion = reply(new RowPlace(question.heading().slug(), i), row.finding());
      resolve(question.heading().slug(), row.next(), Allowed.FROM_STEP)
          .ifPresent(
              to ->
                  options.add(
                      new Option(
                          Optional.empty(),
                          row.answer(),
                          row.means(),
                          conclusion,
                          row.next().text(),
                          to,
                          row.span())));
    }
    return new Node.QuestionNode(question.heading(), question.prose(), options);
  }

  private Node cause(Cause cause) {
    String id = cause.heading().slug();
    List<String> actions = new ArrayList<>();
    for (Link link : cause.resolutions()) {
      resolve(id, link, Allowed.RESOLUTION)
          .flatMap(Destination::node)
          .filter(action -> !actions.contains(action))
          .ifPresent(actions::add);
    }
    Optional<CompiledCheck> evidence =
        cause.evidence().map(check -> check(id, check, state -> Allowed.FROM_STEP));
    return new Node.CauseNode(cause.heading(), cause.prose(), actions, evidence);
  }

  private Node action(Action action) {
    String id = action.heading().slug();
    action
        .items()
        .forEach(item -> item.code().forEach(code -> issues.addAll(names.unknown(code.body()))));
    Optional<CompiledCheck> verification =
        action
            .verification()
            .flatMap(Verification::check)
            .map(check -> check(id, check, CompiledNodes::behindVerification));
    Optional<Verdict> verdict =
        action
            .verification()
            .filter(verify -> verify.check().isEmpty())
            .map(verify -> new Verdict(verify.prose(), verdicts(id, verify.verdicts())));
    if (action.verification().isEmpty()) {
      String prevention = entry.preventionSection().heading().slug();
      edges.add(new Edges.Edge(id, new Destination.Node(prevention), action.heading().span()));
    }
    return new Node.ActionNode(
        action.heading(), action.prose(), action.risk(), action.items(), verification, verdict);
  }

  private static Allowed behindVerification(State state) {
    return state == State.HEALTHY ? Allowed.VERIFIED : Allowed.FROM_STEP;
  }

  private List<Option> verdicts(String action, List<VerdictRow> rows) {
    List<Option> options = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      VerdictRow row = rows.get(i);
      Conclusion conclusion = reply(new RowPlace(action, i), row.finding());
      resolve(action, row.next(), behindVerification(row.state()))
          .ifPresent(
              to ->
                  options.add(
                      new Option(
                          Optional.of(row.state()),
                          row.answer(),
                          row.means(),
                          conclusion,
                          row.next().text(),
                          to,
                          row.span())));
    }
    return options;
  }

  /** What is found when a person gives an answer. */
  private Conclusion reply(RowPlace place, RowFinding row) {
    return new Conclusion(
        row.words(),
        row.written()
            .flatMap(
                text -> collect(Sentences.ofReply(entry.source(), text, queries.withoutAnswer()))),
        contradictions.of(place, row));
  }

  /** Where an edge of a state may lead. */
  private interface ByState {
    Allowed allowed(State state);
  }

  private CompiledCheck check(String node, Check check, ByState allowed) {
    Scope scope = queries.scope(check);
    if (Names.dialect(check.fence()).isEmpty()) {
      issues.addAll(names.unknown(check.fence()));
      body(check.fence());
    }
    issues.addAll(names.unknownInOptions(check.fence()));
    List<Branch> branches = new ArrayList<>();
    List<Optional<Condition>> conditions = new ArrayList<>();
    List<Optional<Sentence>> findings = new ArrayList<>();
    for (int i = 0; i < check.patterns().size(); i++) {
      StateRow row = check.patterns().get(i);
      Optional<Condition> when =
          row.when()
              .flatMap(text -> collect(check, Conditions.compile(entry.source(), text, scope)));
      conditions.add(when);
      Optional<Sentence> finding =
          row.finding()
              .written()
              .flatMap(text -> collect(check, Sentences.ofAnswer(entry.source(), text, scope)));
      findings.add(finding);
      Conclusion conclusion =
          new Conclusion(
              row.finding().words(),
              finding,
              contradictions.of(new RowPlace(node, i), row.finding()));
      branch(node, row, when, conclusion, allowed.allowed(row.state())).ifPresent(branches::add);
    }
    refuseOnlyAskingAgain(check);
    issues.addAll(
        PatternRows.check(
            entry.source(),
            check.patterns(),
            conditions,
            findings,
            RowCount.mayBeNone(check.fence().kind(), queries.query(check))));
    List<RememberedValue> remembers = new ArrayList<>();
    for (RememberRow row : check.remembers()) {
      collect(check, Conditions.compileValue(entry.source(), row.from(), scope))
          .ifPresent(from -> remembers.add(new RememberedValue(row.name(), from)));
    }
    return new CompiledCheck(
        check.fence(),
        names.usedBy(check.fence()),
        definitions.whole(check.fence()).definitions().stream()
            .map(definition -> definition.text().text())
            .toList(),
        queries.plan(check),
        branches,
        remembers);
  }

  /** Checks the body of a fence that isn't KQL. */
  private void body(Fence fence) {
    for (BodyFault fault :
        FenceTypes.of(fence.kind()).faults(fence.body().text(), queries.holes())) {
      SourceSpan span = fence.body().span(fault.from(), fault.to());
      issues.add(
          new Issue(
              fault.code(),
              entry.source(),
              span.start() == span.end() ? fence.span() : span,
              fault.message(),
              fault.hint()));
    }
  }

  private Optional<Branch> branch(
      String node, StateRow row, Optional<Condition> when, Conclusion conclusion, Allowed allowed) {
    if (row.next() instanceof Next.AskAgain again) {
      return askAgain(row, when, conclusion, again, allowed);
    }
    Link link = ((Next.Follow) row.next()).link();
    return resolve(node, link, allowed)
        .map(
            to ->
                new Branch(
                    row.state(),
                    when,
                    row.means(),
                    conclusion,
                    link.text(),
                    new BranchTarget.GoTo(to),
                    row.span()));
  }

  private Optional<Branch> askAgain(
      StateRow row,
      Optional<Condition> when,
      Conclusion conclusion,
      Next.AskAgain again,
      Allowed allowed) {
    if (allowed.equals(Allowed.VERIFIED)) {
      issues.add(
          new Issue(
              LinkIssue.WRONG_TARGET,
              entry.source(),
              again.span(),
              "A healthy row can't ask again",
              "Link to `#prevention`, or give the row another state."));
      return Optional.empty();
    }
    return Optional.of(
        new Branch(
            row.state(),
            when,
            row.means(),
            conclusion,
            "Ask again after " + Timespan.format(again.after()),
            new BranchTarget.AskAgain(again.after()),
            row.span()));
  }

  private void refuseOnlyAskingAgain(Check check) {
    List<StateRow> rows = check.patterns();
    if (!rows.isEmpty() && rows.stream().allMatch(row -> row.next() instanceof Next.AskAgain)) {
      issues.add(
          new Issue(
              LinkIssue.ENDLESS,
              entry.source(),
              rows.get(rows.size() - 1).next().span(),
              "Every row asks again, so the run never leaves this step",
              "Write a link into one row at least."));
    }
  }

  private Optional<Destination> resolve(String node, Link link, Allowed allowed) {
    StageResult<Destination> resolved = targets.resolve(link, allowed);
    issues.addAll(resolved.issues());
    resolved
        .value()
        .ifPresent(destination -> edges.add(new Edges.Edge(node, destination, link.span())));
    return resolved.value();
  }

  private <T> Optional<T> collect(StageResult<T> checked) {
    issues.addAll(checked.issues());
    return checked.value();
  }

  private <T> Optional<T> collect(Check check, StageResult<T> checked) {
    checked.issues().forEach(issue -> issues.add(queries.explained(check, issue)));
    return checked.value();
  }
}
