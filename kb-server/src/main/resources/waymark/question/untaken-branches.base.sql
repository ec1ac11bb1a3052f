select b.id as edge, b.node, b.tested, u.incident
from fact_edge b
left join (select f.incident, f.edge from fact_visit f where f.edge is not null and {filters}) u
  on u.edge = b.id
where b.served and b.kind in ('BRANCH', 'REPLY')
