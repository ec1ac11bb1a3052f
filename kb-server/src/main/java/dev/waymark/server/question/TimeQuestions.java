package dev.waymark.server.question;

import dev.waymark.server.question.Question.Topic;
import java.util.List;

/** How long it took until somebody knew, cared, understood and mended it. */
final class TimeQuestions {
  private static final String LENGTHS =
      """
      date_part('epoch', f.opened_at - f.began_at) as detect,
      date_part('epoch', f.acknowledged_at - f.opened_at) as acknowledge,
      date_part('epoch', f.diagnosed_at - f.opened_at) as diagnose,
      date_part('epoch', f.mitigated_at - f.opened_at) as mitigate,
      date_part('epoch', f.resolved_at - f.opened_at) as resolve
      """;

  private TimeQuestions() {}

  static List<Question> all() {
    return List.of(percentiles(), trend(), byEntry(), covered(), bySeverity(), drills());
  }

  private static Question percentiles() {
    return Question.of("times", Topic.TIMES, "How long do incidents take?")
        .tells(
            "Time to detect (from when it began, which the review says), and from the opening to"
                + " acknowledge, diagnose, mitigate and resolve: median, 90 and 99 of 100.")
        .act("Work on the longest stretch first; the 99 of 100 say what a bad night is like.")
        .base("select f.incident, " + LENGTHS + "from fact_incident f where {filters}")
        .answer(
            """
            with g as (
              select count(*) as incidents, {measures} from base)
            select m.k_measure, m.measure, m.incidents, m.p[1] as median, m.p[2] as p90, m.p[3] as p99
            from g cross join lateral (values {rows}) m (place, k_measure, measure, incidents, p)
            where g.incidents > 0 order by m.place
            """
                .replace("{measures}", measures())
                .replace("{rows}", rows()))
        .key(
            "measure",
            "case ?::text when 'detect' then detect when 'acknowledge' then acknowledge"
                + " when 'diagnose' then diagnose when 'mitigate' then mitigate"
                + " when 'resolve' then resolve end is not null")
        .text("measure", "Time to")
        .count("incidents", "Incidents")
        .seconds("median", "Median", "true")
        .seconds("p90", "90 of 100", "true")
        .seconds("p99", "99 of 100", "true")
        .bars(List.of("measure"), "median", "p90")
        .done();
  }

  private static final List<String> MEASURES =
      List.of("detect", "acknowledge", "diagnose", "mitigate", "resolve");

  private static String measures() {
    return String.join(
        ", ",
        MEASURES.stream()
            .map(
                name ->
                    "count(%1$s) as n_%1$s, percentile_cont(array[0.5, 0.9, 0.99]) within group (order by %1$s) as p_%1$s"
                        .formatted(name))
            .toList());
  }

  private static String rows() {
    return String.join(
        ", ",
        MEASURES.stream()
            .map(
                name ->
                    "(%1$d, '%2$s', '%2$s', g.n_%2$s, g.p_%2$s)"
                        .formatted(MEASURES.indexOf(name), name))
            .toList());
  }

  private static Question trend() {
    return Question.of("times-trend", Topic.TIMES, "Are we getting faster?")
        .tells(
            "A period’s incidents and the median and 90 of 100 of the time to diagnose and mitigate.")
        .act("Compare before and after a change of entries, of alerts or of the way of working.")
        .base(
            "select f.incident, date_trunc('{by}', f.opened_at at time zone 'UTC')::date as period, "
                + LENGTHS
                + "from fact_incident f where {filters}")
        .answer(
            """
            with g as (
              select period, count(*) as incidents,
                percentile_cont(0.5) within group (order by acknowledge) as acknowledge,
                percentile_cont(array[0.5, 0.9]) within group (order by diagnose) as diagnose,
                percentile_cont(array[0.5, 0.9]) within group (order by mitigate) as mitigate
              from base group by period)
            select period as k_period, period, incidents, acknowledge, diagnose[1] as diagnose,
              diagnose[2] as diagnose90, mitigate[1] as mitigate, mitigate[2] as mitigate90
            from g order by period
            """)
        .key("period")
        .column("period", "From", AnswerColumn.Type.DAY)
        .count("incidents", "Incidents")
        .seconds("acknowledge", "Acknowledge, median", "acknowledge is not null")
        .seconds("diagnose", "Diagnose, median", "diagnose is not null")
        .seconds("diagnose90", "90 of 100", "diagnose is not null")
        .seconds("mitigate", "Mitigate, median", "mitigate is not null")
        .seconds("mitigate90", "90 of 100", "mitigate is not null")
        .lines("period", "", "diagnose", "mitigate")
        .done();
  }

  private static Question byEntry() {
    return Question.of("times-by-entry", Topic.TIMES, "Which entries lead to the cause fastest?")
        .tells("For each entry its incidents and how long diagnosing and mitigating took.")
        .act("Learn from the fast ones; walk the slow ones as a drill and watch where time goes.")
        .base("select f.incident, f.entry, " + LENGTHS + "from fact_incident f where {filters}")
        .answer(
            """
            with g as (
              select entry, count(*) as incidents,
                percentile_cont(array[0.5, 0.9]) within group (order by diagnose) as diagnose,
                percentile_cont(array[0.5, 0.9]) within group (order by mitigate) as mitigate
              from base group by entry)
            select g.entry as k_entry, e.entry_id as entry, g.incidents, g.diagnose[1] as diagnose,
              g.diagnose[2] as diagnose90, g.mitigate[1] as mitigate, g.mitigate[2] as mitigate90
            from g join fact_entry e on e.id = g.entry
            order by g.diagnose[1] desc nulls last, e.entry_id
            """)
        .key("entry")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .count("incidents", "Incidents")
        .seconds("diagnose", "Diagnose, median", "diagnose is not null")
        .seconds("diagnose90", "90 of 100", "diagnose is not null")
        .seconds("mitigate", "Mitigate, median", "mitigate is not null")
        .seconds("mitigate90", "90 of 100", "mitigate is not null")
        .bars(List.of("entry"), "diagnose", "mitigate")
        .done();
  }

  private static Question covered() {
    return Question.of("covered", Topic.TIMES, "What does it help when an entry knows it?")
        .tells(
            "Ended incidents whose cause an entry knew, beside those that no entry covered: how many,"
                + " and how long until they ended. Alerts that open no incident aren’t counted here.")
        .act("The difference is what writing the missing entries would save.")
        .base(
            """
            select f.incident, f.covered, date_part('epoch', f.ended_at - f.opened_at) as lasted, f.visits
            from fact_incident f where f.covered is not null and f.ended_at is not null and {filters}
            """)
        .answer(
            """
            with g as (
              select covered, count(*) as incidents, avg(visits)::float8 as steps,
                percentile_cont(array[0.5, 0.9]) within group (order by lasted) as lasted
              from base group by covered)
            select covered as k_covered, case when covered then 'covered' else 'not covered' end as entry,
              incidents, incidents / sum(incidents) over () as share, lasted[1] as lasted,
              lasted[2] as lasted90, steps
            from g order by covered desc
            """)
        .key("covered")
        .text("entry", "The entry")
        .count("incidents", "Incidents")
        .share("share", "Share", "true")
        .seconds("lasted", "Until the end, median", "true")
        .seconds("lasted90", "90 of 100", "true")
        .column("steps", "Steps, mean", AnswerColumn.Type.NUMBER)
        .bars(List.of("entry"), "lasted", "lasted90")
        .done();
  }

  private static Question bySeverity() {
    return Question.of("severities", Topic.TIMES, "Are bad incidents mended faster?")
        .tells(
            "For each severity the incidents and how long it took to diagnose and mitigate them.")
        .act("Where sev1 takes as long as sev3, people are called too late or too few.")
        .base("select f.incident, f.severity, " + LENGTHS + "from fact_incident f where {filters}")
        .answer(
            """
            with g as (
              select severity, count(*) as incidents,
                percentile_cont(0.5) within group (order by diagnose) as diagnose,
                percentile_cont(array[0.5, 0.9]) within group (order by mitigate) as mitigate
              from base group by severity)
            select severity as k_severity, 'sev' || severity as severity, incidents, diagnose,
              mitigate[1] as mitigate, mitigate[2] as mitigate90
            from g order by g.severity
            """)
        .key("severity")
        .text("severity", "Severity")
        .count("incidents", "Incidents")
        .seconds("diagnose", "Diagnose, median", "diagnose is not null")
        .seconds("mitigate", "Mitigate, median", "mitigate is not null")
        .seconds("mitigate90", "90 of 100", "mitigate is not null")
        .bars(List.of("severity"), "diagnose", "mitigate")
        .done();
  }

  private static Question drills() {
    return Question.of("drills", Topic.TIMES, "Do drills make us fast?")
        .tells(
            "For each entry its drills and its real incidents, and the median time to diagnose in"
                + " each. Choose drills and real incidents together above, or one column stays empty.")
        .act("Drill what is slow for real, and what has never been drilled.")
        .base(
            """
            select f.incident, f.entry, f.drill, date_part('epoch', f.diagnosed_at - f.opened_at) as diagnose
            from fact_incident f where {filters}
            """)
        .answer(
            """
            with g as (
              select entry, count(*) filter (where drill) as drills, count(*) filter (where not drill) as real,
                percentile_cont(0.5) within group (order by diagnose) filter (where drill) as drilled,
                percentile_cont(0.5) within group (order by diagnose) filter (where not drill) as diagnosed
              from base group by entry)
            select g.entry as k_entry, e.entry_id as entry, g.drills, g.real, g.drilled, g.diagnosed
            from g join fact_entry e on e.id = g.entry order by g.real desc, g.drills, e.entry_id
            """)
        .key("entry")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .count("drills", "Drills", "drill")
        .count("real", "Real", "not drill")
        .seconds("drilled", "Diagnose, drills", "drill and diagnose is not null")
        .seconds("diagnosed", "Diagnose, real", "not drill and diagnose is not null")
        .bars(List.of("entry"), "drilled", "diagnosed")
        .done();
  }
}
