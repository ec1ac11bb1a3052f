select f.incident, l.entry_id, l.kind, l.state,
  date_part('epoch', l.decided_at - l.created_at) / 86400 as decided,
  date {today} - (l.created_at at time zone 'UTC')::date as days
from lesson l join fact_incident f on f.incident = l.incident where {filters}
