with g as (
  select node, count(*) as visits, sum(seconds::float8) as total,
    percentile_cont(array[0.5, 0.9]) within group (order by seconds) as p
  from base group by node)
select g.node as k_node, e.entry_id as entry, n.title as step, lower(n.kind) as kind, g.visits,
  g.total, g.total / sum(g.total) over () as share, g.p[1] as median, g.p[2] as p90
from g
  join fact_node n on n.id = g.node join fact_entry e on e.id = n.entry
order by g.total desc, e.entry_id, n.node
