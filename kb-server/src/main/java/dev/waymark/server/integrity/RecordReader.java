package dev.waymark.server.integrity;

import dev.waymark.server.run.RunRow;
import dev.waymark.server.run.RunStore;
import dev.waymark.server.store.Jdbc;
import dev.waymark.server.store.StoreException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Reads the record as its rows have it, over one connection and whatever they hold: nothing here
 * trusts that a row is what the application once wrote.
 */
public final class RecordReader {
  private final Connection connection;

  public RecordReader(Connection connection) {
    this.connection = connection;
  }

  /** The row of an incident. */
  public record IncidentLine(
      long number,
      String title,
      String entryId,
      String severity,
      String state,
      Optional<String> scenario,
      String openedBy,
      Instant openedAt,
      Instant updatedAt,
      Optional<Instant> endedAt,
      Optional<String> cause,
      Optional<String> causeTitle,
      String node,
      String nodeTitle,
      int sequence,
      String headHash) {}

  /** The row of an event, its hashes in hexadecimal. */
  public record EventLine(
      int sequence,
      Instant at,
      String actorKind,
      String actor,
      String type,
      String payload,
      String previousHash,
      String hash) {}

  /** An incident to look at, and how many events its row says that its runs have. */
  public record Extent(long incident, long events) {}

  /** A row that belongs to none of the rows that it names. */
  public record Orphan(String table, String owner, long rows) {}

  /**
   * The incidents that have changed since a time, in the order of their numbers.
   *
   * @param since all if it is empty
   */
  public List<Extent> incidents(Optional<Instant> since) {
    return list(
        "select i.number, i.sequence + coalesce(sum(r.sequence), 0) as events from incident i"
            + " left join run r on r.incident = i.number where i.updated_at >= ?"
            + " group by i.number order by i.number",
        row -> new Extent(row.getLong("number"), row.getLong("events")),
        since.orElse(Instant.EPOCH).atOffset(java.time.ZoneOffset.UTC));
  }

  public List<IncidentLine> rows(Collection<Long> numbers) {
    return list(
        "select number, title, entry_id, severity, state, scenario, opened_by, opened_at,"
            + " updated_at, ended_at, cause, cause_title, node, node_title, sequence, head_hash"
            + " from incident where number = any(?) order by number",
        RecordReader::incident,
        array("bigint", numbers));
  }

  /**
   * Where a log ends.
   *
   * @param run number of the run among the incident's; 0 for the incident's own log
   * @param id of the run; empty for the incident's own log
   */
  public record Head(long incident, int run, Optional<UUID> id, int sequence, String hash) {}

  /** Where the logs of an incident end; of all of them where none is named. */
  public List<Head> heads(Optional<Long> incident) {
    String own =
        "select number as incident, 0 as ordinal, null::uuid as id, sequence, head_hash from"
            + " incident";
    String runs = "select incident, ordinal, id, sequence, head_hash from run";
    String of = incident.map(number -> " where %s = " + number).orElse("");
    return list(
        own
            + of.formatted("number")
            + " union all "
            + runs
            + of.formatted("incident")
            + " order by 1, 2",
        row ->
            new Head(
                row.getLong("incident"),
                row.getInt("ordinal"),
                Optional.ofNullable(row.getObject("id", UUID.class)),
                row.getInt("sequence"),
                Jdbc.hex(row, "head_hash")));
  }

  /** Where the logs of an incident end that has ended; none if it goes on. */
  public List<Head> endedHeads(long incident) {
    boolean hasEnded =
        !list(
                "select 1 from incident where number = ? and ended_at is not null",
                row -> true,
                incident)
            .isEmpty();
    return hasEnded ? heads(Optional.of(incident)) : List.of();
  }

  /** The runs of some incidents in their order. */
  public Map<Long, List<RunRow>> runs(Collection<Long> numbers) {
    Map<Long, List<RunRow>> runs = new HashMap<>();
    list(
            RunStore.SELECT + "where incident = any(?) order by incident, ordinal",
            RunStore::row,
            array("bigint", numbers))
        .forEach(run -> runs.computeIfAbsent(run.incident(), key -> new ArrayList<>()).add(run));
    return runs;
  }

  /** The own logs of some incidents. */
  public Map<Long, List<EventLine>> incidentEvents(Collection<Long> numbers) {
    return logs("incident_event", "incident", array("bigint", numbers), Long.class);
  }

  /** The logs of some runs. */
  public Map<UUID, List<EventLine>> runEvents(Collection<UUID> runs) {
    return logs("run_event", "run", array("uuid", runs), UUID.class);
  }

  /** The bodies of answers by their hashes. */
  public Map<String, String> answers(Set<String> hashes) {
    return texts("select hash, body from answer where hash = any(?)", hashes);
  }

  /**
   * A text that was walked.
   *
   * @param of the entry or the scenario that it is the text of
   */
  public record TextLine(String of, String text) {}

  /** The texts of entries by their hashes. */
  public Map<String, TextLine> entryTexts(Set<String> hashes) {
    return named("select hash, entry_id, text from entry_version where hash = any(?)", hashes);
  }

  /** The files of scenarios by their hashes. */
  public Map<String, TextLine> scenarioTexts(Set<String> hashes) {
    return named("select hash, name, files from scenario_version where hash = any(?)", hashes);
  }

  private Map<String, TextLine> named(String sql, Set<String> hashes) {
    Map<String, TextLine> texts = new HashMap<>();
    list(
            sql,
            row -> Map.entry(row.getString(1), new TextLine(row.getString(2), row.getString(3))),
            array("text", hashes))
        .forEach(text -> texts.put(text.getKey(), text.getValue()));
    return texts;
  }

  /** Rows whose owners are gone: only somebody who went around the keys can have made them. */
  public List<Orphan> orphans() {
    List<Orphan> orphans = new ArrayList<>();
    for (String[] key :
        new String[][] {
          {"run_event", "run", "run", "id"},
          {"incident_event", "incident", "incident", "number"},
          {"run", "incident", "incident", "number"}
        }) {
      orphans.addAll(
          list(
              "select min(e.%2$s::text) as owner, count(*) as lines from %1$s e where not exists"
                      .formatted((Object[]) key)
                  + " (select from %3$s o where o.%4$s = e.%2$s) having count(*) > 0"
                      .formatted((Object[]) key),
              row -> new Orphan(key[0], row.getString("owner"), row.getLong("lines"))));
    }
    return orphans;
  }

  private <K> Map<K, List<EventLine>> logs(
      String table, String owner, Array owners, Class<K> type) {
    Map<K, List<EventLine>> logs = new LinkedHashMap<>();
    String sql =
        "select %2$s as owner, sequence, at, actor_kind, actor, type, payload, previous_hash, hash from %1$s where %2$s = any(?) order by %2$s, sequence"
            .formatted(table, owner);
    list(sql, row -> Map.entry(row.getObject("owner", type), event(row)), owners)
        .forEach(
            line ->
                logs.computeIfAbsent(line.getKey(), key -> new ArrayList<>()).add(line.getValue()));
    return logs;
  }

  private Map<String, String> texts(String sql, Set<String> hashes) {
    Map<String, String> texts = new HashMap<>();
    if (!hashes.isEmpty()) {
      list(sql, row -> Map.entry(row.getString(1), row.getString(2)), array("text", hashes))
          .forEach(text -> texts.put(text.getKey(), text.getValue()));
    }
    return texts;
  }

  private static IncidentLine incident(ResultSet row) throws SQLException {
    return new IncidentLine(
        row.getLong("number"),
        row.getString("title"),
        row.getString("entry_id"),
        row.getString("severity"),
        row.getString("state"),
        Jdbc.optional(row, "scenario"),
        row.getString("opened_by"),
        Jdbc.instant(row, "opened_at"),
        Jdbc.instant(row, "updated_at"),
        Jdbc.optionalInstant(row, "ended_at"),
        Jdbc.optional(row, "cause"),
        Jdbc.optional(row, "cause_title"),
        row.getString("node"),
        row.getString("node_title"),
        row.getInt("sequence"),
        Jdbc.hex(row, "head_hash"));
  }

  private static EventLine event(ResultSet row) throws SQLException {
    return new EventLine(
        row.getInt("sequence"),
        Jdbc.instant(row, "at"),
        row.getString("actor_kind"),
        row.getString("actor"),
        row.getString("type"),
        row.getString("payload"),
        Jdbc.hex(row, "previous_hash"),
        Jdbc.hex(row, "hash"));
  }

  private Array array(String type, Collection<?> values) {
    try {
      return connection.createArrayOf(type, values.toArray());
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }

  private <T> List<T> list(String sql, Jdbc.RowReader<T> reader, Object... values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<T> found = new ArrayList<>();
        while (rows.next()) {
          found.add(reader.read(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new StoreException(e);
    }
  }
}
