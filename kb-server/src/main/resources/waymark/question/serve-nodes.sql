insert into fact_node (entry, node, kind, title, served)
select e.id, n.node, n.kind, n.title, true
from unnest(?::text[], ?::text[], ?::text[], ?::text[]) with ordinality as n (entry_id, node, kind, title, place)
join fact_entry e using (entry_id)
order by n.place
on conflict (entry, node) do update set kind = excluded.kind, title = excluded.title, served = true
