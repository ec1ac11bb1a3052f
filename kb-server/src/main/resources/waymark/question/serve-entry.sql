insert into fact_entry (title, service, owners, reviewed, stale_after, scenarios, runs, version, entry_id, served)
values (?, ?, ?, ?, ?, ?, ?, ?, ?, true)
on conflict (entry_id) do update set title = excluded.title, service = excluded.service, owners = excluded.owners,
  reviewed = excluded.reviewed, stale_after = excluded.stale_after, scenarios = excluded.scenarios, runs = excluded.runs,
  version = excluded.version, served = true
