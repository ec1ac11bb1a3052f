package dev.waymark.model.source;

/**
 * A stretch of a {@link SourceFile}.
 *
 * @param start offset of the first character
 * @param end offset after the last character
 */
public record SourceSpan(int start, int end) {
  public SourceSpan {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("not a span: " + start + " to " + end);
    }
  }

  public boolean contains(SourceSpan other) {
    return start <= other.start && other.end <= end;
  }
}
