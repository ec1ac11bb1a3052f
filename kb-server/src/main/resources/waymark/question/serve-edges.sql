insert into fact_edge (node, kind, state, condition, label, to_entry, to_node, key, tested, served)
select n.id, b.kind, b.state, b.condition, b.label, b.to_entry, b.to_node, b.key, b.tested, true
from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[])
  with ordinality as b (entry_id, node, kind, state, condition, label, to_entry, to_node, key, tested, place)
join fact_entry e on e.entry_id = b.entry_id
join fact_node n on n.entry = e.id and n.node = b.node
order by b.place
on conflict (node, key) do update set tested = excluded.tested, served = true
