with g as (
  select entry, count(*) as incidents,
    percentile_cont(array[0.5, 0.9]) within group (order by diagnose) as diagnose,
    percentile_cont(array[0.5, 0.9]) within group (order by mitigate) as mitigate
  from base group by entry)
select g.entry as k_entry, e.entry_id as entry, g.incidents, g.diagnose[1] as diagnose,
  g.diagnose[2] as diagnose90, g.mitigate[1] as mitigate, g.mitigate[2] as mitigate90
from g join fact_entry e on e.id = g.entry
order by g.diagnose[1] desc nulls last, e.entry_id
