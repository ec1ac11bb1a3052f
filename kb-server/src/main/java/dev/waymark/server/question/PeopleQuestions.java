package dev.waymark.server.question;

import dev.waymark.server.question.Question.Topic;
import java.util.List;

/** Who was called, who took over, and who is waited for. */
final class PeopleQuestions {
  private PeopleQuestions() {}

  static List<Question> all() {
    return List.of(escalations(), handovers(), severityChanges(), openReviews());
  }

  private static Question escalations() {
    return Question.of("escalations", Topic.PEOPLE, "Where is help called?")
        .tells("Steps at which somebody escalated by hand, and the reason given most often.")
        .act("Give the step what was missing, or send people to the right team at once.")
        .key("node")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .count("times", "Times")
        .text("reason", "Most given reason")
        .bars(List.of("step"), "times")
        .done();
  }

  private static Question handovers() {
    return Question.of("handovers", Topic.PEOPLE, "Who hands over to whom?")
        .tells("How often an incident was handed from one person to another.")
        .act("Many handovers in one direction say where knowledge, or time, is missing.")
        .key("from_value")
        .key("to_value")
        .text("from", "From")
        .text("to", "To")
        .count("times", "Times")
        .bars(List.of("from", "to"), "times")
        .done();
  }

  private static Question severityChanges() {
    return Question.of("severity-changes", Topic.PEOPLE, "How often was the first severity wrong?")
        .tells("Changes of severity: from which to which, how often, and why most often.")
        .act("Where one direction leads, change the severity that the entries begin with.")
        .key("from_value")
        .key("to_value")
        .text("from", "From")
        .text("to", "To")
        .count("times", "Times")
        .text("reason", "Most given reason")
        .bars(List.of("from", "to"), "times")
        .done();
  }

  private static Question openReviews() {
    return Question.of("open-reviews", Topic.PEOPLE, "Whose reviews are waited for?")
        .tells(
            "Reviews that aren’t closed, by the owners of the incident’s entry: how many, the oldest"
                + " in days, and how many wait for more than 14 days.")
        .act("Close the oldest first: what isn’t written down after two weeks is forgotten.")
        .key("owners")
        .text("owners", "Owners of the entry")
        .count("open", "Open reviews")
        .count("late", "For more than 14 days", "days > 14")
        .column("oldest", "Oldest, days", AnswerColumn.Type.NUMBER)
        .bars(List.of("owners"), "open", "late")
        .done();
  }
}
