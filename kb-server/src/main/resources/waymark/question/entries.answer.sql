select entry as k_entry, entry_id as entry, service, scenarios, count(incident) as incidents,
  (max(opened_at) at time zone 'UTC')::date as last
from base group by base.entry, entry_id, service, scenarios
order by incidents, entry_id
