package dev.waymark.server.event;

import dev.waymark.model.incident.Actor;
import dev.waymark.server.store.Jdbc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements over the two logs, which have the same columns but for whose log it is. */
public final class EventLog {
  private static final String COLUMNS =
      "sequence, at, actor_kind, actor, type, payload, previous_hash, hash";

  private final Jdbc jdbc;
  private final String insert;
  private final String select;

  /**
   * @param owner the column that says whose log it is
   */
  public EventLog(Jdbc jdbc, String table, String owner) {
    this.jdbc = jdbc;
    this.insert =
        "insert into %s (%s, %s) values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)"
            .formatted(table, owner, COLUMNS);
    this.select =
        "select %s from %s where %s = ? and sequence > ? order by sequence"
            .formatted(COLUMNS, table, owner);
  }

  public List<StoredEvent> after(Object owner, int sequence) {
    return jdbc.list(select, EventLog::event, owner, sequence);
  }

  public void append(Object owner, List<StoredEvent> events) {
    List<Object[]> rows = new ArrayList<>(events.size());
    for (StoredEvent event : events) {
      rows.add(
          new Object[] {
            owner,
            event.sequence(),
            event.at(),
            event.actor().kind().name(),
            event.actor().name(),
            event.type(),
            event.payload(),
            Jdbc.bytes(event.previousHash()),
            Jdbc.bytes(event.hash())
          });
    }
    jdbc.batch(insert, rows);
  }

  private static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getInt("sequence"),
        Jdbc.instant(row, "at"),
        new Actor(Actor.Kind.valueOf(row.getString("actor_kind")), row.getString("actor")),
        row.getString("type"),
        row.getString("payload"),
        Jdbc.hex(row, "previous_hash"),
        Jdbc.hex(row, "hash"));
  }
}
