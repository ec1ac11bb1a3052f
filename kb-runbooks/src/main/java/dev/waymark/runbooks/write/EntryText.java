package dev.waymark.runbooks.write;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.Document;
import dev.waymark.runbooks.markdown.DocumentSection;
import dev.waymark.runbooks.markdown.MarkdownReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An entry's text with its sections and lines. */
final class EntryText {
  private static final String VERIFY = "Verify";

  private final SourceFile file;

  /** All sections in the order of the file, inner ones behind their outer one. */
  private final List<DocumentSection> sections = new ArrayList<>();

  private final Optional<Excerpt> frontMatter;

  private EntryText(Document document) {
    this.file = document.source();
    this.frontMatter = document.frontMatter();
    document.sections().forEach(this::add);
  }

  private void add(DocumentSection section) {
    sections.add(section);
    section.sections().forEach(this::add);
  }

  /** Reads a text; one that isn't Markdown within the reader's bounds can't be written to. */
  static EntryText read(SourceFile file) {
    return read(file, "Line %d can't be read: %s");
  }

  /** As {@link #read(SourceFile)}, of a text that has just been changed. */
  static EntryText written(SourceFile file) {
    return read(file, "With this change, line %d can't be read: %s");
  }

  private static EntryText read(SourceFile file, String message) {
    StageResult<Document> read = MarkdownReader.read(file);
    if (read.hasErrors() || read.value().isEmpty()) {
      Issue first = read.issues().get(0);
      throw new RefusedWriteException(
          message.formatted(file.position(first.span().start()).line(), first.message()),
          first.hint());
    }
    return new EntryText(read.value().get());
  }

  SourceFile file() {
    return file;
  }

  Optional<Excerpt> frontMatter() {
    return frontMatter;
  }

  List<DocumentSection> sections() {
    return sections;
  }

  Optional<DocumentSection> node(String slug) {
    return sections.stream().filter(section -> section.heading().slug().equals(slug)).findFirst();
  }

  /** A {@code ##} section by its title. */
  Optional<DocumentSection> section(String title) {
    return sections.stream()
        .filter(section -> section.level() == 2 && section.heading().text().equals(title))
        .findFirst();
  }

  /** What stands in a node: its own blocks, then those of its {@code #### Verify}. */
  static List<Block> blocks(DocumentSection node) {
    List<Block> blocks = new ArrayList<>(node.blocks());
    verification(node).ifPresent(verify -> blocks.addAll(verify.blocks()));
    return blocks;
  }

  /** The blocks that ask something: those of the {@code #### Verify} where there is one. */
  static List<Block> asking(DocumentSection node) {
    return verification(node).orElse(node).blocks();
  }

  private static Optional<DocumentSection> verification(DocumentSection node) {
    return node.sections().stream()
        .filter(inner -> inner.heading().text().equals(VERIFY))
        .findFirst();
  }

  /** The number of the last line of a section, inner ones included, that isn't blank. */
  int lastLine(DocumentSection section) {
    int index = sections.indexOf(section);
    int end =
        sections.stream()
            .skip(index + 1L)
            .filter(next -> next.level() <= section.level())
            .findFirst()
            .map(next -> lineOf(next.heading().span().start()) - 1)
            .orElse(file.lineCount());
    return lastWritten(end);
  }

  /** The last line up to a number that isn't blank. */
  int lastWritten(int line) {
    int last = line;
    while (last > 1 && file.line(last).isBlank()) {
      last--;
    }
    return last;
  }

  int lineOf(int offset) {
    return file.position(offset).line();
  }

  /**
   * Puts lines behind a line, with line ends like its own.
   *
   * @param lines without line ends
   */
  Edit insertBehind(int line, List<String> lines) {
    String lineEnd = lineEnd(line);
    int at = file.lineSpan(line).end();
    StringBuilder text = new StringBuilder();
    lines.forEach(each -> text.append(lineEnd).append(each));
    return new Edit(new SourceSpan(at, at), text.toString());
  }

  /** How a line ends; the last one of a file counts as the one before it. */
  String lineEnd(int line) {
    int asked = line < file.lineCount() ? line : line - 1;
    if (asked < 1) {
      return "\n";
    }
    int end = file.lineSpan(asked).end();
    return file.text().startsWith("\r\n", end) ? "\r\n" : "\n";
  }
}
