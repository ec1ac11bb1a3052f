select f.incident, f.entry, f.drill, date_part('epoch', f.diagnosed_at - f.opened_at) as diagnose
from fact_incident f where {filters}
