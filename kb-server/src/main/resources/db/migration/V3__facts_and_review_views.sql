-- Facts: what reviews ask of many incidents at once, folded from the events. They can be thrown away and folded again.

-- An entry that is served, or was walked.
create table fact_entry (
  id integer generated always as identity primary key,
  entry_id text not null unique,
  title text not null default '',
  service text not null default '',
  owners text not null default '',
  reviewed date,
  stale_after date,
  scenarios integer not null default 0,
  -- Whether it is among the entries now, and whether it runs.
  served boolean not null default false,
  runs boolean not null default false
);

-- A step, cause, action or end of an entry.
create table fact_node (
  id integer generated always as identity primary key,
  entry integer not null references fact_entry,
  node text not null,
  kind text not null check (kind in ('QUERY', 'QUESTION', 'CAUSE', 'ACTION', 'ESCALATION', 'PREVENTION')),
  title text not null,
  served boolean not null default false,
  unique (entry, node)
);

-- A way out of a node.
create table fact_edge (
  id integer generated always as identity primary key,
  node integer not null references fact_node,
  kind text not null check (kind in ('BRANCH', 'REPLY', 'CONFIRM', 'DO', 'RETURN', 'ESCALATE', 'END')),
  -- What the pattern means, such as FAILED; empty where the edge is no pattern.
  state text not null,
  -- The pattern's condition, or the answer of a question.
  condition text not null,
  label text not null,
  -- Empty where it stays in the entry.
  to_entry text not null,
  -- Empty where it leads to another entry's first step, or to the end.
  to_node text not null,
  -- Hash of all of these but the node.
  key text not null,
  served boolean not null default false,
  -- Whether some scenario takes it; null where nobody has tried yet.
  tested boolean,
  unique (node, key)
);

create table fact_incident (
  incident bigint primary key references incident,
  entry integer not null references fact_entry,
  -- 1 is the worst.
  severity smallint not null check (severity between 1 and 4),
  first_severity smallint not null check (first_severity between 1 and 4),
  drill boolean not null,
  state text not null,
  -- How the last run ended.
  outcome text,
  -- Whether the entries knew it; null where nobody got so far.
  covered boolean,
  cause integer references fact_node,
  began_at timestamptz,
  opened_at timestamptz not null,
  acknowledged_at timestamptz,
  diagnosed_at timestamptz,
  mitigated_at timestamptz,
  resolved_at timestamptz,
  ended_at timestamptz,
  runs integer not null,
  visits integer not null,
  overrides integer not null,
  returns integer not null,
  asked integer not null,
  failed integer not null,
  handovers integer not null,
  -- What of the incident and its review these are folded from.
  updated_at timestamptz not null,
  review_at timestamptz
);
create index on fact_incident (opened_at);

-- A stay at a node, with what filters ask of its incident beside it, since a join of all costs too much.
create table fact_visit (
  incident bigint not null references fact_incident on delete cascade,
  run smallint not null check (run > 0),
  visit smallint not null check (visit > 0),
  entry integer not null,
  severity smallint not null,
  drill boolean not null,
  opened_at timestamptz not null,
  cause integer,
  node integer not null references fact_node,
  -- The way out that was taken; null while the run is here.
  edge integer references fact_edge,
  -- The way out that the answer called for.
  proposed integer references fact_edge,
  overridden boolean not null,
  -- Whether a person left, and not the engine.
  by_person boolean not null,
  -- Left by going back: what was looked for wasn't here.
  dead_end boolean not null,
  -- A query or a question that was left by a pattern or an answer: what the value of checks is reckoned of.
  decided boolean not null,
  arrived_at timestamptz not null,
  seconds real,
  asked smallint not null,
  failed smallint not null,
  -- The slowest answer of a live source.
  took_ms integer,
  -- Why the last query that failed did.
  failure text,
  helped smallint not null,
  misled smallint not null,
  missing smallint not null,
  -- Why another way was taken than the one proposed, or why somebody went back.
  reason text,
  primary key (incident, run, visit)
);
-- Medians want each step's times in order, and nothing but these columns.
create index on fact_visit (node, seconds) include (edge, cause, entry, severity, drill, opened_at, incident);
create index on fact_visit (node, seconds) include (edge, cause, entry, severity, drill, opened_at, incident)
  where decided;
create index on fact_visit (node, took_ms) include (asked, failed, failure, cause, entry, severity, drill, opened_at, incident)
  where asked > 0;

-- A change of severity, a handover, an escalation or a reopening.
create table fact_change (
  incident bigint not null references fact_incident on delete cascade,
  at timestamptz not null,
  kind text not null check (kind in ('SEVERITY', 'HANDOVER', 'ESCALATION', 'REOPENING')),
  actor text not null,
  node integer references fact_node,
  from_value text not null,
  to_value text not null,
  reason text not null
);
create index on fact_change (incident);

-- A question with its filters, kept under a name.
create table saved_question (
  id bigint generated always as identity primary key,
  name text not null,
  question text not null,
  filters text not null,
  created_by text not null,
  created_at timestamptz not null
);

-- What free questions may read: see docs/review-sql.md.
create schema review;

create view review.entries as
select e.entry_id, e.title, nullif(e.service, '') as service, nullif(e.owners, '') as owners, e.reviewed,
  e.stale_after, e.scenarios, e.served, e.runs
from fact_entry e;

create view review.steps as
select e.entry_id, n.node, lower(n.kind) as kind, n.title, n.served
from fact_node n join fact_entry e on e.id = n.entry;

create view review.branches as
select e.entry_id, n.node, lower(b.kind) as kind, nullif(lower(b.state), '') as state,
  nullif(b.condition, '') as condition, b.label, nullif(b.to_entry, '') as to_entry,
  nullif(b.to_node, '') as to_node, b.served, b.tested
from fact_edge b join fact_node n on n.id = b.node join fact_entry e on e.id = n.entry;

create view review.incidents as
select f.incident, i.title, e.entry_id, nullif(e.service, '') as service, 'sev' || f.severity as severity,
  'sev' || f.first_severity as first_severity, f.drill, i.scenario, lower(f.state) as state,
  replace(lower(f.outcome), '_', '-') as outcome, f.covered, ce.entry_id as cause_entry, c.node as cause,
  c.title as cause_title, i.opened_by, f.began_at, f.opened_at, f.acknowledged_at, f.diagnosed_at,
  f.mitigated_at, f.resolved_at, f.ended_at, f.runs, f.visits, f.overrides, f.returns, f.asked, f.failed,
  f.handovers
from fact_incident f
join incident i on i.number = f.incident
join fact_entry e on e.id = f.entry
left join fact_node c on c.id = f.cause
left join fact_entry ce on ce.id = c.entry;

create view review.visits as
select v.incident, v.run, v.visit, e.entry_id, n.node, lower(n.kind) as kind, n.title,
  lower(t.kind) as left_by, nullif(lower(t.state), '') as state, nullif(t.condition, '') as condition,
  t.label as taken, nullif(t.to_entry, '') as to_entry, nullif(t.to_node, '') as to_node,
  p.label as proposed, v.overridden, v.by_person, v.dead_end, v.reason, v.arrived_at, v.seconds, v.asked,
  v.failed, v.took_ms, replace(lower(v.failure), '_', '-') as failure, v.helped, v.misled, v.missing
from fact_visit v
join fact_node n on n.id = v.node
join fact_entry e on e.id = n.entry
left join fact_edge t on t.id = v.edge
left join fact_edge p on p.id = v.proposed;

create view review.changes as
select c.incident, c.at, lower(c.kind) as kind, c.actor, n.node, nullif(c.from_value, '') as from_value,
  nullif(c.to_value, '') as to_value, nullif(c.reason, '') as reason
from fact_change c left join fact_node n on n.id = c.node;

create view review.reviews as
select incident, lower(state) as state, opened_at, updated_at, closed_at, closed_by, began_at,
  nullif(summary, '') as summary, nullif(impact, '') as impact, nullif(went_well, '') as went_well,
  nullif(went_badly, '') as went_badly, nullif(no_lesson_reason, '') as no_lesson_reason
from review;

create view review.lessons as
select id, incident, entry_id, node, branch, lower(replace(kind, '_', '-')) as kind, text,
  lower(state) as state, created_at, created_by, decided_at, reason, proposed_branch, pull_request
from lesson;

create view review.follow_ups as
select id, incident, lesson, title, owner, due, lower(state) as state, created_at, created_by, closed_at,
  closed_by, link, reason
from follow_up;

-- Free questions run as a role of their own, inside a function that it owns: there, nothing can change the role
-- back. Where the database user may not create roles, free questions are off; docs/review-sql.md has what an
-- administrator of the database runs then.
do $$
begin
  if not exists (select from pg_roles where rolname = 'waymark_review') then
    create role waymark_review nologin;
  end if;
  execute format('grant waymark_review to %I', current_user);
  grant usage on schema review to waymark_review;
  grant select on all tables in schema review to waymark_review;

  create function review.ask(statement text, most_rows integer, most_characters integer) returns setof text
  language plpgsql volatile security definer set search_path = review, pg_catalog, pg_temp as $ask$
  declare
    found record;
    line text;
    total bigint := 0;
    read integer := 0;
  begin
    for found in execute statement loop
      line := row_to_json(found)::text;
      read := read + 1;
      total := total + length(line);
      if read > most_rows or total > most_characters then
        -- What is left out is told by a row that is none.
        return next null;
        exit;
      end if;
      return next line;
    end loop;
    return;
  end
  $ask$;
  revoke all on function review.ask(text, integer, integer) from public;
  grant create on schema review to waymark_review;
  alter function review.ask(text, integer, integer) owner to waymark_review;
  revoke create on schema review from waymark_review;
exception when insufficient_privilege then
  raise warning 'free questions are off: % may not create the role waymark_review', current_user;
end
$$;
