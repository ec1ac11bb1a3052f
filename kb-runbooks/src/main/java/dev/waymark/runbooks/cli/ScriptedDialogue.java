package dev.waymark.runbooks.cli;

import dev.waymark.runbooks.run.RunState;

/** Decides as the tree proposes and the scenario says; stops where neither does. */
final class ScriptedDialogue implements Dialogue {

  /** More visits than any sensible walk has. */
  private static final int MOST_VISITS = 200;

  @Override
  public Move next(RunState state, Choices choices) {
    if (state.visits().size() > MOST_VISITS) {
      return new Move.Leave("the walk goes in circles");
    }
    return choices.proposed().isEmpty()
        ? new Move.Leave(choices.enter())
        : new Move.Send(choices.proposed());
  }

  @Override
  public Move refused(String message) {
    return new Move.Leave(message);
  }
}
