-- A sequence skips numbers when a transaction fails or the database crashes. This counter is part of the
-- transaction that opens the incident: who opens another one meanwhile waits for it, a little longer than for
-- other locks.
create table incident_number (
  one boolean primary key default true check (one),
  last bigint not null
) with (fillfactor = 10);
insert into incident_number (last) select coalesce(max(number), 0) from incident;

create function next_incident_number() returns bigint language sql volatile set lock_timeout = '800ms'
begin atomic
  update incident_number set last = last + 1 returning last;
end;

alter table incident alter column number drop identity;
alter table incident alter column number set default next_incident_number();
