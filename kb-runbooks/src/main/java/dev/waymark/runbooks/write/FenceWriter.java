package dev.waymark.runbooks.write;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import dev.waymark.model.source.SourceFile;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.markdown.Block;
import dev.waymark.runbooks.markdown.DocumentSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts another body into a fence; lines that are in both stay as they are. */
final class FenceWriter {
  private static final Pattern LINE_BREAK = Pattern.compile("\\R");
  private static final Pattern TRAILING_BREAKS = Pattern.compile("\\R+\\z");

  private final LessonBasis learned;
  private final EntryText current;
  private final SourceFile file;

  FenceWriter(LessonBasis learned, EntryText current) {
    this.learned = learned;
    this.current = current;
    this.file = current.file();
  }

  List<Edit> replace(Change.ReplaceFence change) {
    String wanted = body(change.body());
    DocumentSection node = Nodes.current(current, change.node());
    DocumentSection before = learned.node(change.node()).orElse(node);
    String old = meant(before, change);
    String known = learned.body(change.node(), old);
    learned.replaced(change.node(), old, wanted);
    if (wanted.isBlank()) {
      throw new RefusedWriteException(
          "The new body of the fence is empty", "Write what it should run");
    }
    Optional<Block.FenceBlock> found = find(node, change, known);
    if (found.isEmpty() && find(node, change, wanted).isEmpty()) {
      throw new RefusedWriteException(
          "The code in #%s was changed meanwhile".formatted(change.node()),
          "Look at the entry as it stands now, and propose the change again if it still holds");
    }
    return found.isEmpty() || known.equals(wanted) ? List.of() : edits(found.get(), wanted);
  }

  private static String body(String text) {
    return LINE_BREAK.matcher(TRAILING_BREAKS.matcher(text).replaceAll("")).replaceAll("\n");
  }

  /** The body of the fence that a change means, in the text on which the lesson was learned. */
  private static String meant(DocumentSection before, Change.ReplaceFence change) {
    List<Block.FenceBlock> all = NodeFences.all(before);
    Optional<Block.FenceBlock> meant =
        change.old().isPresent()
            ? all.stream().filter(fence -> says(fence, body(change.old().get()))).findFirst()
            : NodeFences.asking(before)
                .or(() -> all.stream().filter(fence -> all.size() == 1).findFirst());
    return meant
        .map(fence -> fence.body().text())
        .orElseThrow(
            () ->
                new RefusedWriteException(
                    change.old().isPresent()
                        ? "#%s has no fence with this code".formatted(change.node())
                        : "It isn't clear which fence of #%s is meant".formatted(change.node()),
                    "Give the code that is to be replaced, as it stands in the entry"));
  }

  private static boolean says(Block.FenceBlock fence, String body) {
    return body(fence.body().text()).equals(body(body));
  }

  private static Optional<Block.FenceBlock> find(
      DocumentSection node, Change.ReplaceFence change, String body) {
    if (change.old().isEmpty()) {
      Optional<Block.FenceBlock> asking =
          NodeFences.asking(node).filter(fence -> says(fence, body));
      if (asking.isPresent()) {
        return asking;
      }
    }
    List<Block.FenceBlock> found =
        NodeFences.all(node).stream().filter(fence -> says(fence, body)).toList();
    if (found.size() > 1) {
      throw new RefusedWriteException(
          "#%s has this code in %d fences".formatted(change.node(), found.size()),
          "Change it in the file itself");
    }
    return found.stream().findFirst();
  }

  private List<Edit> edits(Block.FenceBlock fence, String body) {
    int first = current.lineOf(fence.span().start());
    int last = current.lineOf(fence.span().end());
    String indent = indent(fence, first);
    List<String> old = new ArrayList<>();
    for (int line = first + 1; line < last; line++) {
      old.add(file.line(line).substring(Math.min(indent.length(), blanks(file.line(line)))));
    }
    List<String> wanted = List.of(body.split("\n", -1));
    SourceSpan region =
        new SourceSpan(file.lineSpan(first + 1).start(), file.lineSpan(last).start());
    String lineEnd = current.lineEnd(first);
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (AbstractDelta<String> delta : DiffUtils.diff(old, wanted).getDeltas()) {
      int position = delta.getSource().getPosition();
      text.append(lines(first + 1 + at, first + 1 + position));
      for (String line : delta.getTarget().getLines()) {
        text.append(line.isBlank() ? "" : indent).append(line).append(lineEnd);
      }
      at = position + delta.getSource().size();
    }
    text.append(lines(first + 1 + at, last));
    List<Edit> edits = new ArrayList<>(longer(fence, wanted));
    edits.add(1, new Edit(region, text.toString()));
    return edits;
  }

  /** Raw lines with their line ends, from one up to but without another. */
  private String lines(int from, int to) {
    return file.text().substring(file.lineSpan(from).start(), file.lineSpan(to).start());
  }

  private static int blanks(String line) {
    return line.length() - line.stripLeading().length();
  }

  /** What stands before each line of the fence. */
  private String indent(Block.FenceBlock fence, int line) {
    String before = file.text().substring(file.lineSpan(line).start(), fence.span().start());
    if (before.indexOf('>') >= 0) {
      throw new RefusedWriteException(
          "The fence stands in a quote", "Change it in the file itself");
    }
    return before.chars().mapToObj(c -> c == '\t' ? "\t" : " ").reduce("", String::concat);
  }

  /** The opening and closing marks, longer if the body would close the fence. */
  private List<Edit> longer(Block.FenceBlock fence, List<String> body) {
    char mark = file.text().charAt(fence.span().start());
    int longest = body.stream().mapToInt(line -> run(line.strip(), mark)).max().orElse(0);
    int open = run(file.text(fence.span()), mark);
    int closeAt = fence.span().end();
    while (file.text().charAt(closeAt - 1) == mark) {
      closeAt--;
    }
    int close = fence.span().end() - closeAt;
    return List.of(
        more(fence.span().start(), mark, longest >= open ? longest + 1 - open : 0),
        more(closeAt, mark, longest >= open ? Math.max(0, longest + 1 - close) : 0));
  }

  private static Edit more(int at, char mark, int count) {
    return new Edit(new SourceSpan(at, at), String.valueOf(mark).repeat(count));
  }

  private static int run(String text, char mark) {
    int length = 0;
    while (length < text.length() && text.charAt(length) == mark) {
      length++;
    }
    return length;
  }
}
