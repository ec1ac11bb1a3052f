-- What monitoring systems say is wrong: one row for each firing, however often its source tells of it.
create table alert (
  id bigint generated always as identity primary key,
  source text not null,
  -- Tells firings apart within the source; the same for the end of one.
  source_id text not null,
  rule text not null,
  severity text check (severity in ('SEV1', 'SEV2', 'SEV3', 'SEV4')),
  state text not null check (state in ('FIRING', 'RESOLVED')),
  description text not null,
  targets jsonb not null,
  labels jsonb not null,
  link text,
  fired_at timestamptz not null,
  resolved_at timestamptz,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  times integer not null check (times > 0),
  -- The entry that it opens; null where none does.
  entry_id text,
  -- The incident that it opened or joined.
  incident bigint references incident,
  -- Why it opened no incident although an entry is there.
  obstacle text,
  unique (source, source_id)
);
create index on alert (incident);
create index on alert (fired_at desc, id desc);
create index on alert (source, rule, entry_id);

create view review.alerts as
select id, source, rule, lower(severity) as severity, lower(state) as state, nullif(description, '') as description,
  targets, labels, link, fired_at, resolved_at, first_seen_at, last_seen_at, times, entry_id, incident, obstacle
from alert;

-- The role is missing where the database user may not create roles: docs/review-sql.md.
do $$
begin
  if exists (select from pg_roles where rolname = 'waymark_review') then
    grant select on review.alerts to waymark_review;
  end if;
end
$$;
