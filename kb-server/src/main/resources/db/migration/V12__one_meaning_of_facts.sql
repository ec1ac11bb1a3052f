-- Facts of incidents mean the same to all who read them: see docs/adr/0025-one-fold-of-an-incidents-facts.md.

-- An incident ended when its last run did: a note that was added later no longer moves that.
update incident i
set ended_at = last.at
from (
  select distinct on (r.incident) r.incident, e.at
  from run r join run_event e on e.run = r.id
  where e.type = 'ended'
  order by r.incident, r.ordinal desc, e.sequence desc) last
where last.incident = i.number and i.ended_at is not null and i.ended_at <> last.at;

-- The cause that an earlier run confirmed stands until another one is confirmed.
update incident i
set cause = n.node, cause_title = n.title
from fact_incident f join fact_node n on n.id = f.cause
where f.incident = i.number and i.cause is null;

-- All are folded again; what was folded before is shown until then.
update fact_incident set updated_at = '-infinity';
