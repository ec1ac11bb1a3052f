package dev.waymark.server.question;

import dev.waymark.server.question.Question.Topic;
import java.util.List;

/** What of the knowledge base is used, tested and fresh. */
final class EntryQuestions {
  /** Entries that are served, with their incidents, or a row without one. */
  private static final String SERVED =
      """
      select e.id as entry, e.entry_id, e.title, e.service, e.owners, e.reviewed, e.stale_after, e.scenarios,
        u.incident, u.opened_at, u.covered
      from fact_entry e
      left join (
        select f.incident, f.entry, f.opened_at, f.covered from fact_incident f where {filters}) u
        on u.entry = e.id
      where e.served
      """;

  private EntryQuestions() {}

  static List<Question> all() {
    return List.of(use(), notCovered(), alertsWithoutEntry(), untakenBranches(), stale());
  }

  private static Question use() {
    return Question.of("entries", Topic.ENTRIES, "Which entries are never used?")
        .tells(
            "The entries that are served, those without an incident first, and when the last one was.")
        .act("Drill what is never used; what nobody would miss can go.")
        .base(SERVED)
        .answer(
            """
            select entry as k_entry, entry_id as entry, service, scenarios, count(incident) as incidents,
              (max(opened_at) at time zone 'UTC')::date as last
            from base group by base.entry, entry_id, service, scenarios
            order by incidents, entry_id
            """)
        .key("entry")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("service", "Service")
        .text("scenarios", "Scenarios")
        .count("incidents", "Incidents")
        .column("last", "Last opened", AnswerColumn.Type.DAY)
        .bars(List.of("entry"), "incidents")
        .done();
  }

  private static Question notCovered() {
    return Question.of("not-covered", Topic.ENTRIES, "Which entries don’t know the cause?")
        .tells(
            "Entries by how often a run ended because no cause of theirs fitted. For alerts that open"
                + " no entry at all there is a question of its own.")
        .act("Read the incidents and add the causes; the question of gaps says at which step.")
        .base(
            """
            select f.incident, f.entry, f.covered from fact_incident f
            where f.covered is not null and {filters}
            """)
        .answer(
            """
            with g as (
              select entry, count(*) as incidents, count(*) filter (where not covered) as uncovered
              from base group by entry)
            select g.entry as k_entry, e.entry_id as entry, g.incidents, g.uncovered,
              g.uncovered::float8 / g.incidents as share
            from g join fact_entry e on e.id = g.entry order by g.uncovered desc, e.entry_id
            """)
        .key("entry")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .count("incidents", "Ended incidents")
        .count("uncovered", "Not covered", "not covered")
        .share("share", "Share", "not covered")
        .bars(List.of("entry"), "uncovered")
        .done();
  }

  /**
   * What an alert has nothing of, such as the cause, is that of the incident that it was put to.
   */
  private static Question alertsWithoutEntry() {
    return Question.of("alerts-without-entry", Topic.ENTRIES, "Which alerts open no entry?")
        .tells(
            "Rules of monitoring systems whose alerts no entry’s condition holds for, the most frequent"
                + " first. Incidents are those that people put such alerts to.")
        .act(
            "Write an entry for the frequent ones, or a condition under alerts: where one is there.")
        .base(
            """
            select f.incident, f.rule, f.source, f.opened_at from (
              select a.incident, a.rule, a.source, a.fired_at as opened_at, i.entry, i.cause,
                coalesce(substr(a.severity, 4)::integer, i.severity) as severity, coalesce(i.drill, false) as drill
              from alert a left join fact_incident i on i.incident = a.incident
              where a.entry_id is null) f
            where {filters}
            """)
        .answer(
            """
            select rule as k_rule, source as k_source, rule, source, count(*) as alerts,
              count(distinct incident) as incidents, (max(opened_at) at time zone 'UTC')::date as last
            from base group by base.rule, base.source order by alerts desc, last desc, rule, source
            """)
        .key("rule")
        .key("source")
        .text("rule", "Rule")
        .text("source", "Source")
        .column("alerts", "Alerts", AnswerColumn.Type.ALERTS)
        .count("incidents", "Incidents", "incident is not null")
        .column("last", "Last", AnswerColumn.Type.DAY)
        .bars(List.of("rule"), "alerts")
        .done();
  }

  private static Question untakenBranches() {
    return Question.of(
            "untaken-branches", Topic.ENTRIES, "Which branches were never taken or tested?")
        .tells(
            "Branches and answers of the entries that are served which no incident under this filter"
                + " took, or which no scenario takes.")
        .act("Write a scenario for each; take out what can’t happen.")
        .base(
            """
            select b.id as edge, b.node, b.tested, u.incident
            from fact_edge b
            left join (select f.incident, f.edge from fact_visit f where f.edge is not null and {filters}) u
              on u.edge = b.id
            where b.served and b.kind in ('BRANCH', 'REPLY')
            """)
        .answer(
            """
            with g as (
              select edge, node, tested, count(incident) as times from base group by edge, node, tested
              having count(incident) = 0 or tested is not true)
            select g.edge as k_edge, e.entry_id as entry, n.title as step, lower(b.state) as state,
              b.condition as when, b.label as branch, g.times,
              case when g.tested then 'yes' when not g.tested then 'no' else 'not known yet' end as tested
            from g join fact_edge b on b.id = g.edge join fact_node n on n.id = g.node
              join fact_entry e on e.id = n.entry
            order by g.times = 0 and g.tested is not true desc, g.times, e.entry_id, b.id
            """)
        .key("edge")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .text("state", "State")
        .text("when", "When")
        .text("branch", "Leads to")
        .count("times", "Times taken")
        .text("tested", "In a scenario")
        .done();
  }

  private static Question stale() {
    return Question.of(
            "stale-entries", Topic.ENTRIES, "Which entries has nobody read for too long?")
        .tells(
            "Entries past the day until which their last reading holds, and their incidents since"
                + " that reading.")
        .act("Read them against reality, beginning with those that are used, and set the day anew.")
        .base(SERVED)
        .answer(
            """
            select entry as k_entry, entry_id as entry, coalesce(nullif(owners, ''), 'nobody') as owners,
              reviewed, stale_after, date {today} - stale_after as days,
              count(incident) filter (where (opened_at at time zone 'UTC')::date > reviewed) as incidents
            from base where stale_after < date {today}
            group by base.entry, entry_id, owners, reviewed, stale_after order by incidents desc, days desc, entry_id
            """)
        .key("entry")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("owners", "Owners")
        .column("reviewed", "Read", AnswerColumn.Type.DAY)
        .column("stale_after", "Good until", AnswerColumn.Type.DAY)
        .column("days", "Days over", AnswerColumn.Type.TEXT)
        .count("incidents", "Incidents since", "(opened_at at time zone 'UTC')::date > reviewed")
        .bars(List.of("entry"), "incidents")
        .done();
  }
}
