select period as k_period, period, count(*) as incidents,
  count(*) filter (where first) as new,
  count(*) filter (where first)::float8 / count(*) as share
from base group by period order by period
