select f.incident, f.node, f.seconds from fact_visit f where f.seconds is not null and {filters}
