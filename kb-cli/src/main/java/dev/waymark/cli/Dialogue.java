package dev.waymark.cli;

import dev.waymark.runbooks.run.RunInput;
import dev.waymark.runbooks.run.RunState;
import java.util.List;
import java.util.Optional;

/** Whoever decides in a run. */
interface Dialogue {

  /**
   * What is to be done next, given what can be done.
   *
   * @param waiting until when it's well to wait with it
   */
  Move next(RunState state, Choices choices, Optional<Countdown> waiting);

  /** What was decided can't be done; asked again next, unless this is where it stops. */
  Move refused(String message);

  /** What somebody decided. */
  sealed interface Move {

    /** Inputs to be sent in this order; none to be asked again. */
    record Send(List<RunInput> inputs) implements Move {
      public Send {
        inputs = List.copyOf(inputs);
      }
    }

    /**
     * Leave the run where it is.
     *
     * @param why empty if a person wanted it
     */
    record Leave(String why) implements Move {}
  }
}
