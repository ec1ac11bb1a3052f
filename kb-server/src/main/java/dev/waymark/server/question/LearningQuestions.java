package dev.waymark.server.question;

import dev.waymark.server.question.Question.Topic;
import java.util.List;

/** What became of what was learned. */
final class LearningQuestions {
  private static final String LESSONS =
      """
      select f.incident, l.entry_id, l.kind, l.state,
        date_part('epoch', l.decided_at - l.created_at) / 86400 as decided,
        date {today} - (l.created_at at time zone 'UTC')::date as days
      from lesson l join fact_incident f on f.incident = l.incident where {filters}
      """;

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
        .base(LESSONS)
        .answer(
            """
            select kind as k_kind, replace(lower(kind), '_', ' ') as kind, count(*) as lessons,
              count(*) filter (where state = 'OPEN') as open,
              count(*) filter (where state = 'PROPOSED') as proposed,
              count(*) filter (where state = 'MERGED') as merged,
              count(*) filter (where state = 'REJECTED') as rejected,
              percentile_cont(0.5) within group (order by decided) as decided,
              max(days) filter (where state in ('OPEN', 'PROPOSED')) as oldest
            from base group by base.kind order by lessons desc, base.kind
            """)
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
        .base(LESSONS)
        .answer(
            """
            select entry_id as k_entry_id, entry_id as entry, count(*) as lessons,
              count(*) filter (where state in ('OPEN', 'PROPOSED')) as waiting,
              count(*) filter (where state = 'MERGED') as merged,
              max(days) filter (where state in ('OPEN', 'PROPOSED')) as oldest
            from base group by entry_id order by waiting desc, entry_id
            """)
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
        .base(
            """
            select f.incident, u.owner, u.state, date {today} - u.due as late
            from follow_up u join fact_incident f on f.incident = u.incident where {filters}
            """)
        .answer(
            """
            select owner as k_owner, owner, count(*) filter (where state = 'OPEN') as open,
              count(*) filter (where state = 'OPEN' and late > 0) as overdue,
              max(late) filter (where state = 'OPEN' and late > 0) as longest,
              count(*) filter (where state = 'DONE') as done
            from base group by owner order by overdue desc, open desc, owner
            """)
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
