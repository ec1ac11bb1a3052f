package dev.waymark.runbooks.run;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.RunEvent.Feedback;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Inputs at random: mostly ones that may fit, and always some that don't. */
final class RandomInputs {
  private static final List<String> TEXTS =
      List.of("because", "", "  ", "x".repeat(10_001), "nul \0", "\uD800", "=1+1", "é – 漢 😀");
  private static final List<String> NODES =
      List.of("step-0", "step-1", "cause-0", "cause-1", "action-0", "action-1", "nowhere", "");

  private static final List<String> PASTED =
      List.of("N\n7\n", "N\n1\n3\n", "[]", "[{\"N\": 2}]", "N\nmany", "", "{", "nul \0", "\uD800");
  private static final List<String> VALUES = List.of("n", "n", "n", "since", "nowhere", "");

  private final Random random;

  RandomInputs(Random random) {
    this.random = random;
  }

  RunInput next(RunState state) {
    int visit = random.nextInt(8) == 0 ? random.nextInt(12) - 2 : state.current().number();
    return switch (random.nextInt(25)) {
      case 0, 1, 2, 3, 4 -> new RunInput.Receive(visit, answer());
      case 5 -> new RunInput.AskAgain(visit);
      case 6, 7, 8 ->
          new RunInput.TakeBranch(
              visit, state.current().proposedBranch().orElse(index()), reason());
      case 9 -> new RunInput.TakeBranch(visit, index(), reason());
      case 10, 11 -> new RunInput.ReplyTo(visit, index());
      case 12, 13 -> new RunInput.Confirm(visit, pick(NODES), reason());
      case 14 -> new RunInput.Tick(visit, index(), random.nextBoolean());
      case 15 -> new RunInput.Finish(visit);
      case 16 -> new RunInput.GoBack(visit, pick(NODES), reason());
      case 17 -> new RunInput.Escalate(visit, pick(TEXTS));
      case 18 -> new RunInput.AddNote(visit, pick(TEXTS));
      case 19 ->
          random.nextBoolean()
              ? new RunInput.GiveFeedback(visit, pick(List.of(Feedback.values())), pick(TEXTS))
              : new RunInput.HandOver(visit, pick(TEXTS), pick(TEXTS));
      case 20 -> new RunInput.End(visit, pick(List.of(Outcome.values())), reason());
      case 21, 22 -> new RunInput.AnswerByHand(visit, pick(PASTED), "Ann");
      case 23 -> new RunInput.GiveValue(visit, pick(VALUES), pick(TEXTS));
      default -> new RunInput.Reopen(visit, pick(TEXTS));
    };
  }

  private Answer answer() {
    return switch (random.nextInt(8)) {
      case 0 -> Answers.failed();
      case 1 -> Answers.partial(1L, 2L);
      case 2 -> Answers.rows();
      case 3 -> Answers.rows((Long) null);
      default -> Answers.rows((long) random.nextInt(10), (long) random.nextInt(3));
    };
  }

  private int index() {
    return switch (random.nextInt(12)) {
      case 0 -> -1;
      case 1 -> Integer.MAX_VALUE;
      case 2 -> Integer.MIN_VALUE;
      default -> random.nextInt(4);
    };
  }

  private Optional<String> reason() {
    return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(pick(TEXTS.subList(0, 7)));
  }

  private <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
