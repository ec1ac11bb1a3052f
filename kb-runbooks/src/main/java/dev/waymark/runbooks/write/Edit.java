package dev.waymark.runbooks.write;

import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import java.util.Comparator;
import java.util.List;

/** A stretch of a file and what is to stand there instead. */
record Edit(SourceSpan span, String text) {
  /**
   * The file with all of some edits, which don't overlap. Of two at the same place, the first in
   * the list comes first.
   */
  static SourceFile apply(SourceFile file, List<Edit> edits) {
    List<Edit> sorted =
        edits.stream().sorted(Comparator.comparingInt(edit -> edit.span().start())).toList();
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (Edit edit : sorted) {
      text.append(file.text(), at, edit.span().start()).append(edit.text());
      at = edit.span().end();
    }
    return new SourceFile(file.path(), text.append(file.text().substring(at)).toString());
  }
}
