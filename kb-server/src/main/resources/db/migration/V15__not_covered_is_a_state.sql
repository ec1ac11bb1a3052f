-- An incident that no entry covers has a state of its own: see docs/adr/0034-not-covered-is-a-state.md.
alter table incident drop constraint incident_state_check;
alter table incident add constraint incident_state_check
  check (state in ('OPEN', 'MITIGATED', 'RESOLVED', 'ESCALATED', 'NOT_COVERED', 'ABANDONED'));

-- Events keep what they said; what follows from them is another word.
update incident i
set state = 'NOT_COVERED'
from (
  select distinct on (r.incident) r.incident, e.payload ->> 'outcome' as outcome
  from run r join run_event e on e.run = r.id
  where e.type = 'ended'
  order by r.incident, r.ordinal desc, e.sequence desc) last
where last.incident = i.number and i.state = 'ESCALATED' and last.outcome = 'NOT_COVERED';

update fact_incident set state = 'NOT_COVERED' where state = 'ESCALATED' and outcome = 'NOT_COVERED';

create or replace view review.incidents as
select f.incident, i.title, e.entry_id, nullif(e.service, '') as service, 'sev' || f.severity as severity,
  'sev' || f.first_severity as first_severity, f.drill, i.scenario, replace(lower(f.state), '_', '-') as state,
  replace(lower(f.outcome), '_', '-') as outcome, f.covered, ce.entry_id as cause_entry, c.node as cause,
  c.title as cause_title, i.opened_by, f.began_at, f.opened_at, f.acknowledged_at, f.diagnosed_at,
  f.mitigated_at, f.resolved_at, f.ended_at, f.runs, f.visits, f.overrides, f.returns, f.asked, f.failed,
  f.handovers
from fact_incident f
join incident i on i.number = f.incident
join fact_entry e on e.id = f.entry
left join fact_node c on c.id = f.cause
left join fact_entry ce on ce.id = c.entry;
