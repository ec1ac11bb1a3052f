select entry as k_entry, entry_id as entry, coalesce(nullif(owners, ''), 'nobody') as owners,
  reviewed, stale_after, date {today} - stale_after as days,
  count(incident) filter (where (opened_at at time zone 'UTC')::date > reviewed) as incidents
from base where stale_after < date {today}
group by base.entry, entry_id, owners, reviewed, stale_after order by incidents desc, days desc, entry_id
