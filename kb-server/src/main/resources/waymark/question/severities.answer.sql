with g as (
  select severity, count(*) as incidents,
    percentile_cont(0.5) within group (order by diagnose) as diagnose,
    percentile_cont(array[0.5, 0.9]) within group (order by mitigate) as mitigate
  from base group by severity)
select severity as k_severity, 'sev' || severity as severity, incidents, diagnose,
  mitigate[1] as mitigate, mitigate[2] as mitigate90
from g order by g.severity
