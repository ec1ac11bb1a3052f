package dev.waymark.model.source;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Text cut out of a {@link SourceFile} and perhaps unescaped, such as a condition in a table cell
 * or the body of an indented fence, that still knows where each of its characters stands in the
 * file.
 */
public final class Excerpt {
  private final String text;

  /** File offset of each character, and behind them the offset after the last one. */
  private final int[] offsets;

  private Excerpt(String text, int[] offsets) {
    this.text = text;
    this.offsets = offsets;
  }

  /** A span taken as it is. */
  public static Excerpt of(SourceFile file, SourceSpan span) {
    String text = file.text(span);
    int[] offsets = new int[text.length() + 1];
    Arrays.setAll(offsets, i -> span.start() + i);
    return new Excerpt(text, offsets);
  }

  /**
   * Text that differs from the file's by left-out characters.
   *
   * @param offsets the file offset of each character of {@code text}, then the offset after the
   *     last
   */
  public static Excerpt mapped(String text, int[] offsets) {
    if (offsets.length != text.length() + 1) {
      throw new IllegalArgumentException("one offset a character and one for the end");
    }
    return new Excerpt(text, offsets.clone());
  }

  /**
   * Several excerpts, one behind the other.
   *
   * @param separator stands behind each but the last, at the place where that one ends
   */
  public static Excerpt joined(List<Excerpt> parts, String separator) {
    StringBuilder text = new StringBuilder();
    IntStream.Builder offsets = IntStream.builder();
    int end = 0;
    for (int i = 0; i < parts.size(); i++) {
      Excerpt part = parts.get(i);
      text.append(part.text);
      Arrays.stream(part.offsets, 0, part.text.length()).forEach(offsets::add);
      end = part.offsets[part.text.length()];
      if (i < parts.size() - 1) {
        text.append(separator);
        for (int j = 0; j < separator.length(); j++) {
          offsets.add(end);
        }
      }
    }
    return new Excerpt(text.toString(), offsets.add(end).build().toArray());
  }

  public String text() {
    return text;
  }

  /** Where all of it stands in the file. */
  public SourceSpan span() {
    return new SourceSpan(offsets[0], offsets[text.length()]);
  }

  /** Where a part of it stands in the file; offsets beyond the text are cut at its end. */
  public SourceSpan span(int from, int to) {
    int start = Math.max(0, Math.min(from, text.length()));
    int end = Math.max(start, Math.min(to, text.length()));
    return new SourceSpan(offsets[start], Math.max(offsets[start], offsets[end]));
  }

  /** A part of it, from {@code from} up to but without {@code to}. */
  public Excerpt part(int from, int to) {
    return new Excerpt(text.substring(from, to), Arrays.copyOfRange(offsets, from, to + 1));
  }

  /** Without white space at both ends. */
  public Excerpt strip() {
    int from = text.length() - text.stripLeading().length();
    return part(from, from + text.strip().length());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Excerpt excerpt
        && text.equals(excerpt.text)
        && Arrays.equals(offsets, excerpt.offsets);
  }

  @Override
  public int hashCode() {
    return 31 * text.hashCode() + offsets[0];
  }

  @Override
  public String toString() {
    return text;
  }
}
