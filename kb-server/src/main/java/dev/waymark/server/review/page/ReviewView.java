package dev.waymark.server.review.page;

import dev.waymark.server.lesson.page.FollowUpLine;
import dev.waymark.server.lesson.page.LessonLine;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * A review.
 *
 * @param text as it stands, or as somebody wanted it and couldn't save it
 * @param theirs as somebody else has saved it meanwhile; the same as the text if nobody has
 * @param comparing whether the two are to be compared before anything is saved
 * @param writing whether it is open and the reader may write in it
 * @param prevention what the entry proposes to do, and isn't a follow-up yet
 * @param key of the inputs that the page sends, so that each counts once
 * @param today for the earliest due date
 */
record ReviewView(
    Head head,
    TextView text,
    TextView theirs,
    boolean comparing,
    List<StampView> stamps,
    List<FindingView> findings,
    List<StepView> steps,
    List<LessonLine> lessons,
    List<KindView> kinds,
    NewLessonView newLesson,
    List<FollowUpLine> followUps,
    NewFollowUpView newFollowUp,
    List<String> prevention,
    String proposedDue,
    String today,
    String key,
    boolean writing,
    boolean author,
    Optional<Problem> problem) {
  ReviewView {
    stamps = List.copyOf(stamps);
    findings = List.copyOf(findings);
    steps = List.copyOf(steps);
    lessons = List.copyOf(lessons);
    kinds = List.copyOf(kinds);
    followUps = List.copyOf(followUps);
    prevention = List.copyOf(prevention);
  }

  /**
   * The incident, and how far its review is.
   *
   * @param cause empty if none was confirmed
   * @param closed when and by whom it was closed
   * @param savedBy who has written last; empty if nobody has
   */
  record Head(
      long number,
      String title,
      String entryId,
      String severity,
      String state,
      String cause,
      boolean recorded,
      Optional<Moment> closed,
      String closedBy,
      String savedBy,
      Moment saved,
      int revision) {}

  /** What people write; the time as {@code datetime-local} takes it, in UTC. */
  record TextView(
      String began,
      String summary,
      String impact,
      String wentWell,
      String wentBadly,
      String noLessonReason) {}

  /** When something came about, and how long after the opening. */
  record StampView(String what, Optional<Moment> at, String after) {}

  /**
   * Something that the record says.
   *
   * @param mark of the state that it stands for
   * @param kind label of the lesson that it suggests; empty if it suggests none
   */
  record FindingView(String mark, String text, int run, int visit, String address, String kind) {}

  /** A stay at a step, to choose from. */
  record StepView(int run, int visit, String title) {
    /** As a form sends it. */
    public String getPlace() {
      return run + "." + visit;
    }
  }

  /** What the form of a new lesson begins with; empty if nothing is chosen. */
  record NewLessonView(String at, String kind, String text) {
    static final NewLessonView EMPTY = new NewLessonView("", "", "");
  }

  /**
   * What the form of a new follow-up begins with.
   *
   * @param lesson number of the one that it comes of; 0 if it comes of none
   * @param refused whether somebody has filled it in and couldn't save it
   */
  record NewFollowUpView(String title, String owner, String due, long lesson, boolean refused) {}

  /** A kind of lesson, to choose from. */
  record KindView(String label, String words) {}
}
