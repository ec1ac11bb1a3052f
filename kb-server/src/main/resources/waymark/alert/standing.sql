-- The rules that have alerts in an incident.
select source, rule, count(*) filter (where state = 'FIRING') as firing,
  count(*) filter (where state = 'RESOLVED') as over,
  coalesce(max(changed_at) filter (where state = 'FIRING')
    > max(changed_at) filter (where state = 'RESOLVED'),
    bool_or(state = 'FIRING' and ended_before is not null)) as fired_again
from alert where incident = ?
group by source, rule
order by fired_again desc, count(*) filter (where state = 'FIRING') > 0 desc, max(changed_at) desc
