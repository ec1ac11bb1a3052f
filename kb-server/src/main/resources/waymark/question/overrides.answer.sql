with g as (
  select node, proposed, edge, count(*) as times,
    mode() within group (order by reason) as reason
  from base group by node, proposed, edge)
select g.proposed as k_proposed, g.edge as k_edge, e.entry_id as entry, n.title as step,
  coalesce(nullif(lower(p.state) || ': ', ': '), '') || p.label as proposed,
  coalesce(nullif(lower(b.state) || ': ', ': '), '') || b.label as taken, g.times, g.reason
from g left join fact_edge p on p.id = g.proposed left join fact_edge b on b.id = g.edge
  join fact_node n on n.id = g.node join fact_entry e on e.id = n.entry
order by g.times desc, e.entry_id, n.node, b.id
