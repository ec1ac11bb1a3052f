-- 100,000 ended incidents of three years in 40 made-up entries, six steps each, as if they had been walked and folded.
-- All that varies follows from hashes of numbers with one seed, so that each fill is the same.
create function pg_temp.chance(number bigint, salt integer) returns integer language sql immutable
  as 'select (hashint8extended(number * 64 + salt, 20261103) & 2147483647)::integer';

insert into fact_entry (id, entry_id, title, service, owners, reviewed, stale_after, scenarios, served, runs)
overriding system value
select 100000 + e, 'made-up-' || e, 'Made-up entry ' || e, 'Service ' || e % 8, 'team-' || e % 5,
  date '2026-01-01' + e, date '2026-04-01' + e, e % 4, true, true
from generate_series(1, 40) e;

-- Twelve checks, four causes, two actions, escalation and prevention an entry.
insert into fact_node (id, entry, node, kind, title, served) overriding system value
select 100000 + e * 20 + k, 100000 + e, 'node-' || k,
  case when k <= 8 then 'QUERY' when k <= 12 then 'QUESTION' when k <= 16 then 'CAUSE'
    when k <= 18 then 'ACTION' when k = 19 then 'ESCALATION' else 'PREVENTION' end,
  'What does number ' || k || ' say?', true
from generate_series(1, 40) e, generate_series(1, 20) k;

insert into fact_edge (id, node, kind, state, condition, label, to_entry, to_node, key, served, tested)
overriding system value
select 100000 + (n.id - 100000) * 4 + b, n.id,
  case when b = 3 then 'RETURN' when n.kind = 'QUESTION' then 'REPLY' when n.kind = 'PREVENTION' then 'END'
    when n.kind = 'CAUSE' then 'CONFIRM' else 'BRANCH' end,
  case when n.kind = 'QUERY' and b < 3 then (array['HEALTHY', 'DEGRADED', 'FAILED'])[b + 1] else '' end,
  'row.Value == ' || b, case when b = 3 then 'went back' else 'Label ' || b end, '', 'node-' || b + 13, b::text,
  true, (n.id + b) % 3 = 0
from fact_node n, generate_series(0, 3) b where n.id > 100000;

create temporary table made as
select i, i + 1000000 as number, 100000 + 1 + pg_temp.chance(i, 1) % 40 as entry,
  1 + pg_temp.chance(i, 2) % 4 as severity, pg_temp.chance(i, 3) % 5 = 0 as drill,
  pg_temp.chance(i, 4) % 12 = 0 as uncovered, 13 + least(pg_temp.chance(i, 5) % 4, pg_temp.chance(i, 6) % 4) as cause,
  timestamptz '2023-11-01' + make_interval(mins => (i * 15.7 + pg_temp.chance(i, 7) % 600)::integer) as opened,
  30 + pg_temp.chance(i, 8) % 900 as step, pg_temp.chance(i, 9) % 9 = 0 as overridden,
  pg_temp.chance(i, 10) % 7 = 0 as returned
from generate_series(1, 100000) i;

insert into incident (number, title, entry_id, severity, state, scenario, opened_by, opened_at, updated_at,
  ended_at, cause, cause_title, node, node_title, sequence, head_hash) overriding system value
select number, 'Something is wrong, ' || i, 'made-up-' || entry - 100000, 'SEV' || severity,
  case when uncovered then 'NOT_COVERED' else 'RESOLVED' end, case when drill then 'made-up' end, 'ann', opened,
  opened + make_interval(secs => step * 7), opened + make_interval(secs => step * 7),
  case when not uncovered then 'node-' || cause end, case when not uncovered then 'What does it say?' end,
  'node-20', 'Prevention', 1, ''
from made order by i;

insert into review (incident, state, revision, opened_at, updated_at, updated_by, closed_at, closed_by, began_at)
select number, case when i % 3 = 0 then 'OPEN' else 'CLOSED' end, 1, opened, opened, 'ann',
  case when i % 3 > 0 then opened + make_interval(days => i % 20) end, case when i % 3 > 0 then 'bob' end,
  opened - make_interval(mins => pg_temp.chance(i, 11) % 60)
from made where not drill;

insert into fact_incident (incident, entry, severity, first_severity, drill, state, outcome, covered, cause, began_at,
  opened_at, acknowledged_at, diagnosed_at, mitigated_at, resolved_at, ended_at, runs, visits, overrides, returns,
  asked, failed, handovers, updated_at, review_at)
select m.number, m.entry, m.severity, m.severity, m.drill, case when uncovered then 'NOT_COVERED' else 'RESOLVED' end,
  case when uncovered then 'NOT_COVERED' else 'RESOLVED' end, not uncovered,
  case when not uncovered then 100000 + (entry - 100000) * 20 + m.cause end, r.began_at, opened, opened,
  case when not uncovered then opened + make_interval(secs => step * 4) end,
  case when not uncovered then opened + make_interval(secs => step * 6) end,
  case when not uncovered then opened + make_interval(secs => step * 7) end,
  opened + make_interval(secs => step * 7), 1, 6, overridden::integer, returned::integer, 4, i % 11 / 10,
  i % 13 / 12, opened + make_interval(secs => step * 7), r.updated_at
from made m left join review r on r.incident = m.number order by i;

insert into fact_visit (incident, run, visit, entry, severity, drill, opened_at, cause, node, edge, proposed,
  overridden, by_person, dead_end, decided, arrived_at, seconds, asked, failed, took_ms, failure, helped, misled, missing,
  reason)
select number, 1, v, entry, severity, drill, opened,
  case when not uncovered then 100000 + (entry - 100000) * 20 + cause end, node,
  100000 + (node - 100000) * 4 + edge, 100000 + (node - 100000) * 4 + case when overridden and v = 2 then 0 else edge end,
  overridden and v = 2 and edge > 0, v > 2, returned and v = 3,
  v <= 3 and edge < 3, opened + make_interval(secs => step * v),
  step + pg_temp.chance(i, 20 + v) % 60 + random % 97 / 97.0, (v <= 3)::integer, (v <= 3 and random % 40 = 0)::integer,
  case when v <= 3 then random % 4000 end, case when v <= 3 and random % 40 = 0 then 'TIMED_OUT' end,
  (random % 30 = 0)::integer, (random % 31 = 0)::integer, (random % 57 = 0)::integer,
  case when overridden and v = 2 and edge > 0 then 'The graph says otherwise' end
from (
  select m.*, v, random, 100000 + (entry - 100000) * 20
      + case v when 1 then 1 + random % 2 when 2 then 3 + random % 6 when 3 then 9 + random % 4 when 4 then m.cause
        when 5 then 17 + random % 2 else 20 end as node,
    case when returned and v = 3 then 3 when v >= 4 then 0
      when v = 2 then (m.cause + random / 8 % 2) % 3 else random / 8 % 3 end as edge
  from made m, generate_series(1, 6) v, lateral (select pg_temp.chance(i, 30 + v) as random) r
) walked
order by i, v;

insert into fact_change (incident, at, kind, actor, node, from_value, to_value, reason)
select number, opened + make_interval(mins => 5), (array['SEVERITY', 'HANDOVER', 'ESCALATION', 'REOPENING'])[1 + i % 4],
  'ann', 100000 + (entry - 100000) * 20 + 1 + i % 8, (array['sev3', 'ann', '', ''])[1 + i % 4],
  (array['sev1', 'bob', '', ''])[1 + i % 4], 'Because of ' || i % 50
from made where i % 5 = 0;

insert into entry_version (hash, entry_id, path, text, kept_at)
select 'made-up-' || e, 'made-up-' || e, 'made-up.md', '', now() from generate_series(1, 40) e;

insert into run (id, incident, ordinal, entry_id, entry_hash, started_at, sequence, head_hash)
select md5('made-up ' || i)::uuid, number, 1, 'made-up-' || entry - 100000, 'made-up-' || entry - 100000, opened, 1, ''
from made where not drill and i % 4 = 0;

insert into lesson (incident, run, visit, kind, entry_id, entry_hash, node, text, state, created_at, created_by,
  updated_at, updated_by, decided_at)
select number, md5('made-up ' || i)::uuid, 2,
  (array['WRONG_CONDITION', 'MISSING_BRANCH', 'DEAD_END', 'BETTER_QUERY', 'PREVENTION', 'ALERT'])[1 + i % 6],
  'made-up-' || entry - 100000, 'made-up-' || entry - 100000, 'node-' || 3 + i % 6, 'It asks for too much.',
  (array['OPEN', 'PROPOSED', 'MERGED', 'REJECTED'])[1 + i / 4 % 4], opened + interval '1 day', 'ann',
  opened + interval '3 days', 'ann', case when i / 4 % 4 > 1 then opened + interval '3 days' end
from made where not drill and i % 4 = 0;

insert into follow_up (incident, title, owner, due, state, created_at, created_by, closed_at, closed_by, link)
select number, 'Do something about it', 'owner-' || i % 30, (opened + interval '30 days')::date,
  case when i % 3 = 0 then 'OPEN' else 'DONE' end, opened, 'ann', case when i % 3 > 0 then opened + interval '20 days' end,
  case when i % 3 > 0 then 'ann' end, 'https://tracker.example/' || i
from made where not drill and i % 6 = 0;

drop table made;
