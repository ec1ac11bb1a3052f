package dev.waymark.server.question;

import dev.waymark.server.question.Question.Draft;
import dev.waymark.server.question.Question.Topic;
import java.util.List;

/** Which ways were taken through entries, and what each step was worth. */
final class PathQuestions {
  private static final String NODE =
      "join fact_node n on n.id = g.node join fact_entry e on e.id = n.entry";

  private PathQuestions() {}

  static List<Question> all() {
    return List.of(
        edges(),
        paths(),
        overrides(),
        overrideReasons(),
        deadEnds(),
        gaps(),
        slowSteps(),
        checkValue(),
        queries(),
        feedback());
  }

  private static Question edges() {
    return step("edges", "Which ways are taken?")
        .tells(
            "How often each way out of a step was taken, and what share of the step’s exits it is.")
        .act("Put the ways that are taken most often first, and doubt those that never are.")
        .base(
            """
            select f.incident, f.node, f.edge from fact_visit f where f.edge is not null and {filters}
            """)
        .answer(
            """
            with g as (select node, edge, count(*) as times from base group by node, edge)
            select g.edge as k_edge, e.entry_id as entry, n.title as step, lower(b.state) as state,
              b.condition as when, b.label as taken,
              coalesce(nullif(b.to_entry, '') || ' ', '') || b.to_node as leads_to, g.times,
              g.times / sum(g.times) over (partition by g.node) as share
            from g join fact_edge b on b.id = g.edge
            """
                + NODE
                + " order by g.times desc, e.entry_id, n.node, b.id")
        .key("edge")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .text("state", "State")
        .text("when", "When")
        .text("taken", "Taken")
        .text("leads_to", "Leads to")
        .count("times", "Times")
        .share("share", "Share of the step", "true")
        .bars(List.of("step", "taken"), "times")
        .done();
  }

  private static Question paths() {
    return step("paths", "Which paths do incidents take?")
        .tells("From each of the first twelve steps to the next: how many runs went that way.")
        .act("Choose one entry. Broad streams deserve the shortest way; thin ones may be clutter.")
        .base(
            """
            select f.incident, f.visit as position, f.edge
            from fact_visit f where f.edge is not null and f.visit <= 12 and {filters}
            """)
        .answer(
            """
            with g as (
              select position, edge, count(*) as times from base group by position, edge
              order by times desc, position, edge limit 120)
            select g.position as k_position, g.edge as k_edge, g.position, e.entry_id as entry,
              n.title as step,
              case when b.kind in ('END', 'ESCALATE') then b.label
                else coalesce(t.title, nullif(b.to_entry, ''), b.to_node) end as next,
              b.label as taken, g.times
            from g join fact_edge b on b.id = g.edge join fact_node n on n.id = b.node
              join fact_entry e on e.id = n.entry
              left join fact_entry te on te.entry_id = coalesce(nullif(b.to_entry, ''), e.entry_id)
              left join fact_node t on t.entry = te.id and t.node = b.to_node
            order by g.position, g.times desc, g.edge
            """)
        .key("position")
        .key("edge")
        .column("position", "Step", AnswerColumn.Type.TEXT)
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "From")
        .text("taken", "Taken")
        .text("next", "To")
        .count("times", "Runs")
        .flows("position", "step", "next", "times")
        .done();
  }

  private static Question overrides() {
    return step("overrides", "Where do people not follow the proposal?")
        .tells(
            "Steps at which another way was taken than the one that the answer called for, what was"
                + " taken instead, and the reason that was given most often.")
        .act("Three of the same kind are a wrong condition: write the lesson that changes it.")
        .base(
            """
            select f.incident, f.node, f.proposed, f.edge, f.reason
            from fact_visit f where f.overridden and {filters}
            """)
        .answer(
            """
            with g as (
              select node, proposed, edge, count(*) as times,
                mode() within group (order by reason) as reason
              from base group by node, proposed, edge)
            select g.proposed as k_proposed, g.edge as k_edge, e.entry_id as entry, n.title as step,
              coalesce(nullif(lower(p.state) || ': ', ': '), '') || p.label as proposed,
              coalesce(nullif(lower(b.state) || ': ', ': '), '') || b.label as taken, g.times, g.reason
            from g left join fact_edge p on p.id = g.proposed left join fact_edge b on b.id = g.edge
            """
                + NODE
                + " order by g.times desc, e.entry_id, n.node, b.id")
        .key("proposed")
        .key("edge")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .text("proposed", "Proposed")
        .text("taken", "Taken instead")
        .count("times", "Times")
        .text("reason", "Most given reason")
        .bars(List.of("step", "taken"), "times")
        .done();
  }

  private static Question overrideReasons() {
    return step("override-reasons", "Why do people not follow the proposal?")
        .tells("The reasons given for another way than the proposed one, each as it was written.")
        .act("Read them as reports of bugs in the entry.")
        .base(
            """
            select f.incident, f.node, f.reason
            from fact_visit f where f.overridden and f.reason is not null and {filters}
            """)
        .answer(
            """
            with g as (select node, reason, count(*) as times from base group by node, reason)
            select g.node as k_node, g.reason as k_reason, e.entry_id as entry, n.title as step, g.reason,
              g.times
            from g
            """
                + NODE
                + " order by g.times desc, e.entry_id, n.node, g.reason")
        .key("node")
        .key("reason")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .text("reason", "Reason")
        .count("times", "Times")
        .done();
  }

  private static Question deadEnds() {
    return step("dead-ends", "Where do people turn back?")
        .tells(
            "Steps that were left by going back: how often, what share of their visits, and the time"
                + " that was spent there for nothing.")
        .act("The step before sends people the wrong way: look at its conditions.")
        .base("select f.incident, f.node, f.dead_end, f.seconds from fact_visit f where {filters}")
        .answer(
            """
            with g as (
              select node, count(*) filter (where dead_end) as times,
                count(*) filter (where dead_end)::float8 / count(*) as share,
                sum(seconds::float8) filter (where dead_end) as lost
              from base group by node having bool_or(dead_end))
            select g.node as k_node, e.entry_id as entry, n.title as step, g.times, g.share, g.lost from g
            """
                + NODE
                + " order by g.times desc, e.entry_id, n.node")
        .key("node")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .count("times", "Times", "dead_end")
        .share("share", "Share of visits", "dead_end")
        .seconds("lost", "Time spent", "dead_end")
        .bars(List.of("step"), "times")
        .done();
  }

  private static Question gaps() {
    return step("gaps", "Where does the knowledge end?")
        .tells(
            "Steps from which a run went to escalation although no cause was found: the entry didn’t"
                + " know on. Alerts that open no incident aren’t among them.")
        .act("Each is a missing branch or a missing cause; its incidents say which.")
        .base(
            """
            select f.incident, f.node, f.edge, f.reason from fact_visit f
            where f.edge in (
                select b.id from fact_edge b join fact_node s on s.id = b.node
                left join fact_node t on t.entry = s.entry and t.node = b.to_node and b.to_entry = ''
                where b.kind = 'ESCALATE' or t.kind = 'ESCALATION')
              and f.incident in (select i.incident from fact_incident i where not i.covered) and {filters}
            """)
        .answer(
            """
            with g as (
              select node, edge, count(*) as times, mode() within group (order by reason) as reason
              from base group by node, edge)
            select g.edge as k_edge, e.entry_id as entry, n.title as step, b.label as taken, g.times,
              g.reason
            from g join fact_edge b on b.id = g.edge
            """
                + NODE
                + " order by g.times desc, e.entry_id, n.node, b.id")
        .key("edge")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .text("taken", "Left by")
        .count("times", "Times")
        .text("reason", "Most given reason")
        .bars(List.of("step"), "times")
        .done();
  }

  private static Question slowSteps() {
    return step("slow-steps", "Which steps cost most time?")
        .tells("The time spent at each step in all, and a visit’s median and 90 of 100.")
        .act(
            "Begin at the top: a better query, a shorter checklist, or a check that rules it out before.")
        .base(
            "select f.incident, f.node, f.seconds from fact_visit f"
                + " where f.seconds is not null and {filters}")
        .answer(
            """
            with g as (
              select node, count(*) as visits, sum(seconds::float8) as total,
                percentile_cont(array[0.5, 0.9]) within group (order by seconds) as p
              from base group by node)
            select g.node as k_node, e.entry_id as entry, n.title as step, lower(n.kind) as kind, g.visits,
              g.total, g.total / sum(g.total) over () as share, g.p[1] as median, g.p[2] as p90 from g
            """
                + NODE
                + " order by g.total desc, e.entry_id, n.node")
        .key("node")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .text("kind", "Kind")
        .count("visits", "Visits")
        .seconds("total", "In all", "true")
        .share("share", "Share", "true")
        .seconds("median", "Median", "true")
        .seconds("p90", "90 of 100", "true")
        .bars(List.of("step"), "total")
        .done();
  }

  private static Question checkValue() {
    return step("check-value", "Which checks tell most in the least time?")
        .tells(
            "What a check’s answer says about the cause: the entropy of the final causes of the"
                + " incidents that came there, less what is left of it on the mean after the way"
                + " taken, in bits; then that per second of the check’s median time, at least one"
                + " second. Counted are visits left by a pattern or an answer, in incidents whose"
                + " cause was confirmed.")
        .act("Put checks with many bits a second before the others.")
        .base(
            """
            select f.incident, f.node, f.edge, f.cause, f.seconds from fact_visit f
            where f.decided and f.cause is not null and {filters}
            """)
        .answer(
            """
            with c as (
              select node, edge, cause, count(*)::float8 as n from base group by node, edge, cause),
            ways as (
              select node, edge, sum(n) as n, sum(n * ln(n)) as within from c group by node, edge),
            after as (
              select node, sum(n) as n, sum(n * ln(n) - within) / sum(n) / ln(2) as bits
              from ways group by node),
            causes as (select node, cause, sum(n) as n from c group by node, cause),
            before as (
              select node, (ln(sum(n)) - sum(n * ln(n)) / sum(n)) / ln(2) as bits from causes group by node),
            times as (
              select node, percentile_cont(0.5) within group (order by seconds) as median
              from base group by node),
            g as (
              select node, after.n as visits, before.bits as before, after.bits as after,
                greatest(before.bits - after.bits, 0) as gained, times.median
              from after join before using (node) join times using (node))
            select g.node as k_node, e.entry_id as entry, n.title as step, g.visits::bigint as visits,
              round(g.before::numeric, 3)::float8 as before, round(g.after::numeric, 3)::float8 as after,
              round(g.gained::numeric, 3)::float8 as gained, g.median,
              round((g.gained / greatest(g.median, 1))::numeric, 5)::float8 as value from g
            """
                + NODE
                + " order by g.gained / greatest(g.median, 1) desc, e.entry_id, n.node")
        .key("node")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Check")
        .count("visits", "Visits")
        .column("before", "Bits before", AnswerColumn.Type.NUMBER)
        .column("after", "Bits after", AnswerColumn.Type.NUMBER)
        .column("gained", "Bits gained", AnswerColumn.Type.NUMBER)
        .seconds("median", "Time, median", "true")
        .column("value", "Bits a second", AnswerColumn.Type.NUMBER)
        .bars(List.of("step"), "value")
        .done();
  }

  private static Question queries() {
    return step("queries", "Which queries fail or are slow?")
        .tells(
            "Steps that ask something: how often, how often in vain, and how long live answers took."
                + " Recorded answers take no time and are left out of the times.")
        .act("Mend what fails; narrow what is slow, or give it an index or a summary.")
        .base(
            """
            select f.incident, f.node, f.asked, f.failed, f.failure, f.took_ms
            from fact_visit f where f.asked > 0 and {filters}
            """)
        .answer(
            """
            with g as (
              select node, sum(asked) as asked, sum(failed) as failed,
                percentile_cont(array[0.5, 0.95]) within group (order by took_ms) as p,
                mode() within group (order by failure) filter (where failure is not null) as failure
              from base group by node)
            select g.node as k_node, e.entry_id as entry, n.title as step, g.asked, g.failed,
              g.failed::float8 / g.asked as share, replace(lower(g.failure), '_', ' ') as failure,
              g.p[1] as median, g.p[2] as p95 from g
            """
                + NODE
                + " order by g.failed desc, g.p[2] desc nulls last, e.entry_id, n.node")
        .key("node")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .count("asked", "Asked")
        .count("failed", "Failed", "failed > 0")
        .share("share", "Share", "failed > 0")
        .text("failure", "Mostly")
        .column("median", "Median", AnswerColumn.Type.MILLISECONDS, "took_ms is not null")
        .column("p95", "95 of 100", AnswerColumn.Type.MILLISECONDS, "took_ms is not null")
        .bars(List.of("step"), "failed")
        .done();
  }

  private static Question feedback() {
    return step("feedback", "Which steps helped, and which misled?")
        .tells("What responders said of steps while they were there.")
        .act(
            "A step that misleads needs other words or another condition; praise tells what to keep.")
        .base(
            """
            select f.incident, f.node, f.helped, f.misled, f.missing
            from fact_visit f where f.helped + f.misled + f.missing > 0 and {filters}
            """)
        .answer(
            """
            with g as (
              select node, sum(helped) as helped, sum(misled) as misled, sum(missing) as missing
              from base group by node)
            select g.node as k_node, e.entry_id as entry, n.title as step, g.helped, g.misled, g.missing
            from g
            """
                + NODE
                + " order by g.misled + g.missing desc, g.helped desc, e.entry_id, n.node")
        .key("node")
        .column("entry", "Entry", AnswerColumn.Type.ENTRY)
        .text("step", "Step")
        .count("helped", "Helped", "helped > 0")
        .count("misled", "Misled", "misled > 0")
        .count("missing", "Missing here", "missing > 0")
        .bars(List.of("step"), "helped", "misled", "missing")
        .done();
  }

  private static Draft step(String id, String title) {
    return Question.of(id, Topic.PATHS, title);
  }
}
