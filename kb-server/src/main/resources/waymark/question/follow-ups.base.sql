select f.incident, u.owner, u.state, date {today} - u.due as late
from follow_up u join fact_incident f on f.incident = u.incident where {filters}
