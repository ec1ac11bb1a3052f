select f.incident, f.cause,
  date_trunc('{by}', f.opened_at at time zone 'UTC')::date as period
from fact_incident f where f.cause is not null and {filters}
