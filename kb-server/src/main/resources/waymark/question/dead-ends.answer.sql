with g as (
  select node, count(*) filter (where dead_end) as times,
    count(*) filter (where dead_end)::float8 / count(*) as share,
    sum(seconds::float8) filter (where dead_end) as lost
  from base group by node having bool_or(dead_end))
select g.node as k_node, e.entry_id as entry, n.title as step, g.times, g.share, g.lost
from g
  join fact_node n on n.id = g.node join fact_entry e on e.id = n.entry
order by g.times desc, e.entry_id, n.node
