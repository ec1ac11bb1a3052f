package dev.waymark.runbooks.write;

import dev.waymark.model.run.Answer;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.runbooks.run.RunState;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.run.Visit.Departure;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The way that a run took in the end: if people went back, what lay between is left out, because a
 * scenario only goes forward.
 */
final class RecordedWalk {
  private final Tree tree;
  private final List<Visit> visits = new ArrayList<>();
  private final Map<String, Integer> stays = new HashMap<>();
  private final Map<String, String> lastReplies = new HashMap<>();
  private final Map<String, String> questions = new LinkedHashMap<>();
  private final Map<String, String> actions = new LinkedHashMap<>();
  private final List<String> toDo = new ArrayList<>();
  private String at = "";

  RecordedWalk(Tree tree, RunState state) {
    this.tree = tree;
    Optional<Departure> before = Optional.empty();
    for (Visit visit : state.visits()) {
      if (before.orElse(null) instanceof Departure.ByReturning) {
        forget(visit.node());
      }
      visits.add(visit);
      before = visit.left();
    }
    visits.forEach(this::read);
  }

  /** Leaves out everything since the last stay at a node, that stay included. */
  private void forget(String node) {
    for (int i = visits.size() - 1; i >= 0; i--) {
      if (visits.get(i).node().equals(node)) {
        visits.subList(i, visits.size()).clear();
        return;
      }
    }
  }

  private void read(Visit visit) {
    at = visit.node();
    stays.merge(at, 1, Integer::sum);
    boolean asks = tree.node(at).flatMap(Node::asks).isPresent();
    if (asks && !visit.attempts().isEmpty() && complete(visit).isEmpty()) {
      toDo.add("#%s had no whole answer, so nothing is recorded for it".formatted(at));
    }
    visit.left().ifPresent(this::follow);
  }

  /**
   * The answers with all their rows that count: of each time that somebody had waited and asked
   * again the last one, and the last one of all.
   */
  static List<WaitedAnswer> complete(Visit visit) {
    List<WaitedAnswer> answers = new ArrayList<>();
    Duration waited = Duration.ZERO;
    Optional<Duration> taken = Optional.empty();
    for (Attempt attempt : visit.attempts()) {
      waited = waited.plus(attempt.waited().orElse(Duration.ZERO));
      if (attempt.answer().orElse(null) instanceof Answer.Complete answer) {
        if (taken.equals(Optional.of(waited))) {
          answers.remove(answers.size() - 1);
        }
        answers.add(new WaitedAnswer(answer, waited));
        taken = Optional.of(waited);
      }
    }
    return answers;
  }

  /**
   * An answer.
   *
   * @param waited how long the entry had said to wait before, all waits of the visit together
   */
  record WaitedAnswer(Answer.Complete answer, Duration waited) {}

  List<Visit> visits() {
    return visits;
  }

  Map<String, String> questions() {
    return questions;
  }

  Map<String, String> actions() {
    return actions;
  }

  List<String> toDo() {
    return toDo;
  }

  private void follow(Departure left) {
    if (left.deviates()) {
      toDo.add(
          "At #%s another branch was taken than the one proposed: the scenario passes only once the entry proposes it"
              .formatted(at));
    }
    switch (left) {
      case Departure.ByReply(int option, _, _) -> reply(option);
      case Departure.ByConfirming confirming -> actions.put(at, confirming.action());
      case Departure.ByEscalating _ ->
          toDo.add(
              "The run was escalated by hand at #%s: a scenario goes there only by a branch"
                  .formatted(at));
      case Departure.ByBranch _,
          Departure.ByDoing _,
          Departure.ByReturning _,
          Departure.ByEnding _ -> {}
    }
  }

  private void reply(int option) {
    String answer = tree.node(at).map(node -> node.options().get(option).answer()).orElse("");
    int stay = stays.getOrDefault(at, 1);
    String before = lastReplies.put(at, answer);
    if (!answer.equals(before)) {
      questions.put(stay == 1 ? at : at + "." + stay, answer);
    }
  }
}
