with g as (
  select entry, count(*) as incidents, count(*) filter (where not covered) as uncovered
  from base group by entry)
select g.entry as k_entry, e.entry_id as entry, g.incidents, g.uncovered,
  g.uncovered::float8 / g.incidents as share
from g join fact_entry e on e.id = g.entry order by g.uncovered desc, e.entry_id
