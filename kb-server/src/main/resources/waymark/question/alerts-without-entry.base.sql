select f.incident, f.rule, f.source, f.opened_at from (
  select a.incident, a.rule, a.source, a.fired_at as opened_at, i.entry, i.cause,
    coalesce(substr(a.severity, 4)::integer, i.severity) as severity, coalesce(i.drill, false) as drill
  from alert a left join fact_incident i on i.incident = a.incident
  where a.entry_id is null) f
where {filters}
