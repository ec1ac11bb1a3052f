-- Runs of active incidents whose last event, comments aside, is a question to a source, or what follows from its answer:
-- they wait for the answer, or may wait for the time to ask again.
select r.id, r.incident, r.ordinal, r.entry_id, r.entry_hash, r.scenario, r.scenario_hash, r.started_at, r.sequence,
  r.head_hash, last.at as since
from incident i
join run r on r.incident = i.number
cross join lateral (
  select e.type, e.at from run_event e
  where e.run = r.id and e.type not in ('note-added', 'feedback-given', 'handed-over')
  order by e.sequence desc
  limit 1) last
where i.state in ('OPEN', 'MITIGATED') and last.type in ('query-asked', 'branch-proposed')
order by i.number, r.ordinal
