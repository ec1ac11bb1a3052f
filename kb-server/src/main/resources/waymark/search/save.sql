with document as (
  insert into search_document (kind, id, version, url, title, entry_id, service, severity, state,
    incident, drill, at, visible_to, marks, words)
  values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, search_words(?, ?, ?))
  on conflict (kind, id) do update set version = excluded.version, url = excluded.url,
    title = excluded.title, entry_id = excluded.entry_id, service = excluded.service,
    severity = excluded.severity, state = excluded.state, incident = excluded.incident,
    drill = excluded.drill, at = excluded.at, visible_to = excluded.visible_to,
    marks = excluded.marks, words = excluded.words
  returning key)
insert into search_text (document, body) select key, ? from document
on conflict (document) do update set body = excluded.body
