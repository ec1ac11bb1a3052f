insert into fact_incident (incident, entry, severity, first_severity, drill, state, outcome, covered, cause, opened_at,
  acknowledged_at, diagnosed_at, mitigated_at, resolved_at, ended_at, runs, visits, overrides, returns, asked, failed,
  handovers, updated_at, began_at, review_at)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
  (select began_at from review where incident = ?),
  (select updated_at from review where incident = ?))
