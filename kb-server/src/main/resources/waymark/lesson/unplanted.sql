-- Former versions planted lessons when somebody looked at them.
select distinct r.incident
from run_event e
join run r on r.id = e.run
where e.type = 'feedback-given' and e.payload ->> 'feedback' <> 'HELPED'
  and not exists (select from lesson l where l.run = e.run and l.planted = e.sequence)
order by r.incident
