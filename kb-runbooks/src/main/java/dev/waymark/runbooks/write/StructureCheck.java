package dev.waymark.runbooks.write;

import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.DocumentSection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks whether edits change how the rest of a text is read: a mark that is opened in one place can
 * make another place something else.
 */
final class StructureCheck {
  /** A heading or a block: what it is, and where. */
  private record Element(String kind, SourceSpan span) {}

  private final EntryText before;
  private final List<Edit> edits;

  private StructureCheck(EntryText before, List<Edit> edits) {
    this.before = before;
    this.edits = edits;
  }

  /** Refuses edits after which something else than what they write is read in another way. */
  static void check(EntryText before, List<Edit> edits, EntryText after) {
    new StructureCheck(before, edits).check(after);
  }

  private void check(EntryText after) {
    Set<Element> left = new HashSet<>(elements(after));
    for (Element element : elements(before)) {
      boolean found = left.remove(moved(element));
      if (!found && !isTouched(element)) {
        throw misread(before, element);
      }
    }
    for (Element element : left) {
      if (!isWritten(element)) {
        throw misread(after, element);
      }
    }
  }

  private static List<Element> elements(EntryText text) {
    List<Element> elements = new ArrayList<>();
    for (DocumentSection section : text.sections()) {
      String heading = section.level() + section.heading().slug();
      elements.add(new Element(heading, section.heading().span()));
      for (Block block : section.blocks()) {
        elements.add(new Element(block.getClass().getSimpleName(), block.span()));
      }
    }
    return elements;
  }

  private Element moved(Element element) {
    int shift = shift(element.span().start());
    return new Element(
        element.kind(),
        new SourceSpan(element.span().start() + shift, element.span().end() + shift));
  }

  private int shift(int offset) {
    return edits.stream()
        .filter(edit -> edit.span().end() <= offset)
        .mapToInt(StructureCheck::growth)
        .sum();
  }

  private int shiftBefore(Edit edit) {
    return edits.stream()
        .filter(other -> !other.equals(edit) && other.span().end() <= edit.span().start())
        .mapToInt(StructureCheck::growth)
        .sum();
  }

  private static int growth(Edit edit) {
    return edit.text().length() - (edit.span().end() - edit.span().start());
  }

  private boolean isTouched(Element element) {
    int lineEnd = before.file().lineSpan(before.lineOf(element.span().end())).end();
    return edits.stream()
        .anyMatch(
            edit -> edit.span().start() <= lineEnd && element.span().start() <= edit.span().end());
  }

  /** Whether some of it, in the new text, is what an edit has written. */
  private boolean isWritten(Element element) {
    return edits.stream()
        .anyMatch(
            edit -> {
              int start = edit.span().start() + shiftBefore(edit);
              return start <= element.span().end()
                  && element.span().start() <= start + edit.text().length();
            });
  }

  private static RefusedWriteException misread(EntryText text, Element element) {
    return new RefusedWriteException(
        "With this change, line %d would be read in another way: %s"
            .formatted(
                text.lineOf(element.span().start()),
                text.file().line(text.lineOf(element.span().start()))),
        "Leave out unusual marks, or make this change in the file itself");
  }
}
