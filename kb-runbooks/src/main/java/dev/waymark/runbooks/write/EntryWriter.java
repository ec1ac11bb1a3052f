package dev.waymark.runbooks.write;

import dev.waymark.model.source.Secrets;
import dev.waymark.model.source.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes the changes of a lesson into an entry's Markdown. Only the lines concerned change; every
 * other byte stays. A change finds its place by what stands there, so that the text may have
 * changed elsewhere since the lesson was learned; if what is concerned has changed itself, nothing
 * is written. Writing the same lesson again changes nothing.
 */
public final class EntryWriter {
  private static final String OTHERWISE_BY_HAND =
      "Leave out unusual marks, or make this change in the file itself";

  private static final Pattern ESCAPED = Pattern.compile("\\\\(\\p{Punct})");

  private EntryWriter() {}

  /**
   * Writes all changes, or none.
   *
   * @param base the text that the lesson was learned on
   * @param current the text to change now
   */
  public static WriteResult write(SourceFile base, SourceFile current, List<Change> changes) {
    try {
      EntryText known = EntryText.read(base);
      EntryText now = base.equals(current) ? known : EntryText.read(current);
      SourceFile written = written(known, now, changes).file();
      if (written.text().equals(current.text())) {
        return new WriteResult.Unchanged();
      }
      Optional<WriteResult.Refused> secret = newSecret(current, written);
      if (secret.isPresent()) {
        return secret.orElseThrow();
      }
      return new WriteResult.Changed(
          written.text(), TextDiff.of(current.text(), written.text()), toDo(changes));
    } catch (RefusedWriteException e) {
      return e.refused();
    }
  }

  /** The first secret that the new text has and the old one doesn't, as it's read. */
  private static Optional<WriteResult.Refused> newSecret(SourceFile current, SourceFile written) {
    SourceFile read = new SourceFile(written.path(), unescaped(written.text()));
    String before = unescaped(current.text());
    return Secrets.find(read.text()).stream()
        .filter(secret -> !before.contains(read.text(secret.span())))
        .findFirst()
        .map(
            secret ->
                new WriteResult.Refused(
                    "The change would write a secret into line %d of the entry: %s"
                        .formatted(read.position(secret.span().start()).line(), secret.kind()),
                    "Leave it out, change it where it is valid, and let people get it from a"
                        + " vault"));
  }

  private static String unescaped(String markdown) {
    return ESCAPED.matcher(markdown).replaceAll("$1");
  }

  private static EntryText written(EntryText base, EntryText current, List<Change> changes) {
    EntryText text = current;
    LessonBasis learned = new LessonBasis(base);
    for (Change change : changes) {
      List<Edit> edits = edits(change, learned, text);
      if (!edits.isEmpty()) {
        EntryText next = EntryText.written(Edit.apply(text.file(), edits));
        StructureCheck.check(text, edits, next);
        text = next;
      }
    }
    checkReadBack(base, text, changes);
    return text;
  }

  /** What a change makes in a text; none if it stands there already. */
  private static List<Edit> edits(Change change, LessonBasis learned, EntryText text) {
    return switch (change) {
      case Change.AddBranch branch -> new TableWriter(learned, text).addBranch(branch);
      case Change.AddAnswer answer -> new TableWriter(learned, text).addAnswer(answer);
      case Change.ChangeCondition condition ->
          new TableWriter(learned, text).changeCondition(condition);
      case Change.ChangeMeaning meaning -> new TableWriter(learned, text).changeMeaning(meaning);
      case Change.ReplaceFence fence -> new FenceWriter(learned, text).replace(fence);
      case Change.ReplaceProse prose -> new ProseWriter(learned, text).replace(prose);
      case Change.AddStep step -> new NodeWriter(learned, text).addStep(step);
      case Change.AddCause cause -> new NodeWriter(learned, text).addCause(cause);
      case Change.AddPrevention prevention ->
          new ListWriter(learned, text).addPrevention(prevention);
      case Change.ChangeAlert alert -> new AlertWriter(text).change(alert);
      case Change.AppendLesson lesson -> new ListWriter(learned, text).appendLesson(lesson);
    };
  }

  /** What was written must be read as what was meant: then there is nothing left to do. */
  private static void checkReadBack(EntryText base, EntryText text, List<Change> changes) {
    LessonBasis learned = new LessonBasis(base);
    for (Change change : changes) {
      if (!edits(change, learned, text).isEmpty()) {
        throw new RefusedWriteException(
            "This can't be written so that it is read as it is meant: " + change,
            OTHERWISE_BY_HAND);
      }
    }
  }

  private static List<String> toDo(List<Change> changes) {
    return changes.stream()
        .filter(Change.AddCause.class::isInstance)
        .flatMap(change -> NodeText.toDo(((Change.AddCause) change).resolution()).stream())
        .toList();
  }
}
