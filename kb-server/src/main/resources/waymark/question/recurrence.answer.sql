with g as (
  select cause, count(*) as incidents, count(*) filter (where again) as again,
    percentile_cont(0.5) within group (order by since) as days
  from base group by cause)
select g.cause as k_cause, e.entry_id as entry, n.node as cause, n.title, g.incidents, g.again,
  g.again::float8 / g.incidents as share, g.days
from g join fact_node n on n.id = g.cause join fact_entry e on e.id = n.entry
order by g.again desc, g.incidents desc, e.entry_id, n.node
