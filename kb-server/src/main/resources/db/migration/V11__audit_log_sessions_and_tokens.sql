-- Who did what to the accounts and the settings, from where; who took what away.
create table audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  -- What repeats is one event: when it began, and how often it happened.
  since timestamptz not null,
  times bigint not null check (times > 0),
  action text not null,
  -- Nobody where nobody had signed in.
  actor text,
  -- None where the server did it by itself.
  address text,
  -- What it was done to: an account, an incident, a setting.
  subject text,
  detail text not null
);
create index on audit_event (subject, id);

create trigger append_only before update or delete or truncate on audit_event
  for each statement execute function refuse_change();

alter table account_token
  -- What lists and addresses call it by; the hash is never shown.
  add column id bigint generated always as identity unique,
  add column address text,
  add column last_used_at timestamptz,
  add column scope text not null default 'ROLE' check (scope in ('ROLE', 'READ')),
  -- Failed attempts before this session began, until its owner has looked at them.
  add column failed_attempts bigint not null default 0;

-- Until when the account's owner has been told of failed attempts.
alter table account add column told_until timestamptz;
update account set told_until = now();
alter table account alter column told_until set not null;
