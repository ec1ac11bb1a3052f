package dev.waymark.runbooks.run;

import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.entry.State;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.Request;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.run.Reaction.Refusal;
import dev.waymark.runbooks.run.Reaction.Refused;
import dev.waymark.runbooks.tree.Branch;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Option;
import dev.waymark.runbooks.tree.Tree;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What follows from each kind of input in a state. */
final class Decisions implements RunInputVisitor<Reaction> {
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

  @Override
  public Reaction visitReceive(RunInput.Receive input) {
    return here(
        input,
        () ->
            node.asks()
                .filter(check -> current.attempt().stream().anyMatch(Attempt::isAwaited))
                .map(check -> walk().receive(check, input.answer()).reaction())
                .orElseGet(() -> impossible("No answer is awaited here", "Ask the query again.")));
  }

  @Override
  public Reaction visitAskAgain(RunInput.AskAgain input) {
    return here(
        input,
        () ->
            node.asks()
                .filter(check -> !current.attempts().isEmpty())
                .map(check -> askAgain(check, input.changed()))
                .orElseGet(() -> impossible("No query was asked here", RELOAD)));
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

  @Override
  public Reaction visitTakeBranch(RunInput.TakeBranch input) {
    return here(
        input,
        () ->
            node.asks()
                .map(check -> takeBranch(check, input))
                .orElseGet(() -> impossible("`" + node.id() + "` has no branches", RELOAD)));
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
    Optional<Refused> refused = departs ? reasonFor(proposed, input.reason()) : Optional.empty();
    return refused
        .<Reaction>map(Function.identity())
        .orElseGet(
            () ->
                walk()
                    .then(
                        taken(
                            branch.state(),
                            to,
                            input,
                            proposed,
                            departs ? kept(input.reason()) : Optional.empty()))
                    .endIfLeft()
                    .arrive()
                    .reaction());
  }

  private RunEvent taken(
      State found,
      Destination to,
      RunInput.TakeBranch input,
      Optional<Integer> proposed,
      Optional<String> reason) {
    return node.kind() == NodeKind.ACTION
        ? new RunEvent.Verified(
            input.visit(), node.id(), found, input.branch(), proposed, reason, to)
        : new RunEvent.BranchTaken(input.visit(), input.branch(), proposed, reason, to);
  }

  private static Optional<Refused> reasonFor(Optional<Integer> proposed, Optional<String> reason) {
    String instead =
        proposed
            .map(branch -> "Branch " + (branch + 1) + " is proposed, not this one")
            .orElse("No branch is proposed");
    return missingReason(instead, reason);
  }

  @Override
  public Reaction visitReplyTo(RunInput.ReplyTo input) {
    return here(
        input,
        () -> {
          if (node.kind() != NodeKind.QUESTION && node.verdict().isEmpty()) {
            return impossible("`" + node.id() + "` is no question", RELOAD);
          }
          if (node.verdict().isPresent() && !current.asksPerson()) {
            return impossible(
                "Nobody has carried this out yet", "Work through the list, then verify.");
          }
          if (input.option() < 0 || input.option() >= node.options().size()) {
            return impossible(
                "There is no answer " + (input.option() + 1L),
                "Choose one of the " + node.options().size() + " answers.");
          }
          return walk()
              .then(replied(input, node.options().get(input.option())))
              .endIfLeft()
              .arrive()
              .reaction();
        });
  }

  private RunEvent replied(RunInput.ReplyTo input, Option option) {
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
                    option.to()))
        .orElseGet(() -> new RunEvent.QuestionAnswered(input.visit(), input.option(), option.to()));
  }

  @Override
  public Reaction visitConfirm(RunInput.Confirm input) {
    return here(
        input,
        () -> {
          if (node.kind() != NodeKind.CAUSE) {
            return impossible("`" + node.id() + "` is no cause", RELOAD);
          }
          if (!node.actions().contains(input.action())) {
            return impossible(
                "The cause has no resolution " + Texts.quoted(input.action()),
                "Choose one of " + String.join(", ", node.actions()) + ".");
          }
          boolean departs = node.asks().stream().anyMatch(check -> !isBorneOut(check));
          Optional<Refused> refused =
              departs
                  ? missingReason("The evidence doesn't bear out this cause", input.reason())
                  : Optional.empty();
          return refused
              .<Reaction>map(Function.identity())
              .orElseGet(
                  () ->
                      walk()
                          .then(
                              new RunEvent.CauseConfirmed(
                                  input.visit(),
                                  node.id(),
                                  input.action(),
                                  departs ? kept(input.reason()) : Optional.empty()))
                          .arrive()
                          .reaction());
        });
  }

  /** Whether the evidence proposes one of the cause's own resolutions. */
  private boolean isBorneOut(CompiledCheck evidence) {
    return current
        .proposedBranch()
        .filter(branch -> branch < evidence.branches().size())
        .flatMap(branch -> evidence.branches().get(branch).to())
        .filter(node::isResolvedBy)
        .isPresent();
  }

  @Override
  public Reaction visitTick(RunInput.Tick input) {
    return here(
        input,
        () -> {
          if (node.kind() != NodeKind.ACTION) {
            return impossible("`" + node.id() + "` has no list to tick", RELOAD);
          }
          if (input.item() < 0 || input.item() >= node.items().size()) {
            return impossible("There is no item " + (input.item() + 1L), RELOAD);
          }
          return walk()
              .then(new RunEvent.ActionTicked(input.visit(), input.item(), input.done()))
              .reaction();
        });
  }

  @Override
  public Reaction visitFinish(RunInput.Finish input) {
    return here(
        input,
        () -> {
          if (node.kind() != NodeKind.ACTION) {
            return impossible("`" + node.id() + "` is no action", RELOAD);
          }
          if (current.asksPerson()) {
            return impossible("This is carried out already", "Say whether it worked.");
          }
          Walk done = current.carriedOut().isPresent() ? walk() : walk().carriedOut(at);
          if (node.verdict().isPresent()) {
            return done.then(new RunEvent.CarriedOut(input.visit(), node.id())).reaction();
          }
          return node.asks().map(done::ask).orElseGet(() -> leave(done)).reaction();
        });
  }

  private Walk leave(Walk done) {
    return Landmarks.prevention(tree)
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

  @Override
  public Reaction visitGoBack(RunInput.GoBack input) {
    return here(
        input,
        () -> {
          boolean visited =
              state.visits().stream().anyMatch(visit -> visit.node().equals(input.to()));
          if (!visited) {
            return impossible(
                Texts.quoted(input.to()) + " was never visited", "Go back to a step of the path.");
          }
          return input
              .reason()
              .flatMap(reason -> Texts.checkOptional("The reason", reason))
              .<Reaction>map(Function.identity())
              .orElseGet(
                  () ->
                      walk()
                          .then(
                              new RunEvent.Returned(
                                  input.visit(), input.to(), kept(input.reason())))
                          .arrive()
                          .reaction());
        });
  }

  @Override
  public Reaction visitEscalate(RunInput.Escalate input) {
    return here(
        input,
        () -> {
          if (node.kind() == NodeKind.ESCALATION) {
            return impossible("The run is at escalation already", "Hand it over, then end it.");
          }
          return checked(
              Texts.check("The reason", input.reason()),
              () -> {
                Walk walk =
                    walk().then(new RunEvent.Escalated(input.visit(), input.reason().strip()));
                return walk.state().isLive() ? walk : walk.end(handedOver(), Optional.empty());
              });
        });
  }

  @Override
  public Reaction visitAddNote(RunInput.AddNote input) {
    return anywhere(
        input,
        () ->
            checked(
                Texts.check("The note", input.text()),
                () -> walk().then(new RunEvent.NoteAdded(input.visit(), input.text().strip()))));
  }

  @Override
  public Reaction visitGiveFeedback(RunInput.GiveFeedback input) {
    return anywhere(
        input,
        () ->
            checked(
                Texts.checkOptional("The feedback", input.text()),
                () ->
                    walk()
                        .then(
                            new RunEvent.FeedbackGiven(
                                input.visit(), input.feedback(), input.text().strip()))));
  }

  @Override
  public Reaction visitHandOver(RunInput.HandOver input) {
    return here(
        input,
        () ->
            checked(
                Texts.checkName("The name", input.to())
                    .or(() -> Texts.checkOptional("The hand-over", input.text())),
                () ->
                    walk()
                        .then(
                            new RunEvent.HandedOver(
                                input.visit(), input.to().strip(), input.text().strip()))));
  }

  @Override
  public Reaction visitEnd(RunInput.End input) {
    return here(
        input,
        () -> {
          if (input.outcome() == Outcome.CONTINUED) {
            return impossible(
                "A run goes on in another entry only by a branch", "Choose another outcome.");
          }
          if (input.outcome() == Outcome.ESCALATED && state.cause().isEmpty()) {
            return impossible(
                "No cause was confirmed", "End it as not-covered, so that the gap gets filled.");
          }
          boolean suggested =
              state.request().stream()
                  .anyMatch(r -> r instanceof Request.Close c && c.suggested() == input.outcome());
          Optional<Refused> refused =
              suggested
                  ? input.reason().flatMap(r -> Texts.checkOptional("The reason", r))
                  : missingReason(
                      "The tree doesn't lead to “" + input.outcome().label() + "” here",
                      input.reason());
          return checked(refused, () -> walk().end(input.outcome(), kept(input.reason())));
        });
  }

  @Override
  public Reaction visitReopen(RunInput.Reopen input) {
    return anyState(
        input,
        () -> {
          if (state.isLive()) {
            return impossible("The run hasn't ended", RELOAD);
          }
          return checked(
              Texts.check("The reason", input.reason()),
              () ->
                  walk()
                      .then(new RunEvent.Reopened(input.visit(), input.reason().strip()))
                      .arrive());
        });
  }

  private Walk walk() {
    return Walk.from(tree, state);
  }

  private Outcome handedOver() {
    return state.cause().isPresent() ? Outcome.ESCALATED : Outcome.NOT_COVERED;
  }

  /** For what belongs to the current visit of a run that goes on. */
  private Reaction here(RunInput input, Supplier<Reaction> then) {
    return anyState(
        input,
        () ->
            state.isLive()
                ? then.get()
                : impossible(
                    "The run has ended"
                        + state.outcome().map(end -> " as " + end.label()).orElse(""),
                    "Reopen it with a reason to go on."));
  }

  /** For what belongs to the current visit, whether the run goes on or not. */
  private Reaction anyState(RunInput input, Supplier<Reaction> then) {
    if (input.visit() == current.number()) {
      return then.get();
    }
    return new Refused(
        Refusal.STALE,
        "The run has moved on: it is at step %d, “%s”".formatted(current.number(), node.title()),
        RELOAD);
  }

  /** For what may be said of any visit at any time. */
  private Reaction anywhere(RunInput input, Supplier<Reaction> then) {
    return state.visit(input.visit()).isPresent()
        ? then.get()
        : impossible("There is no step " + input.visit(), "Name one of the steps of the path.");
  }

  private static Reaction checked(Optional<Refused> refused, Supplier<Walk> then) {
    return refused.<Reaction>map(Function.identity()).orElseGet(() -> then.get().reaction());
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
    return reason.flatMap(text -> Texts.check("The reason", text));
  }

  private static Optional<String> kept(Optional<String> reason) {
    return reason.map(String::strip).filter(text -> !text.isEmpty());
  }

  private static Refused impossible(String message, String hint) {
    return new Refused(Refusal.NOT_POSSIBLE, message, hint);
  }
}
