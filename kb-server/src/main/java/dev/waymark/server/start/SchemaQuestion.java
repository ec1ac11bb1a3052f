package dev.waymark.server.start;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Asks the database how its {@link Schema} stands. */
final class SchemaQuestion {
  /** PostgreSQL's codes for a table that isn't there, and for one that the role may not read. */
  private static final Set<String> NOTHING_YET = Set.of("42P01", "42501");

  /** One short question at each start. Tables that are written once have a trigger that says so. */
  private static final String QUESTION =
      """
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
      """;

  private SchemaQuestion() {}

  static Schema ask(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUESTION)) {
      row.next();
      return new Schema(
          row.getInt(1), row.getBoolean(2), row.getString(3), texts(row, 4), texts(row, 5));
    } catch (SQLException e) {
      if (NOTHING_YET.contains(e.getSQLState())) {
        return new Schema(0, false, "", List.of(), List.of());
      }
      throw e;
    }
  }

  private static List<String> texts(ResultSet row, int column) throws SQLException {
    return Arrays.asList((String[]) row.getArray(column).getArray());
  }
}
