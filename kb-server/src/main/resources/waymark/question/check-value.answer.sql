with c as (
  select node, edge, cause, count(*)::float8 as n from base group by node, edge, cause),
ways as (
  select node, edge, sum(n) as n, sum(n * ln(n)) as within from c group by node, edge),
after as (
  select node, sum(n) as n, sum(n * ln(n) - within) / sum(n) / ln(2) as bits
  from ways group by node),
causes as (select node, cause, sum(n) as n from c group by node, cause),
before as (
  select node, (ln(sum(n)) - sum(n * ln(n)) / sum(n)) / ln(2) as bits from causes group by node),
times as (
  select node, percentile_cont(0.5) within group (order by seconds) as median
  from base group by node),
g as (
  select node, after.n as visits, before.bits as before, after.bits as after,
    greatest(before.bits - after.bits, 0) as gained, times.median
  from after join before using (node) join times using (node))
select g.node as k_node, e.entry_id as entry, n.title as step, g.visits::bigint as visits,
  round(g.before::numeric, 3)::float8 as before, round(g.after::numeric, 3)::float8 as after,
  round(g.gained::numeric, 3)::float8 as gained, g.median,
  round((g.gained / greatest(g.median, 1))::numeric, 5)::float8 as value
from g
  join fact_node n on n.id = g.node join fact_entry e on e.id = n.entry
order by g.gained / greatest(g.median, 1) desc, e.entry_id, n.node
