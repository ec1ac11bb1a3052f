-- The best documents of each kind. Of each kind only the newest matches are ranked, since
-- ranking looks at every one of them. What is pasted brings the weights of its terms along.
with ranked as materialized (
  select c.key, c.kind, c.at,
    ts_rank('{0.1, 0.2, 0.5, 1.0}', c.words, to_tsquery('waymark', :query), 1)
      * case c.kind when 'ENTRY' then 2.0 when 'LESSON' then 1.2 when 'STEP' then 1.0 when 'INCIDENT' then 0.8 else 0.7 end
      + case when cardinality(:terms::text[]) = 0 then 0 else
        (select coalesce(sum(t.weight), 0)
          from unnest(:terms::text[], :weights::float8[]) as t (term, weight)
          where c.words @@ t.term::tsquery) end as rank
  from unnest(:kinds::text[]) as k (kind)
  cross join lateral (
    select key, kind, at, words
    from search_document d
    where d.kind = k.kind
      and d.words @@ to_tsquery('waymark', :query)
      and d.visible_to = any(:roles::text[])
      and (:entry::text is null or d.entry_id = :entry)
      and (:service::text is null or lower(d.service) = lower(:service))
      and (:severity::text is null or d.severity = :severity)
      and (:state::text is null or d.state = :state)
      and (:drill::boolean is null or d.drill = :drill)
      and (:since::timestamptz is null or d.at >= :since)
      and (:until::timestamptz is null or d.at < :until)
    order by d.at desc, d.key desc
    limit :candidates) c
), page as (
  select * from ranked order by rank desc, at desc, key desc limit :size offset :skipped
)
select d.kind, d.id, d.url, d.title, d.entry_id, d.service, d.severity, d.state, d.incident, d.drill, d.at,
  t.body, p.rank,
  (select string_agg(k.kind || '=' || k.found, ',')
    from (select kind, count(*) as found from ranked group by kind) k) as counts,
  (select tsvector_to_array(to_tsvector('waymark', :plain))) as stems
from page p
join search_document d using (key)
join search_text t on t.document = d.key
order by p.rank desc, p.at desc, p.key desc
