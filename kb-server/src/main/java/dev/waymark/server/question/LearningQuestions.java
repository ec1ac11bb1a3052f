package dev.waymark.server.question;

import dev.waymark.server.question.Question.Topic;
import java.util.List;

/** What became of what was learned. */
final class LearningQuestions {
  private LearningQuestions() {}

  static List<Question> all() {
    return List.of(byKind(), byEntry(), followUps());
  }

  private static Question byKind() {
    return Question.of("lessons", Topic.LEARNING, "What becomes of lessons?")
        .tells(
            "Lessons by kind: how many are open, proposed, merged and rejected, the median of days"
                + " until they were decided, and the oldest that waits.")
        .act("A lesson that waits teaches nobody: propose it, or say why not.")
        .key("kind")
        .text("kind", "Kind")
        .count("lessons", "Lessons")
        .count("open", "Open", "state = 'OPEN'")
        .count("proposed", "Proposed", "state = 'PROPOSED'")
        .count("merged", "Merged", "state = 'MERGED'")
        .count("rejected", "Rejected", "state = 'REJECTED'")
        .column("decided", "Days until decided", AnswerColumn.Type.NUMBER, "decided is not null")
        .column(
            "oldest",
            "Oldest waiting, days",
            AnswerColumn.Type.NUMBER,
            "state in ('OPEN', 'PROPOSED')")
        .bars(List.of("kind"), "open", "proposed", "merged", "rejected")
        .done();
  }

  private static Question byEntry() {
    return Question.of("lessons-by-entry", Topic.LEARNING, "Which entries have lessons waiting?")
        .tells("Lessons by the entry that they change, those that wait first.")
        .act("Take an hour with the owners of the first entry and empty its list.")
        .key("entry_id")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .count("lessons", "Lessons")
        .count("waiting", "Waiting", "state in ('OPEN', 'PROPOSED')")
        .count("merged", "Merged", "state = 'MERGED'")
        .column(
            "oldest",
            "Oldest waiting, days",
            AnswerColumn.Type.NUMBER,
            "state in ('OPEN', 'PROPOSED')")
        .bars(List.of("entry"), "waiting", "merged")
        .done();
  }

  private static Question followUps() {
    return Question.of("follow-ups", Topic.LEARNING, "Which follow-ups are overdue?")
        .tells(
            "Follow-ups by owner: open ones, those past their day, the longest in days, and done ones.")
        .act("Ask the owner what is in the way, or drop it and say why.")
        .key("owner")
        .text("owner", "Owner")
        .count("open", "Open", "state = 'OPEN'")
        .count("overdue", "Overdue", "state = 'OPEN' and late > 0")
        .column("longest", "Longest, days", AnswerColumn.Type.NUMBER, "state = 'OPEN' and late > 0")
        .count("done", "Done", "state = 'DONE'")
        .bars(List.of("owner"), "overdue", "open")
        .done();
  }
}
