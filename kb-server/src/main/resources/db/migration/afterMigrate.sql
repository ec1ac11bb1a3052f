-- What the application's role may do, given anew after each migration, so that none has to think of it. The
-- tables that are written once are those with the trigger append_only: of these it may read and add rows.
-- Where the migrations run as the application's own role there is nobody to give it anything.
do $$
declare
  thing record;
begin
  if not exists (select from pg_roles where rolname = '${application-role}' and rolname <> current_user) then
    return;
  end if;
  execute format('grant usage on schema %I to %I', current_schema(), '${application-role}');
  for thing in
    select c.oid::regclass as name, c.relname,
      exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'append_only') as once
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p')
      and pg_has_role(c.relowner, 'usage')
  loop
    execute format('revoke all on %s from %I', thing.name, '${application-role}');
    execute format('grant %s on %s to %I',
      case when thing.relname = 'flyway_schema_history' then 'select'
        when thing.once then 'select, insert'
        else 'select, insert, update, delete' end,
      thing.name, '${application-role}');
  end loop;
  execute format('grant usage on schema review to %I', '${application-role}');
  execute format('grant select on all tables in schema review to %I', '${application-role}');
  if current_setting('server_version_num')::integer >= 170000 then
    -- The search index has its own statistics made anew when it was filled.
    execute format('grant maintain on search_document to %I', '${application-role}');
  end if;
  -- Free questions run as this role: see docs/review-sql.md.
  begin
    if exists (select from pg_roles where rolname = 'waymark_review') then
      execute format('grant waymark_review to %I with inherit false, set true', '${application-role}');
    end if;
  exception when insufficient_privilege then
    raise warning 'free questions are off: % may not give the role waymark_review to ${application-role}', current_user;
  end;
end
$$;

-- What every role may call, and questions in SQL shan't: it writes to the log although it's called in a transaction
-- that is read only. Where the database user doesn't own these functions, this only warns; docs/review-sql.md.
do $$
declare
  writing regprocedure;
begin
  for writing in
    select oid from pg_proc
    where pronamespace = 'pg_catalog'::regnamespace and proname in ('pg_logical_emit_message', 'pg_notify')
  loop
    execute format('revoke execute on function %s from public', writing);
  end loop;
end
$$;
