-- How the schema stands, as one short question at each start. Tables that are written once have a trigger that says so.
with record as (
  select c.oid, c.relname, c.relowner, t.tgenabled
  from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where t.tgname = 'append_only' and c.relnamespace = current_schema()::regnamespace
), changeable as (
  select string_agg(relname, ', ' order by relname) as names from record
  where has_any_column_privilege(oid, 'update') or has_table_privilege(oid, 'delete')
    or has_table_privilege(oid, 'truncate') or has_table_privilege(oid, 'trigger')
)
select
  (select coalesce(max(version::numeric), 0) from flyway_schema_history
    where success and version ~ '^[0-9]+$'),
  not exists (select from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind = 'r'
      and c.relname <> 'flyway_schema_history'
      and not (has_table_privilege(c.oid, 'select') and has_table_privilege(c.oid, 'insert'))),
  current_user,
  case when r.rolsuper then array['is a superuser'] else array_remove(array[
    case when exists (select from record where pg_has_role(relowner, 'member'))
      then 'owns tables of the record' end,
    case when names is not null then 'may change or delete rows of ' || names end,
    case when has_parameter_privilege('session_replication_role', 'set')
      then 'may switch triggers off' end,
    case when r.rolcreaterole then 'may create roles' end], null) end,
  array(select relname from record where tgenabled not in ('O', 'A'))
from pg_roles r, changeable where r.rolname = current_user
