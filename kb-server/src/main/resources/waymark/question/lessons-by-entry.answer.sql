select entry_id as k_entry_id, entry_id as entry, count(*) as lessons,
  count(*) filter (where state in ('OPEN', 'PROPOSED')) as waiting,
  count(*) filter (where state = 'MERGED') as merged,
  max(days) filter (where state in ('OPEN', 'PROPOSED')) as oldest
from base group by entry_id order by waiting desc, entry_id
