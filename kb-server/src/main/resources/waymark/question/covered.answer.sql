with g as (
  select covered, count(*) as incidents, avg(visits)::float8 as steps,
    percentile_cont(array[0.5, 0.9]) within group (order by lasted) as lasted
  from base group by covered)
select covered as k_covered, case when covered then 'covered' else 'not covered' end as entry,
  incidents, incidents / sum(incidents) over () as share, lasted[1] as lasted,
  lasted[2] as lasted90, steps
from g order by covered desc
