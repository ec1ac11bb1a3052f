package dev.waymark.server.lesson.page;

import dev.waymark.model.incident.Lesson;
import dev.waymark.server.lesson.Field;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.web.IssueView;
import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * A lesson, and what it would change.
 *
 * @param drill whether the incident was one
 * @param kindLabel of the kind that is chosen
 * @param kinds to choose from
 * @param text what was learned, as it is saved or as somebody has typed it
 * @param theirs what somebody else has saved meanwhile; the same as the text if nobody has
 * @param comparing whether the two are to be compared before anything is saved
 * @param revision that is looked at
 * @param draft absent if none can be made; then the problem says why
 * @param editing whether the entry's text is edited as a whole
 * @param edited whether the entry's text stands as somebody has edited it
 * @param stale what somebody has edited before the entry changed; empty if it still counts
 * @param whole the text to edit, and what it was made of
 * @param writing whether the reader may write it
 * @param proposing whether the reader may propose it
 * @param acceptable whether the reader may accept what is proposed
 * @param path what was found on the way to where no cause fitted; empty for other kinds
 * @param branch where it is proposed; empty if it isn't
 * @param reason why it is rejected, as somebody has typed it
 */
record LessonView(
    LessonLine lesson,
    String nodeTitle,
    String incidentTitle,
    boolean drill,
    String kindLabel,
    List<Kind> kinds,
    String text,
    String theirs,
    boolean comparing,
    int revision,
    String savedBy,
    Moment saved,
    List<FieldView> fields,
    Optional<DraftView> draft,
    boolean editing,
    boolean edited,
    String stale,
    Lesson.Edited whole,
    boolean anonymous,
    boolean writing,
    boolean proposing,
    boolean acceptable,
    boolean possible,
    List<PathLine> path,
    String branch,
    String commit,
    String reason,
    Optional<Problem> problem) {
  LessonView {
    kinds = List.copyOf(kinds);
    fields = List.copyOf(fields);
    path = List.copyOf(path);
  }

  /**
   * A step of the run in which it was learned.
   *
   * @param finding what was found there; empty if nothing was
   */
  record PathLine(int run, int visit, String title, String finding) {}

  /**
   * Something to fill in.
   *
   * @param saved what somebody else has saved there meanwhile; the same if nobody has
   */
  record FieldView(Field field, String saved) {}

  /** A kind of lesson. */
  record Kind(String label, String words) {}

  /**
   * What would be written.
   *
   * @param others the files beside the entry
   * @param removedSecrets what was removed from them
   * @param unwritten why the entry doesn't change as the fields say; absent if it does
   */
  record DraftView(
      String path,
      String text,
      List<DiffLine> diff,
      List<FileView> others,
      List<RemovedSecret> removedSecrets,
      Optional<Problem> unwritten,
      List<IssueView> issues,
      boolean compiles,
      int passed,
      List<FailingView> failing,
      List<String> toDo) {
    DraftView {
      diff = List.copyOf(diff);
      others = List.copyOf(others);
      removedSecrets = List.copyOf(removedSecrets);
      issues = List.copyOf(issues);
      failing = List.copyOf(failing);
      toDo = List.copyOf(toDo);
    }
  }

  /**
   * A line of a difference.
   *
   * @param kind {@code same}, {@code added}, {@code removed} or {@code gap}
   */
  record DiffLine(String kind, String number, String text) {}

  /** A secret that was removed from a file that would be written. */
  record RemovedSecret(String path, int line, String kind) {}

  /** A file that would be written. */
  record FileView(String path, String text) {}

  /** A scenario that would go another way. */
  record FailingView(String name, String title, String message) {}
}
