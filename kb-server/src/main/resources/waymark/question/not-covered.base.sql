select f.incident, f.entry, f.covered from fact_incident f
where f.covered is not null and {filters}
