select f.incident, f.covered, date_part('epoch', f.ended_at - f.opened_at) as lasted, f.visits
from fact_incident f where f.covered is not null and f.ended_at is not null and {filters}
