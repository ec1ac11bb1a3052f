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
        .base(
            """
            select f.incident, f.cause, f.opened_at,
              date_part('epoch', f.diagnosed_at - f.opened_at) as diagnose
            from fact_incident f where f.cause is not null and {filters}
            """)
        .answer(
            """
            with g as (
              select cause, count(*) as incidents, max(opened_at) as last,
                percentile_cont(0.5) within group (order by diagnose) as diagnose
              from base group by cause)
            select g.cause as k_cause, e.entry_id as entry, n.node as cause, n.title, g.incidents,
              g.incidents / sum(g.incidents) over () as share, g.diagnose,
              (g.last at time zone 'UTC')::date as last
            from g join fact_node n on n.id = g.cause join fact_entry e on e.id = n.entry
            order by g.incidents desc, e.entry_id, n.node
            """)
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
        .base(
            """
            select f.incident, f.cause,
              date_trunc('{by}', f.opened_at at time zone 'UTC')::date as period
            from fact_incident f where f.cause is not null and {filters}
            """)
        .answer(
            """
            with g as (select period, cause, count(*) as incidents from base group by period, cause),
            top as (
              select cause from g group by cause order by sum(incidents) desc, cause limit 10)
            select g.period as k_period, g.cause as k_cause, g.period, e.entry_id as entry,
              n.node as cause, n.title, g.incidents
            from g join top on top.cause = g.cause join fact_node n on n.id = g.cause
              join fact_entry e on e.id = n.entry
            order by g.period, g.incidents desc, e.entry_id, n.node
            """)
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
        .base(
            """
            select f.incident, f.period, f.first from (
              select s.*, date_trunc('{by}', s.opened_at at time zone 'UTC')::date as period,
                row_number() over (partition by s.drill, s.cause order by s.opened_at, s.incident) = 1 as first
              from fact_incident s where s.cause is not null) f
            where {filters}
            """)
        .answer(
            """
            select period as k_period, period, count(*) as incidents,
              count(*) filter (where first) as new,
              count(*) filter (where first)::float8 / count(*) as share
            from base group by period order by period
            """)
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
        .base(
            """
            select f.incident, f.cause, f.since, f.since <= 20 as again from (
              select s.*, date_part('epoch', s.opened_at - lag(s.opened_at) over (
                  partition by s.drill, s.cause order by s.opened_at, s.incident)) / 86400 as since
              from fact_incident s where s.cause is not null) f
            where {filters}
            """)
        .answer(
            """
            with g as (
              select cause, count(*) as incidents, count(*) filter (where again) as again,
                percentile_cont(0.5) within group (order by since) as days
              from base group by cause)
            select g.cause as k_cause, e.entry_id as entry, n.node as cause, n.title, g.incidents, g.again,
              g.again::float8 / g.incidents as share, g.days
            from g join fact_node n on n.id = g.cause join fact_entry e on e.id = n.entry
            order by g.again desc, g.incidents desc, e.entry_id, n.node
            """)
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
