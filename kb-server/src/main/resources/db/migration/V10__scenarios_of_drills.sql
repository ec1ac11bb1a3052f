-- The files of every scenario that a run has walked on, once each.
create table scenario_version (
  hash text primary key,
  entry_id text not null,
  name text not null,
  -- A JSON object of texts by their paths, as a text: what it says is hashed byte by byte.
  files text not null,
  kept_at timestamptz not null
);

create trigger append_only before update or delete or truncate on scenario_version
  for each statement execute function refuse_change();

-- Empty for runs on live data, for those of before, and for scenarios too large to be kept.
alter table run add column scenario_hash text references scenario_version;
