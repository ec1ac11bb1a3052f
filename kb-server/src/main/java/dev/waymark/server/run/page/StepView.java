package dev.waymark.server.run.page;

import dev.waymark.server.web.CodeView;
import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * One visit to a node.
 *
 * @param kind {@code query}, {@code question}, {@code cause}, {@code action}, {@code escalation} or
 *     {@code prevention}
 * @param html why we are here, sanitised
 * @param here whether the run is there
 * @param patterns what the answer could show, each with how it did
 * @param verdict what was found, where a row of the table holds
 * @param why the proposal, or why there is none, in one sentence
 * @param left how the visit ended; empty while the run is there
 * @param remembered what happened here before, in one line; empty if nothing did
 * @param lessons what the entry has learned at this step, sanitised
 * @param question what is asked once an action is carried out, sanitised; empty if nothing is
 * @param missing values that the step lacks, and that the reader can give
 * @param needsReason whether whoever takes one of {@code others} has to say why
 * @param deciding whether a branch is to be taken now
 * @param waiting until when it's waited with it
 */
record StepView(
    int visit,
    String id,
    String title,
    String kind,
    String html,
    boolean here,
    Optional<QueryView> query,
    List<PatternView> patterns,
    Optional<VerdictView> verdict,
    String why,
    String left,
    String remembered,
    List<String> lessons,
    String question,
    List<MissingView> missing,
    boolean needsReason,
    boolean deciding,
    Optional<WaitingView> waiting,
    Optional<BranchView> proposed,
    List<BranchView> others,
    List<OptionView> options,
    List<ResolutionView> resolutions,
    Optional<ChecklistView> checklist,
    Optional<CloseView> close,
    List<GroupView> prevention,
    List<EscalationLine> escalation) {
  StepView {
    patterns = List.copyOf(patterns);
    lessons = List.copyOf(lessons);
    missing = List.copyOf(missing);
    others = List.copyOf(others);
    options = List.copyOf(options);
    resolutions = List.copyOf(resolutions);
    prevention = List.copyOf(prevention);
    escalation = List.copyOf(escalation);
  }

  /**
   * What was asked, and what came back.
   *
   * @param text to be read: with its values if it has them, but for lines that stand in front
   * @param sent all that is sent, where values and definitions stand in front: to be copied
   * @param written as its author wrote it, if that is something else than {@code text}
   * @param unbound whether a value is missing, so that {@code text} isn't to be copied
   * @param portal where the Azure portal opens the same query; empty if it can't
   * @param changed what was asked otherwise than by the run's parameters; empty if nothing was
   * @param scope parameters that may be others when it is asked again, with their values
   * @param command whether its answer is what a command prints
   */
  record QueryView(
      CodeView text,
      Optional<CodeView> sent,
      Optional<CodeView> written,
      boolean unbound,
      String portal,
      AnswerView answer,
      String changed,
      List<FactsView.Value> scope,
      boolean command) {
    QueryView {
      scope = List.copyOf(scope);
    }
  }

  /**
   * A value that is missing.
   *
   * @param expected what it looks like, to be read after "It is"
   */
  record MissingView(String name, String expected) {}

  /**
   * An expected pattern.
   *
   * @param number from 1, in the order of the table
   * @param when the condition; empty for {@code otherwise}
   * @param means sanitised HTML
   * @param result {@code held}, {@code no}, {@code failed}, {@code not tried} or empty
   * @param explanation the values that the condition saw
   */
  record PatternView(
      int number, String state, String when, String means, String result, String explanation) {
    public boolean isHeld() {
      return result.equals("held");
    }
  }

  /**
   * The row that holds.
   *
   * @param finding what was found, with its values; empty if it was recorded before findings were
   * @param means what the row means, sanitised HTML; empty if the finding says it
   * @param when its condition; empty for {@code otherwise}
   * @param explanation the values that the condition saw
   */
  record VerdictView(String state, String finding, String means, String when, String explanation) {}

  /**
   * A branch that can be taken.
   *
   * @param index in the table
   * @param number from 1: the key that chooses it
   * @param asksAgain whether the run stays here, and the same is asked again
   */
  record BranchView(
      int index, int number, String state, String label, String means, boolean asksAgain) {}

  /**
   * That the same is asked again, since the answer decides nothing yet.
   *
   * @param at when
   * @param seconds until then, as seen from when the page was made; never less than 0
   * @param byItself whether the server does it then
   * @param times how often it has been asked again already
   */
  record WaitingView(Moment at, long seconds, boolean byItself, int times) {
    /** After how many seconds a page without script has something new to show. */
    public long refreshAfter() {
      return seconds + 3;
    }
  }

  /**
   * An answer that a person can give.
   *
   * @param state what it says of an action; empty if a question is answered
   */
  record OptionView(
      int index, int number, String state, String answer, String means, String label) {}

  /** An action that a cause leads to. */
  record ResolutionView(String action, String title, String risk) {}

  /**
   * What to do by hand.
   *
   * @param open whether it is being worked through now
   * @param verifiedBy {@code query} where a check follows, {@code person} where somebody is asked
   *     whether it worked, else empty
   */
  record ChecklistView(
      String risk, List<ItemView> items, int done, boolean open, String verifiedBy) {
    ChecklistView {
      items = List.copyOf(items);
    }

    public boolean isComplete() {
      return done == items.size();
    }

    /** What isn't ticked yet. */
    public List<ItemView> getLeft() {
      return items.stream().filter(item -> !item.done()).toList();
    }
  }

  /**
   * One thing to do.
   *
   * @param depth how far it is indented, from 0 to 4
   */
  record ItemView(int index, int depth, String html, boolean done, List<CopyView> code) {
    ItemView {
      code = List.copyOf(code);
    }
  }

  /**
   * Code to be copied.
   *
   * @param problem why it can't be: which value is missing or can't stand in it; empty if it can
   */
  record CopyView(CodeView code, String problem) {
    public boolean isWithheld() {
      return !problem.isEmpty();
    }
  }

  /** How the run can end here. */
  record CloseView(String outcome, String verb) {}

  /** Things that keep it from coming back; the title may be empty. */
  record GroupView(String title, List<String> items) {
    GroupView {
      items = List.copyOf(items);
    }
  }

  /** A row of the escalation table. */
  record EscalationLine(String severity, String when, String who, String within, boolean applies) {}
}
