select f.incident, f.period, f.first from (
  select s.*, date_trunc('{by}', s.opened_at at time zone 'UTC')::date as period,
    row_number() over (partition by s.drill, s.cause order by s.opened_at, s.incident) = 1 as first
  from fact_incident s where s.cause is not null) f
where {filters}
