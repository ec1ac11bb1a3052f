package dev.waymark.model.source;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.stream.IntStream;

/** One text file that an author wrote. Offsets count UTF-16 code units from the start. */
public final class SourceFile {
  private final String path;
  private final String text;
  private final int[] lineStarts;

  /**
   * @param path how the file is named to the author, relative to where the command was run
   */
  public SourceFile(String path, String text) {
    this.path = requireNonNull(path);
    this.text = requireNonNull(text);
    this.lineStarts =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, text.length())
                    .filter(i -> text.charAt(i) == '\n')
                    .map(i -> i + 1))
            .toArray();
  }

  public String path() {
    return path;
  }

  public String text() {
    return text;
  }

  /** The text of a span; a span that ends after the file is cut at its end. */
  public String text(SourceSpan span) {
    return text.substring(
        Math.min(span.start(), text.length()), Math.min(span.end(), text.length()));
  }

  /** Where an offset stands; an offset after the end stands at the end. */
  public Position position(int offset) {
    int within = Math.max(0, Math.min(offset, text.length()));
    int found = Arrays.binarySearch(lineStarts, within);
    int line = found >= 0 ? found : -found - 2;
    return new Position(line + 1, within - lineStarts[line] + 1);
  }

  /**
   * The text of a line without its line end.
   *
   * @param line counted from 1
   */
  public String line(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
    return text.substring(start, end > start && text.charAt(end - 1) == '\r' ? end - 1 : end);
  }

  /** The span of a whole line without its line end. */
  public SourceSpan lineSpan(int line) {
    int start = lineStarts[line - 1];
    return new SourceSpan(start, start + line(line).length());
  }

  public int lineCount() {
    return lineStarts.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceFile file && path.equals(file.path) && text.equals(file.text);
  }

  @Override
  public int hashCode() {
    return 31 * path.hashCode() + text.hashCode();
  }

  @Override
  public String toString() {
    return path;
  }
}
