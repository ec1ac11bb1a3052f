package dev.waymark.runbooks.write;

import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.DocumentSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Adds items to the lists of {@code ## Prevention} and {@code ## Lessons}. */
final class ListWriter {
  private static final Pattern MARKER =
      Pattern.compile("([ \\t]*)(?:([-+*])|(\\d{1,9})([.)]))([ \\t]+)");
  private static final Pattern SENTENCE_END = Pattern.compile(".*[.!?…:;]", Pattern.DOTALL);
  private static final String LESSONS = "Lessons";
  private static final String PREVENTION = "Prevention";

  private final LessonBasis learned;
  private final EntryText current;
  private final SourceFile file;

  ListWriter(LessonBasis learned, EntryText current) {
    this.learned = learned;
    this.current = current;
    this.file = current.file();
  }

  List<Edit> addPrevention(Change.AddPrevention change) {
    String item = Inline.item(change.text());
    DocumentSection section =
        current
            .section(PREVENTION)
            .orElseThrow(
                () ->
                    new RefusedWriteException(
                        "The entry has no ## Prevention", "Add the section first"));
    List<Block.ItemList> lists = lists(section);
    boolean stands =
        lists.stream()
            .flatMap(list -> list.items().stream())
            .anyMatch(found -> Inline.loose(found.markdown()).equals(Inline.loose(item)));
    return stands ? List.of() : List.of(append(section, lists, item));
  }

  List<Edit> appendLesson(Change.AppendLesson change) {
    learned.node(change.node());
    DocumentSection node = Nodes.current(current, change.node());
    String text = Inline.folded(change.text());
    if (text.isEmpty()) {
      throw new RefusedWriteException("The lesson says nothing", "Write what was learned");
    }
    String begin = change.date() + ": " + text;
    Draft.Target step = Draft.Target.of(node.heading());
    String item =
        begin
            + (SENTENCE_END.matcher(text).matches() ? " " : ". ")
            + Inline.link(change.incident())
            + ", "
            + Inline.link(step);
    Optional<DocumentSection> section = current.section(LESSONS);
    if (section.isEmpty()) {
      int last = current.lastWritten(file.lineCount());
      return List.of(current.insertBehind(last, List.of("", "## " + LESSONS, "", "- " + item)));
    }
    List<Block.ItemList> lists = lists(section.get());
    boolean stands =
        lists.stream()
            .flatMap(list -> list.items().stream())
            .map(Block.Item::markdown)
            .map(Inline::loose)
            .anyMatch(
                found ->
                    found.startsWith(Inline.loose(begin))
                        && found.contains("](" + change.incident().link() + ")")
                        && found.contains("](" + step.link() + ")"));
    return stands ? List.of() : List.of(append(section.get(), lists, item));
  }

  /** The lists of a section, then those of its groups; the first with its own is appended to. */
  private static List<Block.ItemList> lists(DocumentSection section) {
    List<Block.ItemList> own = ofBlocks(section.blocks());
    List<Block.ItemList> lists = new ArrayList<>();
    section.sections().forEach(group -> lists.addAll(ofBlocks(group.blocks())));
    lists.addAll(own);
    return lists;
  }

  private static List<Block.ItemList> ofBlocks(List<Block> blocks) {
    return blocks.stream()
        .filter(Block.ItemList.class::isInstance)
        .map(Block.ItemList.class::cast)
        .toList();
  }

  private Edit append(DocumentSection section, List<Block.ItemList> lists, String item) {
    if (lists.isEmpty()) {
      return current.insertBehind(current.lastLine(section), List.of("", "- " + item));
    }
    List<Block.Item> items = lists.get(lists.size() - 1).items();
    Block.Item last = items.get(items.size() - 1);
    int line = current.lineOf(last.span().end());
    List<String> lines = new ArrayList<>();
    if (isLoose(items)) {
      lines.add("");
    }
    lines.add(marker(last) + item);
    return current.insertBehind(line, lines);
  }

  /** Whether blank lines stand between the items. */
  private boolean isLoose(List<Block.Item> items) {
    return items.size() > 1
        && file.line(current.lineOf(items.get(items.size() - 1).span().start()) - 1).isBlank();
  }

  /** What stands before an item's text, a number counted on. */
  private String marker(Block.Item item) {
    int line = current.lineOf(item.span().start());
    Matcher marker = MARKER.matcher(file.line(line));
    if (!marker.lookingAt()) {
      return "- ";
    }
    String blanks = marker.group(5).length() > 4 ? " " : marker.group(5);
    return marker.group(2) != null
        ? marker.group(1) + marker.group(2) + blanks
        : marker.group(1) + (Long.parseLong(marker.group(3)) + 1) + marker.group(4) + blanks;
  }
}
