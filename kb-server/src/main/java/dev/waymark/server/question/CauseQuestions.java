package dev.waymark.server.question;

import dev.waymark.server.question.Question.Topic;
import java.util.List;

/** What was wrong, how often, and whether it came back. */
final class CauseQuestions {
  private CauseQuestions() {}

  static List<Question> all() {
    return List.of(frequency(), overTime(), newOnes(), recurrence());
  }

  private static Question frequency() {
    return Question.of("causes", Topic.CAUSES, "Which causes come most often?")
        .tells(
            "How many incidents each confirmed cause had, and how long it took to find it (median).")
        .act("Prevent the first ones for good; give the slow ones a check that finds them sooner.")
        .key("cause")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("cause", "Cause")
        .text("title", "Title")
        .count("incidents", "Incidents")
        .share("share", "Share", "true")
        .seconds("diagnose", "Time to diagnose", "diagnose is not null")
        .column("last", "Last opened", AnswerColumn.Type.DAY)
        .bars(List.of("title"), "incidents")
        .done();
  }

  private static Question overTime() {
    return Question.of("causes-over-time", Topic.CAUSES, "How do causes come and go?")
        .tells("Incidents a period of the ten causes that were confirmed most often.")
        .act(
            "Look at what was changed where a line begins to rise, and whether prevention bent it.")
        .key("period")
        .key("cause")
        .column("period", "From", AnswerColumn.Type.DAY)
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("cause", "Cause")
        .text("title", "Title")
        .count("incidents", "Incidents")
        .lines("period", "title", "incidents")
        .done();
  }

  private static Question newOnes() {
    return Question.of(
            "new-causes", Topic.CAUSES, "How many incidents had a cause never seen before?")
        .tells(
            "A period’s incidents with a confirmed cause, and how many of them were the first with"
                + " that cause, drills and real incidents each for themselves.")
        .act("Where most are new, better observation helps more than better prevention.")
        .key("period")
        .column("period", "From", AnswerColumn.Type.DAY)
        .count("incidents", "Incidents")
        .count("new", "First of their cause", "first")
        .share("share", "Share", "first")
        .lines("period", "", "incidents", "new")
        .done();
  }

  private static Question recurrence() {
    return Question.of("recurrence", Topic.CAUSES, "Which causes come back within 20 days?")
        .tells(
            "For each cause, how many incidents were opened at most 20 days after another one of the"
                + " same cause, and the median of days between two.")
        .act("A cause that comes back wasn’t mended: look at its follow-ups.")
        .key("cause")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("cause", "Cause")
        .text("title", "Title")
        .count("incidents", "Incidents")
        .count("again", "Again within 20 days", "again")
        .share("share", "Share", "again")
        .column("days", "Days between, median", AnswerColumn.Type.NUMBER, "since is not null")
        .bars(List.of("title"), "incidents", "again")
        .done();
  }
}
