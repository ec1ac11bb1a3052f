-- What people look back on when an incident has ended. One each; opened by itself.
create table review (
  incident bigint primary key references incident,
  state text not null check (state in ('OPEN', 'CLOSED')),
  revision integer not null check (revision > 0),
  opened_at timestamptz not null,
  updated_at timestamptz not null,
  updated_by text not null,
  closed_at timestamptz,
  closed_by text,
  -- When the trouble began, which nobody but a person knows.
  began_at timestamptz,
  summary text not null default '',
  impact text not null default '',
  went_well text not null default '',
  went_badly text not null default '',
  no_lesson_reason text not null default '',
  check ((state = 'CLOSED') = (closed_at is not null and closed_by is not null))
);

-- A review opens with the end of its incident, whichever way that comes about.
create function open_review() returns trigger language plpgsql as $$
begin
  insert into review (incident, state, revision, opened_at, updated_at, updated_by)
    values (new.number, 'OPEN', 1, new.ended_at, new.ended_at, 'engine')
    on conflict do nothing;
  return null;
end
$$;

create trigger open_review after update of state on incident
  for each row when (new.state in ('RESOLVED', 'ESCALATED') and new.ended_at is not null)
  execute function open_review();

insert into review (incident, state, revision, opened_at, updated_at, updated_by)
  select number, 'OPEN', 1, ended_at, ended_at, 'engine' from incident
  where state in ('RESOLVED', 'ESCALATED') and ended_at is not null;

-- Something learned, bound to a place of an entry's text as it was then.
create table lesson (
  id bigint generated always as identity primary key,
  incident bigint not null references incident,
  run uuid not null references run,
  visit integer not null check (visit > 0),
  kind text not null check (kind in (
    'WRONG_CONDITION', 'MISSING_BRANCH', 'MISSING_STEP', 'MISSING_CAUSE', 'MISLEADING_TEXT', 'DEAD_END',
    'OUTDATED_COMMAND', 'BETTER_QUERY', 'ALERT', 'PREVENTION')),
  entry_id text not null,
  entry_hash text not null references entry_version,
  -- The slug of a step, cause or action.
  node text not null,
  -- The index of a row of the node's table of branches, from 0.
  branch integer check (branch >= 0),
  text text not null,
  -- The event of the run that planted it; null where it was written in the review.
  planted integer,
  -- What is to be changed, field by field, and the entry's text where somebody has edited that.
  change jsonb not null default '{}',
  edited text,
  state text not null check (state in ('OPEN', 'PROPOSED', 'MERGED', 'REJECTED')),
  created_at timestamptz not null,
  created_by text not null,
  updated_at timestamptz not null,
  updated_by text not null,
  -- Why it was rejected.
  reason text,
  -- Where it is proposed: a branch of the content repository, its commit, a pull request.
  proposed_branch text,
  proposed_commit text,
  pull_request text,
  decided_at timestamptz,
  unique (run, planted)
);
create index on lesson (incident, id);
create index on lesson (entry_id, node, id);
create index on lesson (state, created_at);

-- Something to be done lest it happen again.
create table follow_up (
  id bigint generated always as identity primary key,
  incident bigint not null references incident,
  lesson bigint references lesson,
  title text not null,
  owner text not null,
  due date not null,
  state text not null check (state in ('OPEN', 'DONE', 'DROPPED')),
  created_at timestamptz not null,
  created_by text not null,
  closed_at timestamptz,
  closed_by text,
  -- What shows that it's done, or why it was dropped.
  link text,
  reason text,
  check ((state = 'OPEN') = (closed_at is null)),
  check (state <> 'DONE' or link is not null)
);
create index on follow_up (incident, id);
create index on follow_up (state, due);
