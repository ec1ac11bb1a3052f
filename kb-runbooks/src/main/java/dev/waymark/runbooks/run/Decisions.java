package dev.waymark.runbooks.run;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.run.Request;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.StepFinding;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.value.ValueReading;
import dev.waymark.runbooks.condition.Bindings;
import dev.waymark.runbooks.query.PastedAnswer;
import dev.waymark.runbooks.run.Reaction.Refusal;
import dev.waymark.runbooks.run.Reaction.Refused;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Option;
import dev.waymark.runbooks.tree.Tree;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What follows from each kind of input in a state. */
final class Decisions {
  private static final String RELOAD = "Look at where the run is now, and decide there.";

  private final Tree tree;
  private final RunState state;
  private final Instant at;
  private final Visit current;
  private final Node node;

  /**
   * @param at when the input is given
   */
  Decisions(Tree tree, RunState state, Node node, Instant at) {
    this.tree = tree;
    this.state = state;
    this.at = at;
    this.current = state.current();
    this.node = node;
  }

  Reaction react(RunInput input) {
    return unless(outdated(input), () -> decide(input));
  }

  /** Why an input doesn't count any more. Notes and feedback may be on any visit at any time. */
  private Optional<Refused> outdated(RunInput input) {
    return switch (input) {
      case RunInput.AddNote _, RunInput.GiveFeedback _ ->
          state.visit(input.visit()).isPresent()
              ? Optional.empty()
              : Optional.of(
                  impossible(
                      "There is no step " + input.visit(), "Name one of the steps of the path."));
      case RunInput.Reopen _ -> stale(input);
      case RunInput.Receive _,
          RunInput.AnswerByHand _,
          RunInput.GiveValue _,
          RunInput.AskAgain _,
          RunInput.TakeBranch _,
          RunInput.ReplyTo _,
          RunInput.Confirm _,
          RunInput.Tick _,
          RunInput.Finish _,
          RunInput.GoBack _,
          RunInput.Escalate _,
          RunInput.HandOver _,
          RunInput.End _ ->
          stale(input).or(this::over);
    };
  }

  private Optional<Refused> stale(RunInput input) {
    return input.visit() == current.number()
        ? Optional.empty()
        : Optional.of(
            new Refused(
                Refusal.STALE,
                "The run has moved on: it is at step %d, “%s”"
                    .formatted(current.number(), node.title()),
                RELOAD));
  }

  private Optional<Refused> over() {
    return state.isLive()
        ? Optional.empty()
        : Optional.of(
            impossible(
                "The run has ended" + state.outcome().map(end -> " as " + end.label()).orElse(""),
                "Reopen it with a reason to go on."));
  }

  private Reaction decide(RunInput input) {
    return switch (input) {
      case RunInput.Receive(_, var answer) ->
          node.asks()
              .filter(check -> current.attempt().stream().anyMatch(Attempt::isAwaited))
              .map(check -> walk().receive(check, answer).reaction())
              .orElseGet(() -> impossible("No answer is awaited here", "Ask the query again."));
      case RunInput.AnswerByHand byHand ->
          node.asks()
              .filter(check -> !current.attempts().isEmpty())
              .map(check -> answerByHand(check, byHand))
              .orElseGet(() -> impossible("No query was asked here", RELOAD));
      case RunInput.GiveValue given -> giveValue(given);
      case RunInput.AskAgain(_, var changed) ->
          node.asks()
              .filter(check -> !current.attempts().isEmpty())
              .map(check -> askAgain(check, changed))
              .orElseGet(() -> impossible("No query was asked here", RELOAD));
      case RunInput.TakeBranch branch ->
          node.asks()
              .map(check -> takeBranch(check, branch))
              .orElseGet(() -> impossible("`" + node.id() + "` has no branches", RELOAD));
      case RunInput.ReplyTo reply -> replyTo(reply);
      case RunInput.Confirm confirm -> confirm(confirm);
      case RunInput.Tick tick -> tick(tick);
      case RunInput.Finish _ -> finish();
      case RunInput.GoBack back -> goBack(back);
      case RunInput.Escalate(int visit, String reason) -> escalate(visit, reason);
      case RunInput.AddNote(int visit, String text) ->
          checked(
              InputText.check("The note", text), () -> new RunEvent.NoteAdded(visit, text.strip()));
      case RunInput.GiveFeedback(int visit, var feedback, String text) ->
          checked(
              InputText.checkOptional("The feedback", text),
              () -> new RunEvent.FeedbackGiven(visit, feedback, text.strip()));
      case RunInput.HandOver(int visit, String to, String text) ->
          checked(
              InputText.checkName("The name", to)
                  .or(() -> InputText.checkOptional("The hand-over", text)),
              () -> new RunEvent.HandedOver(visit, to.strip(), text.strip()));
      case RunInput.End end -> end(end);
      case RunInput.Reopen(int visit, String reason) -> reopen(visit, reason);
    };
  }

  /** Asked once more, as it was asked last, and answered at once. */
  private Reaction answerByHand(CompiledCheck check, RunInput.AnswerByHand input) {
    Walk asked = walk().ask(check, current.attempt().map(Attempt::changed).orElse(Map.of()));
    Attempt attempt = asked.state().current().attempt().orElseThrow();
    if (attempt.isUnsent()) {
      return impossible(
          "There is no query to answer yet: a value is missing",
          "Give "
              + MissingValue.of(tree, state).stream()
                  .map(value -> "`" + value.name() + "`")
                  .collect(Collectors.joining(", "))
              + " first.");
    }
    var from = Provenance.pasted(input.by(), at);
    return switch (PastedAnswer.read(check, attempt.query(), input.text(), from)) {
      case PastedAnswer.Accepted(var answer) -> asked.receive(check, answer).reaction();
      case PastedAnswer.Refused(var why) ->
          new Refused(Refusal.BAD_ANSWER, why.message(), why.hint());
    };
  }

  private Reaction giveValue(RunInput.GiveValue input) {
    String name = input.name();
    ColumnType type = tree.remembered().get(name);
    if (type == null) {
      return impossible(
          "No step remembers " + InputText.quoted(name),
          "Give one of " + String.join(", ", tree.remembered().keySet()) + ".");
    }
    if (state.remembered().containsKey(name) && !state.given().contains(name)) {
      return impossible(
          "`" + name + "` has a value from an answer",
          "Go back to the step that remembers it, and ask there again.");
    }
    ValueReading<Object> value = GivenValue.read(type, input.text());
    boolean fits = input.text().length() <= ParameterValues.LONGEST_VALUE;
    if (value.value().isEmpty()
        || input.text().isBlank()
        || !fits
        || !InputText.isStorable(input.text())) {
      String why = value.fault().filter(fault -> !fault.isEmpty()).map(": "::concat).orElse("");
      return new Refused(
          Refusal.BAD_PARAMETERS,
          "`%s`: expected %s, not %s%s"
              .formatted(name, GivenValue.expectation(type), InputText.quoted(input.text()), why),
          "Give it a value of its type.");
    }
    return walk().give(name, value.value().get()).reaction();
  }

  private Reaction askAgain(CompiledCheck check, Map<String, String> changed) {
    Map<String, String> problems = ScopeSwitch.read(tree, changed).problems();
    if (problems.isEmpty()) {
      return walk().ask(check, changed).reaction();
    }
    String message =
        problems.entrySet().stream()
            .map(problem -> "`" + problem.getKey() + "`: " + problem.getValue())
            .collect(Collectors.joining("; "));
    return new Refused(
        Refusal.BAD_PARAMETERS, message, "Give the parameter a value of its type, or leave it.");
  }

  private Reaction takeBranch(CompiledCheck check, RunInput.TakeBranch input) {
    if (current.attempts().isEmpty()) {
      return impossible("Nothing was verified yet", "Work through the list, then verify.");
    }
    if (input.branch() < 0 || input.branch() >= check.branches().size()) {
      return impossible(
          "There is no branch " + (input.branch() + 1L),
          "Take one of the " + check.branches().size() + " branches.");
    }
    Branch branch = check.branches().get(input.branch());
    if (branch.to().isEmpty()) {
      return walk().ask(check).reaction();
    }
    return leave(branch, branch.to().get(), input);
  }

  private Reaction leave(Branch branch, Destination to, RunInput.TakeBranch input) {
    Optional<Integer> proposed = current.proposedBranch();
    boolean departs = !proposed.equals(Optional.of(input.branch()));
    Optional<Refused> refused =
        current.needsReason(input.branch())
            ? reasonFor(proposed, input)
            : input.reason().flatMap(reason -> InputText.checkOptional("The reason", reason));
    return unless(
        refused,
        () ->
            walk()
                .then(
                    taken(
                        branch,
                        to,
                        input,
                        proposed,
                        departs ? kept(input.reason()) : Optional.empty()))
                .endIfLeft()
                .arrive()
                .reaction());
  }

  private RunEvent taken(
      Branch branch,
      Destination to,
      RunInput.TakeBranch input,
      Optional<Integer> proposed,
      Optional<String> reason) {
    Optional<StepFinding> finding =
        current
            .proposal()
            .filter(proposal -> proposal.branch().equals(Optional.of(input.branch())))
            .flatMap(RunEvent.BranchProposed::finding)
            .or(() -> Optional.of(chosen(branch)));
    return node.kind() == NodeKind.ACTION
        ? new RunEvent.Verified(
            input.visit(), node.id(), branch.state(), input.branch(), proposed, reason, to, finding)
        : new RunEvent.BranchTaken(input.visit(), input.branch(), proposed, reason, to, finding);
  }

  /** What is found with a branch that isn't proposed, as far as there is an answer to see it in. */
  private StepFinding chosen(Branch branch) {
    return current
        .attempt()
        .flatMap(Attempt::answer)
        .filter(Answer.Complete.class::isInstance)
        .map(Answer.Complete.class::cast)
        .map(
            answer ->
                PatternEvaluation.chosen(
                    branch, Walk.bindings(tree, state, answer.table()), answer.provenance().at()))
        .orElseGet(branch.conclusion()::unseen);
  }

  private static Optional<Refused> reasonFor(
      Optional<Integer> proposed, RunInput.TakeBranch input) {
    String instead =
        proposed
            .map(branch -> "Branch " + (branch + 1) + " is proposed, not this one")
            .orElse("By the answer, pattern " + (input.branch() + 1) + " doesn't hold");
    return missingReason(instead, input.reason());
  }

  private Reaction replyTo(RunInput.ReplyTo reply) {
    if (node.kind() != NodeKind.QUESTION && node.verdict().isEmpty()) {
      return impossible("`" + node.id() + "` isn't a question", RELOAD);
    }
    if (node.verdict().isPresent() && !current.asksPerson()) {
      return impossible("Nobody has carried this out yet", "Work through the list, then verify.");
    }
    if (reply.option() < 0 || reply.option() >= node.options().size()) {
      return impossible(
          "There is no answer " + (reply.option() + 1L),
          "Choose one of the " + node.options().size() + " answers.");
    }
    return walk()
        .then(replied(reply, node.options().get(reply.option())))
        .endIfLeft()
        .arrive()
        .reaction();
  }

  private RunEvent replied(RunInput.ReplyTo input, Option option) {
    Bindings known = Bindings.withoutAnswer(state.parameters(), state.remembered());
    StepFinding finding = option.conclusion().finding(known, List.of(), Optional.empty());
    return option
        .state()
        .<RunEvent>map(
            found ->
                new RunEvent.Verified(
                    input.visit(),
                    node.id(),
                    found,
                    input.option(),
                    Optional.empty(),
                    Optional.empty(),
                    option.to(),
                    Optional.of(finding)))
        .orElseGet(
            () ->
                new RunEvent.QuestionAnswered(
                    input.visit(), input.option(), option.to(), Optional.of(finding)));
  }

  private Reaction confirm(RunInput.Confirm confirm) {
    if (node.kind() != NodeKind.CAUSE) {
      return impossible("`" + node.id() + "` isn't a cause", RELOAD);
    }
    if (!node.actions().contains(confirm.action())) {
      return impossible(
          "The cause has no resolution " + InputText.quoted(confirm.action()),
          "Choose one of " + String.join(", ", node.actions()) + ".");
    }
    boolean departs = !Fold.isBorneOut(node, current);
    Optional<Refused> refused =
        departs && current.proposedBranch().isPresent()
            ? missingReason("The evidence doesn't bear out this cause", confirm.reason())
            : confirm.reason().flatMap(reason -> InputText.checkOptional("The reason", reason));
    return unless(
        refused,
        () ->
            walk()
                .then(
                    new RunEvent.CauseConfirmed(
                        confirm.visit(),
                        node.id(),
                        confirm.action(),
                        departs ? kept(confirm.reason()) : Optional.empty()))
                .arrive()
                .reaction());
  }

  private Reaction tick(RunInput.Tick tick) {
    if (node.kind() != NodeKind.ACTION) {
      return impossible("`" + node.id() + "` has no list to tick", RELOAD);
    }
    if (tick.item() < 0 || tick.item() >= node.items().size()) {
      return impossible("There is no item " + (tick.item() + 1L), RELOAD);
    }
    return walk()
        .then(new RunEvent.ActionTicked(tick.visit(), tick.item(), tick.done()))
        .reaction();
  }

  private Reaction finish() {
    if (node.kind() != NodeKind.ACTION) {
      return impossible("`" + node.id() + "` isn't an action", RELOAD);
    }
    if (current.asksPerson()) {
      return impossible("This is carried out already", "Say whether it worked.");
    }
    Walk done = current.carriedOut().isPresent() ? walk() : walk().carriedOut(at);
    if (node.verdict().isPresent()) {
      return done.then(new RunEvent.CarriedOut(current.number(), node.id())).reaction();
    }
    return node.asks().map(done::ask).orElseGet(() -> leave(done)).reaction();
  }

  private Walk leave(Walk done) {
    return WellKnownNodes.prevention(tree)
        .map(
            prevention ->
                done.then(
                        new RunEvent.ActionDone(
                            current.number(), node.id(), new Destination.Node(prevention.id())))
                    .arrive())
        .orElseGet(
            () ->
                done.end(
                    Outcome.RESOLVED, Optional.of("Done; the entry says nothing on prevention.")));
  }

  private Reaction goBack(RunInput.GoBack back) {
    boolean visited = state.visits().stream().anyMatch(visit -> visit.node().equals(back.to()));
    if (!visited) {
      return impossible(
          InputText.quoted(back.to()) + " was never visited", "Go back to a step of the path.");
    }
    return unless(
        back.reason().flatMap(reason -> InputText.checkOptional("The reason", reason)),
        () ->
            walk()
                .then(new RunEvent.Returned(back.visit(), back.to(), kept(back.reason())))
                .arrive()
                .reaction());
  }

  private Reaction escalate(int visit, String reason) {
    if (node.kind() == NodeKind.ESCALATION) {
      return impossible("The run is at escalation already", "Hand it over, then end it.");
    }
    return unless(
        InputText.check("The reason", reason),
        () -> {
          Walk walk = walk().then(new RunEvent.Escalated(visit, reason.strip()));
          Walk left = walk.state().isLive() ? walk : walk.end(handedOver(), Optional.empty());
          return left.reaction();
        });
  }

  private Reaction end(RunInput.End end) {
    if (end.outcome() == Outcome.CONTINUED) {
      return impossible(
          "A run goes on in another entry only by a branch", "Choose another outcome.");
    }
    if (end.outcome() == Outcome.ESCALATED && state.cause().isEmpty()) {
      return impossible(
          "No cause was confirmed", "End it as not-covered, so that the gap gets filled.");
    }
    boolean suggested =
        state.request().stream()
            .anyMatch(r -> r instanceof Request.Close c && c.suggested() == end.outcome());
    Optional<Refused> refused =
        suggested
            ? end.reason().flatMap(r -> InputText.checkOptional("The reason", r))
            : missingReason(
                "The tree doesn't lead to “" + end.outcome().label() + "” here", end.reason());
    return unless(refused, () -> walk().end(end.outcome(), kept(end.reason())).reaction());
  }

  private Reaction reopen(int visit, String reason) {
    if (state.isLive()) {
      return impossible("The run hasn't ended", RELOAD);
    }
    return unless(
        InputText.check("The reason", reason),
        () -> walk().then(new RunEvent.Reopened(visit, reason.strip())).arrive().reaction());
  }

  private Walk walk() {
    return Walk.from(tree, state);
  }

  private Outcome handedOver() {
    return state.cause().isPresent() ? Outcome.ESCALATED : Outcome.NOT_COVERED;
  }

  private Reaction checked(Optional<Refused> refused, Supplier<RunEvent> event) {
    return unless(refused, () -> walk().then(event.get()).reaction());
  }

  private static Reaction unless(Optional<Refused> refused, Supplier<Reaction> otherwise) {
    return refused.<Reaction>map(Function.identity()).orElseGet(otherwise);
  }

  /** Why a departure is refused: no reason, or one that can't be kept. */
  private static Optional<Refused> missingReason(String departure, Optional<String> reason) {
    if (kept(reason).isEmpty()) {
      return Optional.of(
          new Refused(
              Refusal.REASON_MISSING,
              departure,
              "Say in a sentence why; it stands in the record and helps the next reader."));
    }
    return reason.flatMap(text -> InputText.check("The reason", text));
  }

  private static Optional<String> kept(Optional<String> reason) {
    return reason.map(String::strip).filter(text -> !text.isEmpty());
  }

  private static Refused impossible(String message, String hint) {
    return new Refused(Refusal.NOT_POSSIBLE, message, hint);
  }
}
