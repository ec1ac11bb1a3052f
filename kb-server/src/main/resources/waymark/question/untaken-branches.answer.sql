with g as (
  select edge, node, tested, count(incident) as times from base group by edge, node, tested
  having count(incident) = 0 or tested is not true)
select g.edge as k_edge, e.entry_id as entry, n.title as step, lower(b.state) as state,
  b.condition as when, b.label as branch, g.times,
  case when g.tested then 'yes' when not g.tested then 'no' else 'not known yet' end as tested
from g join fact_edge b on b.id = g.edge join fact_node n on n.id = g.node
  join fact_entry e on e.id = n.entry
order by g.times = 0 and g.tested is not true desc, g.times, e.entry_id, b.id
