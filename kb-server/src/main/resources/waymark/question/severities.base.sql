select f.incident, f.severity,
  date_part('epoch', f.opened_at - f.began_at) as detect,
  date_part('epoch', f.acknowledged_at - f.opened_at) as acknowledge,
  date_part('epoch', f.diagnosed_at - f.opened_at) as diagnose,
  date_part('epoch', f.mitigated_at - f.opened_at) as mitigate,
  date_part('epoch', f.resolved_at - f.opened_at) as resolve
from fact_incident f where {filters}
