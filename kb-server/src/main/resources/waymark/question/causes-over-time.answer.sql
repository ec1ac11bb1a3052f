with g as (select period, cause, count(*) as incidents from base group by period, cause),
top as (
  select cause from g group by cause order by sum(incidents) desc, cause limit 10)
select g.period as k_period, g.cause as k_cause, g.period, e.entry_id as entry,
  n.node as cause, n.title, g.incidents
from g join top on top.cause = g.cause join fact_node n on n.id = g.cause
  join fact_entry e on e.id = n.entry
order by g.period, g.incidents desc, e.entry_id, n.node
