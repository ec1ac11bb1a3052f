insert into fact_visit (incident, run, visit, entry, severity, drill, opened_at, cause, node, edge, proposed, overridden,
  by_person, dead_end, decided, arrived_at, seconds, asked, failed, took_ms, failure, helped, misled, missing, reason)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
