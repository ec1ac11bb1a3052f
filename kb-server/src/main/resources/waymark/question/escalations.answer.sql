with g as (
  select node, count(*) as times, mode() within group (order by reason) as reason
  from base group by node)
select g.node as k_node, e.entry_id as entry, n.title as step, g.times, g.reason
from g left join fact_node n on n.id = g.node left join fact_entry e on e.id = n.entry
order by g.times desc, e.entry_id, n.node
