-- Of two who write a lesson at once the second is told; what was edited knows what it was made of; and it's
-- known what became of a pull request.
alter table lesson
  add column revision integer not null default 1 check (revision > 0),
  add column edited_base text,
  add column pull_request_number text,
  add column pull_request_state text check (pull_request_state in ('OPEN', 'MERGED', 'CLOSED')),
  add column pull_request_asked_at timestamptz;

update lesson set edited_base = coalesce(change ->> 'edited-from', ''), change = change - 'edited-from'
  where edited is not null;

-- The pages of all forges end in the number.
update lesson set pull_request_number = substring(pull_request from '[0-9]{1,18}$'), pull_request_state = 'OPEN',
    pull_request_asked_at = updated_at
  where pull_request is not null;

alter table lesson
  add check ((edited is null) = (edited_base is null)),
  add check ((pull_request is null) = (pull_request_number is null)),
  add check ((pull_request is null) = (pull_request_state is null));
