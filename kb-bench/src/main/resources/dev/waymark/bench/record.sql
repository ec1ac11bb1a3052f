-- 1,000 incidents of one run with 1,000 events each, chained as the server chains them.
do $$
declare
  moment timestamptz := '2026-11-01T00:00:00Z';
  iso text := '2026-11-01T00:00:00Z';
  entry text;
  own_number bigint;
  own bytea;
  id uuid;
  log text;
  payload text;
  hashes bytea[];
  payloads text[];
begin
  entry := encode(sha256(convert_to('# Measured', 'UTF8')), 'hex');
  insert into entry_version (hash, entry_id, path, text, kept_at)
  values (entry, 'measured', 'measured.md', '# Measured', moment) on conflict do nothing;
  for i in 1..1000 loop
    id := gen_random_uuid();
    insert into incident (title, entry_id, severity, state, opened_by, opened_at, updated_at, node,
      node_title, sequence, head_hash)
    values ('Measured', 'measured', 'SEV3', 'OPEN', 'bench', moment, moment, 'begin', 'Begin', 1, '')
    returning number into own_number;
    payload := '{"entry":"measured","severity":"sev3","title":"Measured"}';
    own := sha256(convert_to('["incident/' || own_number || '",1,"' || iso || '","PERSON","bench","opened","'
      || replace(payload, '"', '\"') || '","' || repeat('0', 64) || '"]', 'UTF8'));
    insert into incident_event values (own_number, 1, moment, 'PERSON', 'bench', 'opened', payload::jsonb,
      decode(repeat('0', 64), 'hex'), own);
    update incident set head_hash = own where incident.number = own_number;
    log := id::text;
    hashes := array[decode(repeat('0', 64), 'hex')];
    payloads := '{}';
    for step in 1..1000 loop
      payload := case step when 1 then
        '{"at":"begin","entry":"measured","entryHash":"' || entry || '","parameters":[]}'
      else
        '{"text":"The gateway answers ' || (i * 7919 + step * 104729) % 100000
          || ' calls a minute, and one backend of three is slower than the others.","visit":1}'
      end;
      payloads := payloads || payload;
      hashes := hashes || sha256(convert_to('["' || log || '",' || step || ',"' || iso
        || '","PERSON","bench","' || case step when 1 then 'started' else 'note-added' end || '","'
        || replace(payload, '"', '\"') || '","' || encode(hashes[step], 'hex') || '"]', 'UTF8'));
    end loop;
    insert into run (id, incident, ordinal, entry_id, entry_hash, started_at, sequence, head_hash)
    values (id, own_number, 1, 'measured', entry, moment, 1000, hashes[1001]);
    insert into run_event (run, sequence, at, actor_kind, actor, type, payload, previous_hash, hash)
    select id, step, moment, 'PERSON', 'bench', case step when 1 then 'started' else 'note-added' end,
      payloads[step]::jsonb, hashes[step], hashes[step + 1]
    from generate_series(1, 1000) as step;
  end loop;
end
$$;
