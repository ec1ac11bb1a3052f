-- The incidents that a statement names; it takes the place of {incidents}.
with behind as (select distinct incident from ({incidents}) b where incident is not null)
select i.number, i.title, e.entry_id, f.severity, f.state, f.drill, f.opened_at,
  (select count(*) from behind) as total
from behind b join incident i on i.number = b.incident
  join fact_incident f on f.incident = b.incident join fact_entry e on e.id = f.entry
order by i.number desc limit ?
