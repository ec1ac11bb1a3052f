package dev.waymark.server.run.api;

import dev.waymark.model.run.Destination;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.PatternResult;
import dev.waymark.model.run.Request;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.StepFinding;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.record.RunFacts;
import dev.waymark.runbooks.record.StepFacts;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.Differential;
import dev.waymark.runbooks.run.MissingValue;
import dev.waymark.runbooks.run.ParameterTexts;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.ScheduledRepeat;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * A run as it stands.
 *
 * @param sequence number of the last event
 * @param newerText whether the entry has changed since the run began
 * @param gone whether the entry isn't served any more
 * @param given names of remembered values that a person gave
 * @param wants what is needed next; absent once the run has ended
 * @param causes what the evidence says of each cause that the run's beginning could lead to
 */
public record RunJson(
    UUID id,
    long incident,
    int ordinal,
    String entry,
    String entryHash,
    Optional<String> scenario,
    int sequence,
    boolean newerText,
    boolean gone,
    Map<String, String> parameters,
    Map<String, String> remembered,
    List<String> given,
    Optional<String> cause,
    Optional<String> outcome,
    NodeJson current,
    Optional<RequestJson> wants,
    List<CauseJson> causes,
    List<VisitJson> path) {

  /**
   * A place in the tree with what can be chosen there.
   *
   * @param choices branches of a check or options of a question, by index
   * @param actions slugs of a cause's resolutions
   * @param items an action's checklist, as Markdown
   */
  record NodeJson(
      String id,
      String kind,
      String title,
      List<ChoiceJson> choices,
      List<String> actions,
      List<String> items) {}

  /**
   * A way on.
   *
   * @param to where it leads; absent if the same is asked again
   * @param askAgainAfter after what time; absent if it leads somewhere
   */
  record ChoiceJson(
      int index,
      Optional<String> state,
      Optional<String> when,
      String means,
      Optional<String> to,
      Optional<String> askAgainAfter) {}

  /**
   * What is needed next.
   *
   * @param askAgainAt when the same is asked again by itself, if the answer says so
   * @param missing values that the step lacks, and that a person can give
   */
  record RequestJson(
      String type,
      int visit,
      String node,
      Optional<Integer> proposed,
      Optional<String> suggestedOutcome,
      Optional<Instant> askAgainAt,
      List<MissingJson> missing) {

    /** Empty once the run has ended. */
    static Optional<RequestJson> of(RunView run) {
      Optional<Instant> askAgainAt = run.askingAgain().map(ScheduledRepeat::at);
      List<MissingJson> missing =
          MissingValue.of(run.tree(), run.state()).stream().map(MissingJson::of).toList();
      return run.state().request().map(request -> of(request, askAgainAt).lacking(missing));
    }

    private RequestJson lacking(List<MissingJson> values) {
      return new RequestJson(type, visit, node, proposed, suggestedOutcome, askAgainAt, values);
    }

    private static RequestJson of(Request request, Optional<Instant> askAgainAt) {
      return switch (request) {
        case Request.Ask _ -> plain("ask", request);
        case Request.Decide(int visit, String node, var proposed) ->
            new RequestJson(
                "decide", visit, node, proposed, Optional.empty(), askAgainAt, List.of());
        case Request.Reply _ -> plain("reply", request);
        case Request.Confirm _ -> plain("confirm", request);
        case Request.CarryOut _ -> plain("carry-out", request);
        case Request.Close(int visit, String node, var suggested) ->
            new RequestJson(
                "close",
                visit,
                node,
                Optional.empty(),
                Optional.of(suggested.label()),
                Optional.empty(),
                List.of());
      };
    }

    private static RequestJson plain(String type, Request request) {
      return new RequestJson(
          type,
          request.visit(),
          request.node(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of());
    }
  }

  /**
   * A value that a step needs.
   *
   * @param expected what it looks like
   */
  record MissingJson(String name, String type, String expected) {
    static MissingJson of(MissingValue value) {
      return new MissingJson(value.name(), value.type().kustoName(), value.expectation());
    }
  }

  /**
   * A cause.
   *
   * @param standing {@code ruled-in}, {@code open} or {@code ruled-out}
   * @param visits whose answers say so; none for one that is open
   */
  record CauseJson(String node, String title, String standing, List<Integer> visits) {}

  /**
   * One stay at a node.
   *
   * @param finding what was found here; absent if nothing was, or if it was recorded before
   *     findings were
   * @param contradicts number of the latest earlier stay whose finding this one contradicts
   */
  record VisitJson(
      int number,
      String node,
      List<AttemptJson> attempts,
      List<Integer> ticked,
      boolean here,
      Optional<FindingJson> finding,
      Optional<Integer> contradicts) {}

  /**
   * What a step found.
   *
   * @param text one sentence
   * @param seen the values that it rests on, as people read them
   */
  record FindingJson(String text, List<SeenJson> seen) {
    static FindingJson of(StepFinding finding) {
      return new FindingJson(
          finding.text(),
          finding.seen().stream().map(value -> new SeenJson(value.name(), value.value())).toList());
    }
  }

  /** A value that decided something. */
  record SeenJson(String name, String value) {}

  /**
   * One asking of a node's query.
   *
   * @param sent whether it was sent; else a value was missing, and the query stands as written
   * @param changed parameters that were others for it
   */
  record AttemptJson(
      String kind,
      String query,
      boolean sent,
      Map<String, String> changed,
      Optional<AnswerJson> answer,
      Optional<ProposalJson> proposal) {}

  /** How the patterns did. */
  record ProposalJson(Optional<Integer> branch, String why, List<PatternJson> patterns) {}

  /** How one pattern did. */
  record PatternJson(int branch, String held, String explanation) {}

  /** All of a run. */
  public static RunJson of(RunView run) {
    return since(run, 0);
  }

  /**
   * A run to somebody who has seen its beginning.
   *
   * @param visit that the reader was at: answers come with their rows from its last one on
   */
  static RunJson since(RunView run, int visit) {
    RunEvent.Started started = run.started();
    return new RunJson(
        run.id(),
        run.incident(),
        run.ordinal(),
        started.entryId(),
        started.entryHash(),
        run.state().scenario(),
        run.sequence(),
        run.newerText(),
        run.gone(),
        texts(run.state().parameters()),
        texts(run.state().remembered()),
        run.state().given().stream().sorted().toList(),
        run.state().cause(),
        run.state().outcome().map(Outcome::label),
        node(run.currentNode()),
        RequestJson.of(run),
        Differential.of(run.tree(), run.state()).stream()
            .map(finding -> cause(run.tree(), finding))
            .toList(),
        RunFacts.of(run.recorded()).steps().stream()
            .map(step -> visit(step, step.at().visit() == run.state().current().number(), visit))
            .toList());
  }

  private static Map<String, String> texts(Map<String, Object> values) {
    Map<String, String> texts = new LinkedHashMap<>();
    values.forEach((name, value) -> texts.put(name, ParameterTexts.of(value)));
    return texts;
  }

  static NodeJson node(Node node) {
    return NodeToJson.of(node);
  }

  static List<ChoiceJson> choices(CompiledCheck check) {
    List<Branch> branches = check.branches();
    return IntStream.range(0, branches.size())
        .mapToObj(
            i ->
                new ChoiceJson(
                    i,
                    Optional.of(branches.get(i).state().label()),
                    branches.get(i).when().map(condition -> condition.text()),
                    branches.get(i).means(),
                    branches.get(i).to().map(Destination::link),
                    branches.get(i).askAgainAfter().map(Timespan::format)))
        .toList();
  }

  private static CauseJson cause(Tree tree, Differential.Finding finding) {
    return new CauseJson(
        finding.cause(),
        tree.node(finding.cause()).orElseThrow().title(),
        label(finding.standing()),
        finding.by());
  }

  private static VisitJson visit(StepFacts step, boolean here, int seen) {
    Visit visit = step.visit();
    List<Attempt> attempts = visit.attempts();
    return new VisitJson(
        visit.number(),
        visit.node(),
        IntStream.range(0, attempts.size())
            .mapToObj(
                i ->
                    attempt(
                        attempts.get(i),
                        visit.number() > seen
                            || (visit.number() == seen && i == attempts.size() - 1)))
            .toList(),
        visit.ticked().stream().sorted().toList(),
        here,
        step.finding().map(FindingJson::of),
        step.contradicts());
  }

  private static AttemptJson attempt(Attempt attempt, boolean rows) {
    return new AttemptJson(
        attempt.query().kind().label(),
        attempt.query().text(),
        !attempt.isUnsent(),
        attempt.changed(),
        attempt
            .answer()
            .map(answer -> rows ? AnswerJson.of(answer, 0) : AnswerJson.withoutRows(answer)),
        attempt
            .proposal()
            .map(
                proposal ->
                    new ProposalJson(
                        proposal.branch(),
                        proposal.why(),
                        proposal.patterns().stream().map(RunJson::pattern).toList())));
  }

  private static PatternJson pattern(PatternResult result) {
    return new PatternJson(result.branch(), label(result.held()), result.explanation());
  }

  static String label(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
