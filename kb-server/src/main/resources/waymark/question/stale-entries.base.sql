select e.id as entry, e.entry_id, e.title, e.service, e.owners, e.reviewed, e.stale_after, e.scenarios,
  u.incident, u.opened_at, u.covered
from fact_entry e
left join (
  select f.incident, f.entry, f.opened_at, f.covered from fact_incident f where {filters}) u
  on u.entry = e.id
where e.served
