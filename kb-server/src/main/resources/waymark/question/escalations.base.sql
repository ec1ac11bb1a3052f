select f.incident, c.node, c.from_value, c.to_value, c.reason
from fact_change c join fact_incident f on f.incident = c.incident
where c.kind = 'ESCALATION' and {filters}
