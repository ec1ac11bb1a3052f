select f.incident, e.owners, date {today} - (r.opened_at at time zone 'UTC')::date as days
from review r join fact_incident f on f.incident = r.incident
  join fact_entry e on e.id = f.entry
where r.state = 'OPEN' and {filters}
