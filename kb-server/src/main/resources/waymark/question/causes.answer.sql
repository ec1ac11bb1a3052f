with g as (
  select cause, count(*) as incidents, max(opened_at) as last,
    percentile_cont(0.5) within group (order by diagnose) as diagnose
  from base group by cause)
select g.cause as k_cause, e.entry_id as entry, n.node as cause, n.title, g.incidents,
  g.incidents / sum(g.incidents) over () as share, g.diagnose,
  (g.last at time zone 'UTC')::date as last
from g join fact_node n on n.id = g.cause join fact_entry e on e.id = n.entry
order by g.incidents desc, e.entry_id, n.node
