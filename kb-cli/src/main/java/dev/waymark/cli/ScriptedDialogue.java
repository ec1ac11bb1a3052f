package dev.waymark.cli;

import dev.waymark.runbooks.run.RunState;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Decides as the tree proposes and the scenario says; stops if neither does. */
final class ScriptedDialogue implements Dialogue {

  /** More visits than any sensible walk has. */
  private static final int MOST_VISITS = 200;

  /** Nobody would wait any longer. */
  private static final int MOST_AGAIN = 12;

  @Override
  public Move next(RunState state, Choices choices, Optional<Countdown> waiting) {
    if (state.visits().size() > MOST_VISITS) {
      return new Move.Leave("the walk goes in circles");
    }
    if (choices.asksAgain() && state.current().timesAskedAgain() >= MOST_AGAIN) {
      return new Move.Leave("it was asked again %d times already".formatted(MOST_AGAIN));
    }
    if (waiting.isPresent() && !waited(waiting.get())) {
      return new Move.Leave("the wait was broken off");
    }
    return choices.proposed().isEmpty()
        ? new Move.Leave(choices.enter())
        : new Move.Send(choices.proposed());
  }

  private static boolean waited(Countdown waiting) {
    try {
      TimeUnit.MILLISECONDS.sleep(waiting.left().toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public Move refused(String message) {
    return new Move.Leave(message);
  }
}
