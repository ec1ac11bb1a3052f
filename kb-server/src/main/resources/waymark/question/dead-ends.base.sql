select f.incident, f.node, f.dead_end, f.seconds from fact_visit f where {filters}
