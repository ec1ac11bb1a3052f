select from_value as k_from_value, to_value as k_to_value, from_value as from, to_value as to,
  count(*) as times, mode() within group (order by reason) as reason
from base group by from_value, to_value order by times desc, from_value, to_value
