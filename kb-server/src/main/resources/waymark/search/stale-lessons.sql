-- Lessons that have changed since their documents were made: of this format, at the time of the last change.
select l.id, l.version, l.incident, i.title, i.scenario, l.kind, l.entry_id, l.node, l.text, l.state, l.updated_at
from (select *, '1.' || (extract(epoch from updated_at) * 1000000)::bigint::text as version from lesson) l
join incident i on i.number = l.incident
left join search_document d on d.kind = 'LESSON' and d.id = l.id::text
where d.version is distinct from l.version
order by l.id desc limit ?
