package dev.waymark.server.question;

import dev.waymark.server.question.Question.Topic;
import java.util.List;

/** Who was called, who took over, and who is waited for. */
final class PeopleQuestions {
  private static final String CHANGES =
      """
      select f.incident, c.node, c.from_value, c.to_value, c.reason
      from fact_change c join fact_incident f on f.incident = c.incident
      where c.kind = '{kind}' and {filters}
      """;

  private PeopleQuestions() {}

  static List<Question> all() {
    return List.of(escalations(), handovers(), severityChanges(), openReviews());
  }

  private static Question escalations() {
    return Question.of("escalations", Topic.PEOPLE, "Where is help called?")
        .tells("Steps at which somebody escalated by hand, and the reason given most often.")
        .act("Give the step what was missing, or send people to the right team at once.")
        .base(CHANGES.replace("{kind}", "ESCALATION"))
        .answer(
            """
            with g as (
              select node, count(*) as times, mode() within group (order by reason) as reason
              from base group by node)
            select g.node as k_node, e.entry_id as entry, n.title as step, g.times, g.reason
            from g left join fact_node n on n.id = g.node left join fact_entry e on e.id = n.entry
            order by g.times desc, e.entry_id, n.node
            """)
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
        .base(CHANGES.replace("{kind}", "HANDOVER"))
        .answer(
            """
            select from_value as k_from_value, to_value as k_to_value, from_value as from, to_value as to,
              count(*) as times
            from base group by from_value, to_value order by times desc, from_value, to_value
            """)
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
        .base(CHANGES.replace("{kind}", "SEVERITY"))
        .answer(
            """
            select from_value as k_from_value, to_value as k_to_value, from_value as from, to_value as to,
              count(*) as times, mode() within group (order by reason) as reason
            from base group by from_value, to_value order by times desc, from_value, to_value
            """)
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
        .base(
            """
            select f.incident, e.owners, date {today} - (r.opened_at at time zone 'UTC')::date as days
            from review r join fact_incident f on f.incident = r.incident
              join fact_entry e on e.id = f.entry
            where r.state = 'OPEN' and {filters}
            """)
        .answer(
            """
            select owners as k_owners, coalesce(nullif(owners, ''), 'nobody') as owners, count(*) as open,
              count(*) filter (where days > 14) as late, max(days) as oldest
            from base group by owners order by open desc, owners
            """)
        .key("owners")
        .text("owners", "Owners of the entry")
        .count("open", "Open reviews")
        .count("late", "For more than 14 days", "days > 14")
        .column("oldest", "Oldest, days", AnswerColumn.Type.NUMBER)
        .bars(List.of("owners"), "open", "late")
        .done();
  }
}
