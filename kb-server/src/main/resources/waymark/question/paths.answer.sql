with g as (
  select position, edge, count(*) as times from base group by position, edge
  order by times desc, position, edge limit 120)
select g.position as k_position, g.edge as k_edge, g.position, e.entry_id as entry,
  n.title as step,
  case when b.kind in ('END', 'ESCALATE') then b.label
    else coalesce(t.title, nullif(b.to_entry, ''), b.to_node) end as next,
  b.label as taken, g.times
from g join fact_edge b on b.id = g.edge join fact_node n on n.id = b.node
  join fact_entry e on e.id = n.entry
  left join fact_entry te on te.entry_id = coalesce(nullif(b.to_entry, ''), e.entry_id)
  left join fact_node t on t.entry = te.id and t.node = b.to_node
order by g.position, g.times desc, g.edge
