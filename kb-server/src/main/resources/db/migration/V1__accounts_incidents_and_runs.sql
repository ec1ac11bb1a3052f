create table account (
  id bigint generated always as identity primary key,
  name text not null unique check (name = lower(name)),
  display_name text not null,
  role text not null check (role in ('VIEWER', 'RESPONDER', 'AUTHOR', 'ADMINISTRATOR')),
  active boolean not null,
  password_hash text,
  created_at timestamptz not null,
  created_by text not null
);

-- Sessions, one-time links and tokens of programs: only the hash of each secret is kept.
create table account_token (
  hash bytea primary key,
  account_id bigint not null references account,
  kind text not null check (kind in ('SESSION', 'LINK', 'API')),
  label text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index on account_token (account_id);
create index on account_token (expires_at);

-- Every text of an entry that a run has walked.
create table entry_version (
  hash text primary key,
  entry_id text not null,
  path text not null,
  text text not null,
  kept_at timestamptz not null
);

-- The head of each incident, kept beside the events that it follows from, for lists.
create table incident (
  number bigint generated always as identity primary key,
  title text not null,
  entry_id text not null,
  severity text not null check (severity in ('SEV1', 'SEV2', 'SEV3', 'SEV4')),
  state text not null check (state in ('OPEN', 'MITIGATED', 'RESOLVED', 'ESCALATED', 'ABANDONED')),
  scenario text,
  opened_by text not null,
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  ended_at timestamptz,
  cause text,
  cause_title text,
  node text not null,
  node_title text not null,
  sequence integer not null,
  head_hash bytea not null
);
create index on incident (state, number desc);
create index on incident (entry_id, number desc);

create table incident_event (
  incident bigint not null references incident,
  sequence integer not null check (sequence > 0),
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('PERSON', 'ENGINE')),
  actor text not null,
  type text not null,
  payload jsonb not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (incident, sequence)
);

create table run (
  id uuid primary key,
  incident bigint not null references incident,
  ordinal integer not null check (ordinal > 0),
  entry_id text not null,
  entry_hash text not null references entry_version,
  scenario text,
  started_at timestamptz not null,
  sequence integer not null,
  head_hash bytea not null,
  unique (incident, ordinal)
);

create table run_event (
  run uuid not null references run,
  sequence integer not null check (sequence > 0),
  at timestamptz not null,
  actor_kind text not null check (actor_kind in ('PERSON', 'ENGINE')),
  actor text not null,
  type text not null,
  payload jsonb not null,
  previous_hash bytea not null,
  hash bytea not null,
  primary key (run, sequence)
);

-- The tables that queries gave back, once each, whoever refers to them.
create table answer (
  hash text primary key,
  body jsonb not null,
  kept_at timestamptz not null
);

-- What came of an input that carried an idempotency key.
create table keyed_input (
  scope text not null,
  key text not null,
  input_hash text not null,
  outcome bigint not null,
  at timestamptz not null,
  primary key (scope, key)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are written once and never changed', tg_table_name
    using errcode = 'insufficient_privilege';
end
$$;

create trigger append_only before update or delete or truncate on incident_event
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on run_event
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on answer
  for each statement execute function refuse_change();
create trigger append_only before update or delete or truncate on entry_version
  for each statement execute function refuse_change();
