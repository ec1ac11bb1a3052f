select f.incident, f.cause, f.opened_at,
  date_part('epoch', f.diagnosed_at - f.opened_at) as diagnose
from fact_incident f where f.cause is not null and {filters}
