package dev.waymark.runbooks.run;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.RunEvent.Feedback;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a person or a source says to a run. Inputs that belong to a stay at a node name its visit,
 * so that one sent from an outdated page is refused and not taken for something else.
 */
public sealed interface RunInput {
  int visit();

  /** A source's answer to the last query of the visit. */
  record Receive(int visit, Answer answer) implements RunInput {}

  /**
   * The answer to the visit's query from a person who asked it elsewhere.
   *
   * @param text as it was copied or exported there
   * @param by who pastes it
   */
  record AnswerByHand(int visit, String text, String by) implements RunInput {}

  /**
   * A value that a step would have remembered, and didn't.
   *
   * @param text as a person wrote it
   */
  record GiveValue(int visit, String name, String text) implements RunInput {}

  /**
   * Ask the visit's query again; earlier answers stay in the record.
   *
   * @param changed parameters that are others this once, as a person wrote them
   */
  record AskAgain(int visit, Map<String, String> changed) implements RunInput {
    public AskAgain {
      changed = Collections.unmodifiableMap(new TreeMap<>(changed));
    }

    /** With the run's own parameters. */
    public AskAgain(int visit) {
      this(visit, Map.of());
    }
  }

  /**
   * Take a branch of the visit's check: at a step, a cause with evidence, or an action under
   * verification.
   *
   * @param branch index in the check's branches
   * @param reason needed where the answer calls for another branch or speaks against this one
   */
  record TakeBranch(int visit, int branch, Optional<String> reason) implements RunInput {}

  /** Answer the question with one of its options, by index. */
  record ReplyTo(int visit, int option) implements RunInput {}

  /**
   * At a cause: believe it and go to one of its actions.
   *
   * @param reason needed where the cause asks for evidence that leads elsewhere
   */
  record Confirm(int visit, String action, Optional<String> reason) implements RunInput {}

  /** At an action: tick an item, or untick it. */
  record Tick(int visit, int item, boolean done) implements RunInput {}

  /** At an action: verify it, or, if it has no verification, be done with it. */
  record Finish(int visit) implements RunInput {}

  /** Go back to a node that was visited before. */
  record GoBack(int visit, String to, Optional<String> reason) implements RunInput {}

  /** Leave the tree for escalation, from anywhere. */
  record Escalate(int visit, String reason) implements RunInput {}

  /** Write something down at a visit, which may be a past one. */
  record AddNote(int visit, String text) implements RunInput {}

  /** Say how a step did, which may be a past one; the text may be empty. */
  record GiveFeedback(int visit, Feedback feedback, String text) implements RunInput {}

  /** Give the run to somebody else; the text may be empty. */
  record HandOver(int visit, String to, String text) implements RunInput {}

  /** End the run; any outcome but the one suggested needs a reason. */
  record End(int visit, Outcome outcome, Optional<String> reason) implements RunInput {}

  /** Go on with a run that ended, in a new visit of the node where it ended. */
  record Reopen(int visit, String reason) implements RunInput {}
}
