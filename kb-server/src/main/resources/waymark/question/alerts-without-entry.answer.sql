select rule as k_rule, source as k_source, rule, source, count(*) as alerts,
  count(distinct incident) as incidents, (max(opened_at) at time zone 'UTC')::date as last
from base group by base.rule, base.source order by alerts desc, last desc, rule, source
