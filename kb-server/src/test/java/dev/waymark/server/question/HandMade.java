package dev.waymark.server.question;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Facts of six incidents small enough to reckon with by hand, under a service of their own. What is
 * served is written down before, so that nothing takes these back.
 */
@ApplicationScoped
class HandMade {
  static final String SERVICE = "Hand-made";

  /** Number of the first incident; the others follow. */
  static final long FIRST = 900_001;

  private final Sql sql;
  private final FactKeeper keeper;
  private boolean there;

  HandMade(Sql sql, FactKeeper keeper) {
    this.sql = sql;
    this.keeper = keeper;
  }

  synchronized void fill() throws SQLException {
    if (there) {
      return;
    }
    keeper.catchUp();
    entries();
    //        day           drill  sev cause began diag  mitig resolved
    incident(1, "2026-01-05", false, 1, 3, -10, 10, 20, 30);
    incident(2, "2026-01-15", false, 2, 3, -20, 20, 40, 60);
    incident(3, "2026-02-10", false, 2, 3, null, 30, 60, 90);
    incident(4, "2026-02-12", false, 3, 4, null, 40, 80, 120);
    incident(5, "2026-02-13", false, 3, null, null, null, null, 50);
    incident(6, "2026-02-14", true, 2, 3, null, 5, 6, 7);
    //    n  v node edge proposed seconds
    visit(1, 1, 1, 1, 1, 60, "asked = 1, took_ms = 1000");
    visit(1, 2, 2, 4, null, 100, "helped = 1");
    visit(1, 3, 3, 7, null, 10, "");
    visit(2, 1, 1, 1, 1, 120, "asked = 1, took_ms = 2000");
    visit(2, 2, 2, 4, null, 200, "");
    visit(3, 1, 1, 1, 1, 180, "asked = 1, took_ms = 3000");
    visit(3, 2, 2, 6, null, 300, "dead_end = true, reason = 'wrong way'");
    visit(3, 3, 1, 1, 1, 30, "");
    visit(3, 4, 2, 4, null, 50, "");
    visit(
        4,
        1,
        1,
        3,
        1,
        240,
        "overridden = true, reason = 'looks degraded', asked = 2, failed = 1,"
            + " failure = 'TIMED_OUT', misled = 2");
    visit(5, 1, 1, 11, null, 300, "reason = 'no idea'");
    visit(6, 1, 1, 1, 1, 10, "asked = 1");
    visit(6, 2, 2, 4, null, 10, "");
    change(1, "SEVERITY", "sev3", "sev1", "it spreads");
    change(2, "HANDOVER", "ann", "bob", "");
    change(3, "HANDOVER", "ann", "bob", "night");
    change(5, "ESCALATION", "", "", "no idea");
    learning();
    alerts();
    there = true;
  }

  private void entries() throws SQLException {
    sql.run(
        """
        insert into fact_entry (id, entry_id, title, service, owners, reviewed, stale_after, scenarios, served, runs)
        overriding system value values
          (900001, 'hand-a', 'Hand A', 'Hand-made', 'team-a', '2026-01-10', '2026-02-01', 1, true, true),
          (900002, 'hand-b', 'Hand B', 'Hand-made', '', '2026-01-01', '2099-01-01', 0, true, true)
        """);
    sql.run(
        """
        insert into fact_node (id, entry, node, kind, title, served) overriding system value
        select 900000 + n, 900001, node, kind, title, true from (values
          (1, 'check', 'QUERY', 'Check'), (2, 'ask', 'QUESTION', 'Ask'), (3, 'cause-x', 'CAUSE', 'X'),
          (4, 'cause-y', 'CAUSE', 'Y'), (5, 'fix', 'ACTION', 'Fix'), (6, 'escalation', 'ESCALATION', 'Escalation'))
          v (n, node, kind, title)
        """);
    sql.run(
        """
        insert into fact_edge (id, node, kind, state, condition, label, to_entry, to_node, key, served, tested)
        overriding system value
        select 900000 + n, 900000 + node, kind, state, condition, label, '', to_node, n::text, served, tested
        from (values
          (1, 1, 'BRANCH', 'FAILED', 'row.A > 1', 'Ask', 'ask', true, true),
          (3, 1, 'BRANCH', 'DEGRADED', 'row.A == 1', 'Y', 'cause-y', true, false),
          (12, 1, 'BRANCH', 'UNKNOWN', 'otherwise', 'Escalate', 'escalation', true, false),
          (4, 2, 'REPLY', '', 'yes', 'X', 'cause-x', true, true),
          (5, 2, 'REPLY', '', 'no', 'Y', 'cause-y', true, true),
          (6, 2, 'RETURN', '', '', 'went back', 'check', false, null),
          (7, 3, 'CONFIRM', '', '', 'Fix', 'fix', false, null),
          (11, 1, 'ESCALATE', '', '', 'escalated', '', false, null))
          v (n, node, kind, state, condition, label, to_node, served, tested)
        """);
  }

  private void incident(
      int n,
      String day,
      boolean drill,
      int severity,
      @Nullable Integer cause,
      @Nullable Integer began,
      @Nullable Integer diagnosed,
      @Nullable Integer mitigated,
      int ended)
      throws SQLException {
    String state = cause == null ? "ESCALATED" : "RESOLVED";
    sql.run(
        """
        insert into incident (number, title, entry_id, severity, state, owner, opened_by, opened_at, updated_at, node,
          node_title, sequence, head_hash) overriding system value
        values (?, 'Hand-made', 'hand-a', 'SEV' || ?::int, ?, 'ann', 'ann', ?::timestamptz, ?::timestamptz, 'check', 'Check',
          1, '')
        """,
        number(n),
        severity,
        state,
        day + "T00:00Z",
        day + "T00:00Z");
    sql.run(
        """
        insert into fact_incident (incident, entry, severity, first_severity, drill, state, outcome, covered, cause,
          opened_at, began_at, acknowledged_at, diagnosed_at, mitigated_at, resolved_at, ended_at, runs, visits,
          overrides, returns, asked, failed, handovers, updated_at)
        select ?, 900001, ?, ?, ?, ?, ?, ?, ?::int + 900000, at, at + ?::int * interval '1 minute', at,
          at + ?::int * interval '1 minute', at + ?::int * interval '1 minute',
          case when ?::int is not null then at + ?::int * interval '1 minute' end, at + ?::int * interval '1 minute',
          1, 2, 0, 0, 0, 0, 0, at
        from (select ?::timestamptz as at) t
        """,
        number(n),
        severity,
        severity,
        drill,
        state,
        cause == null ? "NOT_COVERED" : "RESOLVED",
        cause != null,
        cause,
        began,
        diagnosed,
        mitigated,
        cause,
        ended,
        ended,
        day + "T00:00Z");
  }

  private void visit(
      int n, int visit, int node, int edge, @Nullable Integer proposed, int seconds, String more)
      throws SQLException {
    sql.run(
        """
        insert into fact_visit (incident, run, visit, entry, severity, drill, opened_at, cause, node, edge, proposed,
          overridden, by_person, dead_end, decided, arrived_at, seconds, asked, failed, helped, misled, missing)
        select incident, 1, ?, entry, severity, drill, opened_at, cause, 900000 + ?, 900000 + ?, 900000 + ?::int, false,
          true, false, ? not in (6, 7, 11), opened_at, ?, 0, 0, 0, 0, 0
        from fact_incident where incident = ?
        """,
        visit,
        node,
        edge,
        proposed,
        edge,
        (double) seconds,
        number(n));
    if (!more.isEmpty()) {
      sql.run(
          "update fact_visit set " + more + " where incident = ? and visit = ?", number(n), visit);
    }
  }

  private void change(int n, String kind, String from, String to, String reason)
      throws SQLException {
    sql.run(
        "insert into fact_change (incident, at, kind, actor, node, from_value, to_value, reason)"
            + " values (?, now(), ?, 'ann', 900001, ?, ?, ?)",
        number(n),
        kind,
        from,
        to,
        reason);
  }

  /** One review that waits, four lessons and three follow-ups. */
  private void learning() throws SQLException {
    sql.run(
        """
        insert into review (incident, state, revision, opened_at, updated_at, updated_by)
        values (?, 'OPEN', 1, '2026-01-05T01:00Z', '2026-01-05T01:00Z', 'ann')
        """,
        number(1));
    sql.run(
        "update fact_incident set review_at = '2026-01-05T01:00Z' where incident = ?", number(1));
    sql.run("insert into entry_version values ('hand-made', 'hand-a', 'a.md', '', now())");
    sql.run(
        """
        insert into run (id, incident, ordinal, entry_id, entry_hash, started_at, sequence, head_hash)
        values (gen_random_uuid(), ?, 1, 'hand-a', 'hand-made', now(), 1, '')
        """,
        number(1));
    sql.run(
        """
        insert into lesson (incident, run, visit, kind, entry_id, entry_hash, node, text, state, created_at,
          created_by, updated_at, updated_by, decided_at)
        select incident, id, 1, kind, 'hand-a', 'hand-made', 'check', 'x', state, '2026-01-06', 'ann', now(), 'ann',
          decided
        from run, (values ('WRONG_CONDITION', 'OPEN', null), ('WRONG_CONDITION', 'MERGED', timestamptz '2026-01-08'),
          ('WRONG_CONDITION', 'MERGED', timestamptz '2026-01-10'), ('DEAD_END', 'REJECTED', timestamptz '2026-01-07'))
          v (kind, state, decided)
        where incident = ?
        """,
        number(1));
    sql.run(
        """
        insert into follow_up (incident, title, owner, due, state, created_at, created_by, closed_at, link)
        values (?, 'a', 'hand-ann', '2026-01-20', 'OPEN', now(), 'ann', null, null),
          (?, 'b', 'hand-ann', '2999-01-20', 'OPEN', now(), 'ann', null, null),
          (?, 'c', 'hand-ann', '2026-01-20', 'DONE', now(), 'ann', now(), 'https://x.example')
        """,
        number(1),
        number(2),
        number(2));
  }

  /**
   * Two rules that open no entry: two alerts of one were put to incidents, one of the other was
   * not.
   */
  private void alerts() throws SQLException {
    sql.run(
        """
        insert into alert (source, source_id, rule, state, description, targets, labels, fired_at, changed_at,
          first_seen_at, last_seen_at, times, entry_id, incident)
        select 'hand-made', id, rule, 'FIRING', '', '[]', '{}', fired_at::timestamptz, fired_at::timestamptz, now(), now(), 1,
          entry, incident
        from (values ('1', 'hand-cpu', '2026-02-10', null::text, ?::bigint), ('2', 'hand-cpu', '2026-02-11', null, ?),
          ('3', 'hand-cpu', '2026-02-12', null, ?), ('4', 'hand-cpu', '2026-02-13', 'hand-a', ?),
          ('5', 'hand-disk', '2026-02-14', null, null)) v (id, rule, fired_at, entry, incident)
        """,
        number(3),
        number(3),
        number(4),
        number(5));
  }

  private static long number(int n) {
    return FIRST + n - 1;
  }
}
