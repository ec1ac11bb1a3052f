package dev.waymark.runbooks.paste;

import dev.waymark.model.source.Position;

/** A pasted text can't be read any further. */
public final class PasteException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient PasteReading.Unreadable reading;

  /**
   * @param at where in the text
   * @param problem what is wrong there
   * @param hint what to do
   */
  public PasteException(Position at, String problem, String hint) {
    super(problem, null, false, false);
    this.reading = new PasteReading.Unreadable(at, problem, hint);
  }

  /** Where and why. */
  public PasteReading.Unreadable reading() {
    return reading;
  }
}
