package dev.waymark.server.entry.page;

import dev.waymark.server.lesson.page.LessonLine;
import dev.waymark.server.question.EntryMemory.Coverage;
import dev.waymark.server.web.Moment;
import java.util.List;
import java.util.Optional;

/**
 * What incidents have left behind at an entry.
 *
 * @param total how many incidents were opened with it
 * @param gaps ways out where the entry didn't know on
 * @param notCovered real incidents that it didn't cover, and what they taught
 */
record MemoryView(
    List<IncidentLine> incidents,
    long total,
    Optional<Moment> lastSuccess,
    Optional<Moment> lastFailure,
    List<WayLine> ways,
    List<StepLine> steps,
    List<WayLine> gaps,
    List<NotCovered> notCovered,
    List<LessonLine> lessons,
    Coverage coverage) {
  /** A branch on a page, most often taken first. */
  static final int MOST = 12;

  MemoryView {
    incidents = List.copyOf(incidents);
    ways = List.copyOf(ways);
    steps = List.copyOf(steps);
    gaps = List.copyOf(gaps);
    notCovered = List.copyOf(notCovered);
    lessons = List.copyOf(lessons);
  }

  /** How many branches some scenario takes. */
  public int tested() {
    return coverage.branches() - coverage.untested().size();
  }

  /** An incident that was opened with it. */
  record IncidentLine(
      long number, String title, String severity, String state, boolean drill, Moment opened) {}

  /** An incident that it didn't cover, and the lessons on the cause that it lacks. */
  record NotCovered(IncidentLine incident, List<LessonLine> lessons) {
    NotCovered {
      lessons = List.copyOf(lessons);
    }
  }

  /** A way out of a step, and how often it was taken, and against the proposal. */
  record WayLine(String node, String step, String label, long times, long overriding) {}

  /** How long people stay at a step. */
  record StepLine(String node, String title, long visits, String median) {}
}
