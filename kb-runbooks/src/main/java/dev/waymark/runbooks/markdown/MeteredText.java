package dev.waymark.runbooks.markdown;

/**
 * A text that counts how often a parser looks at it, and stops the parser that looks far more often
 * than any ordinary text needs, or that nobody waits for any more. Regular expressions that
 * backtrack without end are so refused at the same place on every machine.
 */
final class MeteredText implements CharSequence {
  /**
   * Ordinary articles need about 10 looks a character, the worst of 1,200 about 100. A look takes
   * up to 30 ns, so that the largest text is refused within two seconds.
   */
  private static final int LOOKS_PER_CHARACTER = 200;

  /** What the shortest text may need. */
  private static final long FEWEST_LOOKS = 4_000_000;

  private static final int SLICE = 1 << 16;

  private final String text;
  private long left;
  private int slice = SLICE;
  private int last;
  private volatile boolean stopped;

  MeteredText(String text) {
    this.text = text;
    this.left = FEWEST_LOOKS + (long) LOOKS_PER_CHARACTER * text.length();
  }

  @Override
  public char charAt(int index) {
    last = index;
    if (--slice < 0) {
      pay();
    }
    return text.charAt(index);
  }

  private void pay() {
    slice = SLICE;
    left -= SLICE;
    if (left < 0 || stopped) {
      throw new Exhausted();
    }
  }

  /** Stops the parser soon. */
  void stop() {
    stopped = true;
  }

  /** Where the parser looked last. */
  int last() {
    return last;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.substring(start, end);
  }

  @Override
  public String toString() {
    return text;
  }

  /** The parser has looked too often. */
  static final class Exhausted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Exhausted() {
      super("parser stopped", null, false, false);
    }
  }
}
