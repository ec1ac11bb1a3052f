with g as (
  select node, sum(helped) as helped, sum(misled) as misled, sum(missing) as missing
  from base group by node)
select g.node as k_node, e.entry_id as entry, n.title as step, g.helped, g.misled, g.missing
from g
  join fact_node n on n.id = g.node join fact_entry e on e.id = n.entry
order by g.misled + g.missing desc, g.helped desc, e.entry_id, n.node
