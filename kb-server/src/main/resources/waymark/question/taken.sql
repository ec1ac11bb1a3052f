-- How often each way on from a step of an entry was taken, in real incidents or in drills, in whatever version of its text.
select n.node, n.title, b.condition, b.label,
  case when b.to_entry = '' then b.to_node
    else b.to_entry || '.md' || coalesce('#' || nullif(b.to_node, ''), '') end as leads_to,
  count(*) as times
from fact_visit v join fact_node n on n.id = v.node join fact_entry e on e.id = n.entry
  join fact_edge b on b.id = v.edge
where e.entry_id = ? and v.drill = ? and b.kind in ('BRANCH', 'REPLY', 'CONFIRM', 'DO')
group by n.node, n.title, b.id
order by times desc, b.id
