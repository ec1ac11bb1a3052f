select f.incident, f.node, f.edge, f.reason from fact_visit f
where f.edge in (
    select b.id from fact_edge b join fact_node s on s.id = b.node
    left join fact_node t on t.entry = s.entry and t.node = b.to_node and b.to_entry = ''
    where b.kind = 'ESCALATE' or t.kind = 'ESCALATION')
  and f.incident in (select i.incident from fact_incident i where not i.covered) and {filters}
