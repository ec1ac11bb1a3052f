with g as (
  select period, count(*) as incidents,
    percentile_cont(0.5) within group (order by acknowledge) as acknowledge,
    percentile_cont(array[0.5, 0.9]) within group (order by diagnose) as diagnose,
    percentile_cont(array[0.5, 0.9]) within group (order by mitigate) as mitigate
  from base group by period)
select period as k_period, period, incidents, acknowledge, diagnose[1] as diagnose,
  diagnose[2] as diagnose90, mitigate[1] as mitigate, mitigate[2] as mitigate90
from g order by period
