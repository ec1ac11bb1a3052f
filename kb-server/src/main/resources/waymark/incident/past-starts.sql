-- How the newest incidents of an entry began on live data, of those that a person opened and those with alerts of the same
-- targets; the latter first.
select i.number, i.opened_at, began.type, began.payload, same.target as same_target
from incident i
join run r on r.incident = i.number and r.ordinal = 1
join run_event began on began.run = r.id and began.sequence = 1
cross join lateral (
  select exists (
    select from alert a cross join lateral jsonb_array_elements_text(a.targets) as target (id)
    where a.incident = i.number and lower(target.id) = any(:targets)) as target) same
where i.entry_id = :entry and r.entry_id = :entry and i.scenario is null and (same.target or i.opened_by = :person)
order by same.target desc, i.number desc
limit :most
