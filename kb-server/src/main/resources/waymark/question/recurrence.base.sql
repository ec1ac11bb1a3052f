select f.incident, f.cause, f.since, f.since <= 20 as again from (
  select s.*, date_part('epoch', s.opened_at - lag(s.opened_at) over (
      partition by s.drill, s.cause order by s.opened_at, s.incident)) / 86400 as since
  from fact_incident s where s.cause is not null) f
where {filters}
