with g as (
  select node, sum(asked) as asked, sum(failed) as failed,
    percentile_cont(array[0.5, 0.95]) within group (order by took_ms) as p,
    mode() within group (order by failure) filter (where failure is not null) as failure
  from base group by node)
select g.node as k_node, e.entry_id as entry, n.title as step, g.asked, g.failed,
  g.failed::float8 / g.asked as share, replace(lower(g.failure), '_', ' ') as failure,
  g.p[1] as median, g.p[2] as p95
from g
  join fact_node n on n.id = g.node join fact_entry e on e.id = n.entry
order by g.failed desc, g.p[2] desc nulls last, e.entry_id, n.node
