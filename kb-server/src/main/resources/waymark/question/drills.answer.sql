with g as (
  select entry, count(*) filter (where drill) as drills, count(*) filter (where not drill) as real,
    percentile_cont(0.5) within group (order by diagnose) filter (where drill) as drilled,
    percentile_cont(0.5) within group (order by diagnose) filter (where not drill) as diagnosed
  from base group by entry)
select g.entry as k_entry, e.entry_id as entry, g.drills, g.real, g.drilled, g.diagnosed
from g join fact_entry e on e.id = g.entry order by g.real desc, g.drills, e.entry_id
