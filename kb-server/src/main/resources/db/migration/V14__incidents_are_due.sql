-- Lists of incidents show who has one in hand, and begin with what is due: when somebody is to be called first, by the
-- escalation table of the text that is walked. Of incidents that were opened before, nobody knows any more.
alter table incident add owner text;
alter table incident add due_at timestamptz;
update incident set owner = opened_by;
alter table incident alter owner set not null;
create index incident_most_urgent on incident (severity, due_at, number desc);
