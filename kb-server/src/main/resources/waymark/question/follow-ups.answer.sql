select owner as k_owner, owner, count(*) filter (where state = 'OPEN') as open,
  count(*) filter (where state = 'OPEN' and late > 0) as overdue,
  max(late) filter (where state = 'OPEN' and late > 0) as longest,
  count(*) filter (where state = 'DONE') as done
from base group by owner order by overdue desc, open desc, owner
