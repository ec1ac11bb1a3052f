with g as (
  select node, edge, count(*) as times, mode() within group (order by reason) as reason
  from base group by node, edge)
select g.edge as k_edge, e.entry_id as entry, n.title as step, b.label as taken, g.times,
  g.reason
from g join fact_edge b on b.id = g.edge
  join fact_node n on n.id = g.node join fact_entry e on e.id = n.entry
order by g.times desc, e.entry_id, n.node, b.id
