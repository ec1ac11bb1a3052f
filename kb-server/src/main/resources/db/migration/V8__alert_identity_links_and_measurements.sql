-- Two rules may call their alerts by one id: the rule tells them apart.
alter table alert drop constraint alert_source_source_id_key;
-- Alerts in our own words had their rule in front for the same reason.
update alert set source_id = substr(source_id, length(rule) + 2) where starts_with(source_id, rule || ' ');
alter table alert add unique (source, rule, source_id);

alter table alert
  add column annotations jsonb not null default '{}',
  -- Objects with name, value, threshold, operator.
  add column measurements jsonb not null default '[]',
  -- Objects with name and address.
  add column links jsonb not null default '[]',
  -- Whether its source has told that it fires; an end can overtake that.
  add column fired boolean not null default true,
  -- When it had ended before it fired again.
  add column ended_before timestamptz,
  -- When its source told of the state that it is in.
  add column changed_at timestamptz;
update alert set
  links = case when link is null then '[]'
    else jsonb_build_array(jsonb_build_object('name', 'In its system', 'address', link)) end,
  changed_at = last_seen_at;
alter table alert alter column changed_at set not null;

drop view review.alerts;
alter table alert drop column link;
create view review.alerts as
select id, source, rule, lower(severity) as severity, lower(state) as state, nullif(description, '') as description,
  targets, labels, annotations, measurements, links, links -> 0 ->> 'address' as link, fired_at, resolved_at,
  first_seen_at, last_seen_at, times, entry_id, incident, obstacle
from alert;

-- The role is missing where the database user may not create roles: docs/review-sql.md.
do $$
begin
  if exists (select from pg_roles where rolname = 'waymark_review') then
    grant select on review.alerts to waymark_review;
  end if;
end
$$;
