package dev.waymark.runbooks.write;

import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.DocumentSection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts other words into the prose of a node: paragraphs, lists and quotes, never code or tables.
 */
final class ProseWriter {
  private static final String CHANGED_MEANWHILE =
      "Look at the entry as it stands now, and propose the change again if it still holds";

  private final LessonBasis learned;
  private final EntryText current;

  ProseWriter(LessonBasis learned, EntryText current) {
    this.learned = learned;
    this.current = current;
  }

  List<Edit> replace(Change.ReplaceProse change) {
    if (change.old().isBlank() || change.text().isBlank()) {
      throw new RefusedWriteException(
          "The old or the new words are empty", "Give the words to replace, and the better ones");
    }
    DocumentSection node = Nodes.current(current, change.node());
    Optional<DocumentSection> before = learned.node(change.node());
    List<SourceSpan> now = places(current, node, change.old());
    List<SourceSpan> done = done(node, change.text());
    now.removeIf(old -> done.stream().anyMatch(written -> written.contains(old)));
    if (now.isEmpty() && !done.isEmpty()) {
      return List.of();
    }
    if (now.size() != 1) {
      throw new RefusedWriteException(
          now.isEmpty()
              ? "#%s doesn't say \"%s\"".formatted(change.node(), change.old())
              : "#%s says \"%s\" %d times".formatted(change.node(), change.old(), now.size()),
          now.isEmpty()
              ? "Copy the words as they stand in the file, marks such as ** included"
              : "Give more of the words around them");
    }
    before.ifPresent(known -> sameLines(known, change, now.get(0)));
    return List.of(new Edit(now.get(0), written(now.get(0), change.text())));
  }

  /** Where the new words stand already, perhaps with marks made harmless. */
  private List<SourceSpan> done(DocumentSection node, String text) {
    List<String> lines = text.strip().lines().map(String::strip).toList();
    String harmless = lines.stream().map(Inline::harmless).collect(Collectors.joining(" "));
    String butFirst =
        lines.get(0)
            + lines.stream()
                .skip(1)
                .map(Inline::harmless)
                .map(line -> " " + line)
                .collect(Collectors.joining());
    return Stream.of(harmless, butFirst)
        .distinct()
        .flatMap(words -> places(current, node, words).stream())
        .toList();
  }

  /** The lines on which the words stand must be those on which the lesson was learned. */
  private void sameLines(DocumentSection known, Change.ReplaceProse change, SourceSpan now) {
    String wanted = wholeLines(current, now);
    boolean same =
        places(learned.base(), known, change.old()).stream()
            .anyMatch(span -> wholeLines(learned.base(), span).equals(wanted));
    if (!same) {
      throw new RefusedWriteException(
          "The lines around \"%s\" were changed meanwhile".formatted(change.old()),
          CHANGED_MEANWHILE);
    }
  }

  private static String wholeLines(EntryText text, SourceSpan span) {
    SourceFile file = text.file();
    int start = file.lineSpan(text.lineOf(span.start())).start();
    int end = file.lineSpan(text.lineOf(span.end())).end();
    return Inline.loose(file.text().substring(start, end));
  }

  private static List<SourceSpan> places(EntryText text, DocumentSection node, String words) {
    Pattern pattern =
        Pattern.compile(
            Arrays.stream(words.strip().split("\\s+"))
                .map(Pattern::quote)
                .collect(Collectors.joining("\\s+")));
    List<SourceSpan> places = new ArrayList<>();
    for (SourceSpan block : spans(node)) {
      Matcher matcher = pattern.matcher(text.file().text()).region(block.start(), block.end());
      while (matcher.find()) {
        places.add(new SourceSpan(matcher.start(), matcher.end()));
      }
    }
    return places;
  }

  private static List<SourceSpan> spans(DocumentSection node) {
    return Passages.replaceable(EntryText.blocks(node)).map(Block::span).toList();
  }

  /** The new words, their further lines indented like the one that they begin on. */
  private String written(SourceSpan place, String text) {
    SourceFile file = current.file();
    int line = current.lineOf(place.start());
    int start = file.lineSpan(line).start();
    String before = file.text().substring(start, place.start());
    List<String> lines = text.strip().lines().map(String::strip).toList();
    if (lines.contains("")) {
      throw new RefusedWriteException(
          "The new words have a blank line among them", "Change one paragraph at a time");
    }
    int indent = before.length() - before.stripLeading().length();
    String more = current.lineEnd(line) + before.substring(0, indent);
    StringBuilder written =
        new StringBuilder(before.isBlank() ? Inline.harmless(lines.get(0)) : lines.get(0));
    lines.stream().skip(1).forEach(next -> written.append(more).append(Inline.harmless(next)));
    return written.toString();
  }
}
