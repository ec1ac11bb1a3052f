-- What happened at a step before: counts by way first, which one index answers, and looks for the last one of one way alone.
with g as (
  select v.node, v.drill, v.edge, count(*) as times, max(v.opened_at) as last
  from fact_visit v
  where v.node = (select n.id from fact_node n join fact_entry e on e.id = n.entry
      where e.entry_id = ? and n.node = ?)
    and v.edge is not null
  group by v.node, v.drill, v.edge
), w as (
  select g.node, g.drill, b.label, sum(g.times) as times, max(g.last) as last,
    array_agg(g.edge) as edges, sum(sum(g.times)) over () as total
  from g join fact_edge b on b.id = g.edge
  where g.drill = (select bool_and(drill) from g)
  group by g.node, g.drill, b.label
  order by times desc, last desc, b.label limit 1
)
select w.drill, w.label, w.times, w.total, w.last,
  (select v.incident from fact_visit v
    where v.node = w.node and v.drill = w.drill and v.edge = any(w.edges) and v.opened_at = w.last
    order by v.incident desc limit 1) as incident
from w
