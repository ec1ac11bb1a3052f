package dev.waymark.runbooks.markdown;

import com.vladsch.flexmark.util.sequence.BasedSequence;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import java.util.Arrays;
import java.util.List;

/** Puts together the lines of a fence, whose indentation is left out. */
final class FenceText {
  private FenceText() {}

  /**
   * @param info where the opening line ends, for a fence without lines
   */
  static Excerpt body(SourceFile file, List<BasedSequence> lines, SourceSpan info) {
    if (lines.isEmpty()) {
      return Excerpt.of(file, new SourceSpan(info.end(), info.end()));
    }
    int size = lines.get(lines.size() - 1).getEndOffset() - lines.get(0).getStartOffset();
    StringBuilder body = new StringBuilder(size);
    int[] offsets = new int[size + 1];
    for (BasedSequence line : lines) {
      for (int at = line.getStartOffset(); at < line.getEndOffset(); at++) {
        char c = file.text().charAt(at);
        if (c != '\r') {
          offsets[body.length()] = at;
          body.append(c);
        }
      }
    }
    int length = body.length();
    if (length > 0 && body.charAt(length - 1) == '\n') {
      length--;
    } else {
      offsets[length] = lines.get(lines.size() - 1).getEndOffset();
    }
    return Excerpt.mapped(body.substring(0, length), Arrays.copyOf(offsets, length + 1));
  }
}
