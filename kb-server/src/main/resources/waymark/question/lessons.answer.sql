select kind as k_kind, replace(lower(kind), '_', ' ') as kind, count(*) as lessons,
  count(*) filter (where state = 'OPEN') as open,
  count(*) filter (where state = 'PROPOSED') as proposed,
  count(*) filter (where state = 'MERGED') as merged,
  count(*) filter (where state = 'REJECTED') as rejected,
  percentile_cont(0.5) within group (order by decided) as decided,
  max(days) filter (where state in ('OPEN', 'PROPOSED')) as oldest
from base group by base.kind order by lessons desc, base.kind
