with g as (select node, reason, count(*) as times from base group by node, reason)
select g.node as k_node, g.reason as k_reason, e.entry_id as entry, n.title as step, g.reason,
  g.times
from g
  join fact_node n on n.id = g.node join fact_entry e on e.id = n.entry
order by g.times desc, e.entry_id, n.node, g.reason
