with g as (
  select count(*) as incidents,
    count(detect) as n_detect, percentile_cont(array[0.5, 0.9, 0.99]) within group (order by detect) as p_detect,
    count(acknowledge) as n_acknowledge, percentile_cont(array[0.5, 0.9, 0.99]) within group (order by acknowledge) as p_acknowledge,
    count(diagnose) as n_diagnose, percentile_cont(array[0.5, 0.9, 0.99]) within group (order by diagnose) as p_diagnose,
    count(mitigate) as n_mitigate, percentile_cont(array[0.5, 0.9, 0.99]) within group (order by mitigate) as p_mitigate,
    count(resolve) as n_resolve, percentile_cont(array[0.5, 0.9, 0.99]) within group (order by resolve) as p_resolve
  from base)
select m.k_measure, m.measure, m.incidents, m.p[1] as median, m.p[2] as p90, m.p[3] as p99
from g cross join lateral (values
  (0, 'detect', 'detect', g.n_detect, g.p_detect),
  (1, 'acknowledge', 'acknowledge', g.n_acknowledge, g.p_acknowledge),
  (2, 'diagnose', 'diagnose', g.n_diagnose, g.p_diagnose),
  (3, 'mitigate', 'mitigate', g.n_mitigate, g.p_mitigate),
  (4, 'resolve', 'resolve', g.n_resolve, g.p_resolve)) m (place, k_measure, measure, incidents, p)
where g.incidents > 0
order by m.place
