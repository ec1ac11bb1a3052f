select f.incident, f.node, f.edge from fact_visit f where f.edge is not null and {filters}
