select owners as k_owners, coalesce(nullif(owners, ''), 'nobody') as owners, count(*) as open,
  count(*) filter (where days > 14) as late, max(days) as oldest
from base group by owners order by open desc, owners
