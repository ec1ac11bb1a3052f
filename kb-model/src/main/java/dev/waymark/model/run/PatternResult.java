package dev.waymark.model.run;

/**
 * How one expected pattern did against an answer.
 *
 * @param branch index of the pattern in its table
 * @param explanation the values that the condition saw, or why it could not be evaluated
 */
public record PatternResult(int branch, Held held, String explanation) {
  /** Whether the condition held. */
  public enum Held {
    YES,
    NO,
    /** The condition failed while it was evaluated: nothing is proposed then. */
    FAILED,
    /** An earlier pattern held or failed, so that this one was not tried. */
    NOT_TRIED
  }
}
