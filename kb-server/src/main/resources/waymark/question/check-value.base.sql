select f.incident, f.node, f.edge, f.cause, f.seconds from fact_visit f
where f.decided and f.cause is not null and {filters}
