package dev.waymark.server.run.page;

import dev.waymark.model.entry.CodeBlock;
import dev.waymark.model.entry.LessonNote;
import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.entry.PreventionItem;
import dev.waymark.model.entry.State;
import dev.waymark.model.entry.TaskItem;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.PatternResult;
import dev.waymark.model.run.Request;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.StepFinding;
import dev.waymark.model.value.ReadableValue;
import dev.waymark.runbooks.condition.Condition;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.query.CopyableFence;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.MissingValue;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Conclusion;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Option;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.ScheduledRepeat;
import dev.waymark.server.run.page.StepView.BranchView;
import dev.waymark.server.run.page.StepView.ChecklistView;
import dev.waymark.server.run.page.StepView.CloseView;
import dev.waymark.server.run.page.StepView.CopyView;
import dev.waymark.server.run.page.StepView.EscalationLine;
import dev.waymark.server.run.page.StepView.GroupView;
import dev.waymark.server.run.page.StepView.ItemView;
import dev.waymark.server.run.page.StepView.MissingView;
import dev.waymark.server.run.page.StepView.OptionView;
import dev.waymark.server.run.page.StepView.PatternView;
import dev.waymark.server.run.page.StepView.QueryView;
import dev.waymark.server.run.page.StepView.ResolutionView;
import dev.waymark.server.run.page.StepView.VerdictView;
import dev.waymark.server.run.page.StepView.WaitingView;
import dev.waymark.server.web.CodeView;
import dev.waymark.server.web.Markup;
import dev.waymark.server.web.Moments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shows one visit of a run. */
final class StepMapper {

  private final Incident incident;
  private final RunView run;
  private final Markup markup;
  private final Moments moments;
  private final AnswerMapper answers;
  private final Titles titles;
  private final Function<String, Optional<String>> memory;

  /**
   * @param memory what happened at a step before, in one line
   */
  StepMapper(
      Incident incident,
      RunView run,
      Markup markup,
      Moments moments,
      AnswerMapper answers,
      Function<String, Optional<String>> memory) {
    this.incident = incident;
    this.run = run;
    this.markup = markup;
    this.moments = moments;
    this.answers = answers;
    this.titles = new Titles(run.tree());
    this.memory = memory;
  }

  /**
   * A visit.
   *
   * @param rowPage page of the answer's rows, from 1
   */
  StepView map(Visit visit, int rowPage) {
    Node node = run.tree().node(visit.node()).orElseThrow();
    boolean here = visit.number() == run.state().current().number();
    Optional<Request> request = here ? run.state().request() : Optional.empty();
    // An action's check is its verification: nothing of it shows before it begins.
    Optional<CompiledCheck> check = visit.attempts().isEmpty() ? node.asksOnArrival() : node.asks();
    Optional<RunEvent.BranchProposed> proposal = visit.attempt().flatMap(Attempt::proposal);
    Optional<Request.Decide> decide = request(request, Request.Decide.class);
    List<BranchView> branches = branches(check);
    List<PatternView> patterns = check.map(found -> patterns(found, proposal)).orElse(List.of());
    return new StepView(
        visit.number(),
        node.id(),
        node.title(),
        node.kind().label(),
        prose(node.prose().markdown()),
        here,
        check.map(found -> query(found, visit, rowPage)),
        patterns,
        patterns.stream()
            .filter(PatternView::isHeld)
            .findFirst()
            .map(
                held ->
                    verdict(
                        held,
                        check.orElseThrow().branches().get(held.number() - 1).conclusion(),
                        proposal.flatMap(RunEvent.BranchProposed::finding))),
        proposal.map(RunEvent.BranchProposed::why).orElse(""),
        visit.left().map(left -> new VisitEndText(titles).sentence(node, left)).orElse(""),
        memory.apply(node.id()).orElse(""),
        lessons(node),
        visit.asksPerson() ? question(node) : "",
        here ? missing() : List.of(),
        decide.isPresent()
            && branches.stream()
                .filter(branch -> !branch.asksAgain())
                .allMatch(
                    branch -> isProposed(decide, branch) || visit.needsReason(branch.index())),
        decide.isPresent(),
        decide.flatMap(asked -> run.askingAgain()).map(this::waiting),
        decide.flatMap(Request.Decide::proposed).map(branches::get),
        decide.map(asked -> others(branches, asked.proposed())).orElse(List.of()),
        request(request, Request.Reply.class).isPresent() ? options(node) : List.of(),
        request(request, Request.Confirm.class).isPresent() ? resolutions(node) : List.of(),
        checklist(node, visit, request(request, Request.CarryOut.class).isPresent()),
        request(request, Request.Close.class).map(close -> close(close.suggested())),
        node.kind() == NodeKind.PREVENTION ? prevention() : List.of(),
        node.kind() == NodeKind.ESCALATION ? escalation() : List.of());
  }

  private static boolean isProposed(Optional<Request.Decide> decide, BranchView branch) {
    return decide.flatMap(Request.Decide::proposed).filter(i -> i == branch.index()).isPresent();
  }

  private List<MissingView> missing() {
    return MissingValue.of(run.tree(), run.state()).stream()
        .map(value -> new MissingView(value.name(), value.expectation()))
        .toList();
  }

  /** Those that link to the step. */
  private List<String> lessons(Node node) {
    return run.tree().entry().lessons().stream()
        .filter(
            note ->
                note.links().stream()
                    .anyMatch(link -> link.to().here().equals(Optional.of(node.id()))))
        .map(LessonNote::markdown)
        .map(this::line)
        .toList();
  }

  private String prose(String markdown) {
    return markup.prose(run.tree().entry().id(), markdown);
  }

  private String line(String markdown) {
    return markup.line(run.tree().entry().id(), markdown);
  }

  private static <T extends Request> Optional<T> request(Optional<Request> request, Class<T> kind) {
    return request.filter(kind::isInstance).map(kind::cast);
  }

  private WaitingView waiting(ScheduledRepeat asking) {
    return new WaitingView(
        moments.of(asking.at()),
        moments.secondsUntil(asking.at()),
        asking.isByItself(),
        asking.times());
  }

  private QueryView query(CompiledCheck check, Visit visit, int rowPage) {
    Optional<BoundQuery> sent =
        visit.attempt().filter(attempt -> !attempt.isUnsent()).map(Attempt::query);
    CodeView written =
        CodeView.of(check.fence().kind(), check.fence().body().text().stripTrailing());
    Optional<CodeView> bound =
        sent.map(query -> CodeView.of(query.kind(), query.text().stripTrailing()));
    boolean isPrefixed =
        sent.filter(query -> query.options().containsKey(BoundQuery.BOUND_LINES)).isPresent();
    CodeView shown = isPrefixed ? written : bound.orElse(written);
    return new QueryView(
        shown,
        bound.filter(query -> isPrefixed),
        Optional.of(written).filter(text -> !text.equals(shown)),
        sent.isEmpty(),
        sent.flatMap(query -> FenceTypes.of(query.kind()).portalLink(query)).orElse(""),
        answers.map(check.fence(), visit.attempts(), visit.number(), rowPage),
        visit.attempt().map(AnswerMapper::changed).orElse(""),
        run.state().parameters().entrySet().stream()
            .filter(parameter -> check.names().contains(parameter.getKey()))
            .map(parameter -> FactsView.Value.of(parameter.getKey(), parameter.getValue()))
            .toList(),
        FenceTypes.of(check.fence().kind()).isCommand());
  }

  private List<PatternView> patterns(
      CompiledCheck check, Optional<RunEvent.BranchProposed> proposal) {
    List<Branch> branches = check.branches();
    return IntStream.range(0, branches.size())
        .mapToObj(
            i ->
                pattern(
                    branches.get(i),
                    i,
                    proposal.map(RunEvent.BranchProposed::patterns).orElse(List.of()).stream()
                        .filter(result -> result.branch() == i)
                        .findFirst()))
        .toList();
  }

  private PatternView pattern(Branch branch, int index, Optional<PatternResult> result) {
    return new PatternView(
        index + 1,
        branch.state().label(),
        branch.when().map(Condition::text).orElse(""),
        line(branch.means()),
        result.map(PatternResult::held).map(StepMapper::word).orElse(""),
        result
            .filter(tried -> tried.held() != PatternResult.Held.NOT_TRIED)
            .map(PatternResult::explanation)
            .orElse(""));
  }

  private static VerdictView verdict(
      PatternView held, Conclusion conclusion, Optional<StepFinding> finding) {
    return new VerdictView(
        held.state(),
        finding.map(StepFinding::text).orElse(""),
        finding.filter(conclusion::isToldBy).isPresent() ? "" : held.means(),
        held.when(),
        held.explanation());
  }

  private static String word(PatternResult.Held held) {
    return switch (held) {
      case YES -> "held";
      case NO -> "no";
      case FAILED -> "failed";
      case NOT_TRIED -> "not tried";
    };
  }

  private List<BranchView> branches(Optional<CompiledCheck> check) {
    List<Branch> branches = check.map(CompiledCheck::branches).orElse(List.of());
    return IntStream.range(0, branches.size()).mapToObj(i -> branch(branches.get(i), i)).toList();
  }

  private BranchView branch(Branch branch, int index) {
    return new BranchView(
        index,
        index + 1,
        branch.state().label(),
        branch.label(),
        line(branch.means()),
        branch.askAgainAfter().isPresent());
  }

  private static List<BranchView> others(List<BranchView> branches, Optional<Integer> proposed) {
    return branches.stream()
        .filter(branch -> !branch.asksAgain())
        .filter(branch -> proposed.filter(index -> index == branch.index()).isEmpty())
        .toList();
  }

  private List<OptionView> options(Node node) {
    List<Option> options = node.options();
    return IntStream.range(0, options.size())
        .mapToObj(
            i ->
                new OptionView(
                    i,
                    i + 1,
                    options.get(i).state().map(State::label).orElse(""),
                    options.get(i).answer(),
                    line(options.get(i).means()),
                    options.get(i).label()))
        .toList();
  }

  private List<ResolutionView> resolutions(Node node) {
    return node.actions().stream().map(this::resolution).toList();
  }

  private ResolutionView resolution(String action) {
    return new ResolutionView(
        action,
        titles.of(action),
        run.tree()
            .node(action)
            .filter(Node.ActionNode.class::isInstance)
            .map(Node.ActionNode.class::cast)
            .map(node -> node.risk().label())
            .orElse(""));
  }

  private Optional<ChecklistView> checklist(Node node, Visit visit, boolean open) {
    if (!(node instanceof Node.ActionNode action)) {
      return Optional.empty();
    }
    List<TaskItem> items = action.items();
    return Optional.of(
        new ChecklistView(
            action.risk().label(),
            IntStream.range(0, items.size())
                .mapToObj(i -> item(items.get(i), i, visit.ticked().contains(i)))
                .toList(),
            visit.ticked().size(),
            open,
            action.verification().isPresent()
                ? "query"
                : action.verdict().isPresent() ? "person" : ""));
  }

  private String question(Node node) {
    return node.verdict().map(verdict -> prose(verdict.prose().markdown())).orElse("");
  }

  private ItemView item(TaskItem item, int index, boolean done) {
    return new ItemView(
        index,
        Math.min(item.depth(), 4),
        prose(item.markdown()),
        done,
        item.code().stream().map(this::copyable).toList());
  }

  /** An action's command or query, with the run's values. */
  private CopyView copyable(CodeBlock code) {
    CopyableFence fence =
        CopyableFence.of(
            code,
            run.tree().remembered().keySet(),
            run.state().parameters(),
            run.state().remembered());
    return new CopyView(
        CodeView.plain(code.info().isEmpty() ? "Code" : code.info(), fence.text().stripTrailing()),
        fence.problem().orElse(""));
  }

  private static CloseView close(Outcome outcome) {
    return new CloseView(
        outcome.label(),
        switch (outcome) {
          case RESOLVED -> "Close as resolved";
          case ESCALATED -> "Somebody else has it: close as escalated";
          case NOT_COVERED -> "The entry doesn’t cover it";
          case CONTINUED -> "Go on in the other entry";
          case ABANDONED -> "Close as abandoned";
        });
  }

  private List<GroupView> prevention() {
    return run.tree().entry().prevention().stream()
        .collect(
            Collectors.groupingBy(
                item -> item.group().map(heading -> heading.text()).orElse(""),
                LinkedHashMap::new,
                Collectors.mapping(this::preventionHtml, Collectors.toList())))
        .entrySet()
        .stream()
        .map(group -> new GroupView(group.getKey(), group.getValue()))
        .toList();
  }

  private String preventionHtml(PreventionItem item) {
    return prose(item.markdown());
  }

  private List<EscalationLine> escalation() {
    return run.tree().entry().escalation().stream()
        .map(
            rule ->
                new EscalationLine(
                    rule.severity().label(),
                    rule.when(),
                    rule.who(),
                    ReadableValue.roughly(rule.within()),
                    rule.severity() == incident.severity()))
        .toList();
  }
}
