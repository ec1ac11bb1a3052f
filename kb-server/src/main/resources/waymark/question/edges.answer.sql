with g as (select node, edge, count(*) as times from base group by node, edge)
select g.edge as k_edge, e.entry_id as entry, n.title as step, lower(b.state) as state,
  b.condition as when, b.label as taken,
  coalesce(nullif(b.to_entry, '') || ' ', '') || b.to_node as leads_to, g.times,
  g.times / sum(g.times) over (partition by g.node) as share
from g join fact_edge b on b.id = g.edge
  join fact_node n on n.id = g.node join fact_entry e on e.id = n.entry
order by g.times desc, e.entry_id, n.node, b.id
