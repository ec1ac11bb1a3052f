package dev.waymark.server.run;

import dev.waymark.server.event.EventLog;
import dev.waymark.server.event.IncidentChanged;
import dev.waymark.server.event.StoredEvent;
import dev.waymark.server.store.Jdbc;
import dev.waymark.server.store.NamedStatement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Runs, their logs and the answers that these refer to. */
@ApplicationScoped
@Transactional
public class RunStore {
  public static final String SELECT =
      "select id, incident, ordinal, entry_id, entry_hash, scenario, scenario_hash, started_at,"
          + " sequence, head_hash from run ";

  private static final NamedStatement WAITING =
      NamedStatement.ofResource("/waymark/run/waiting.sql");

  private final Jdbc jdbc;
  private final EventLog log;
  private final Event<IncidentChanged> changes;

  RunStore(Jdbc jdbc, Event<IncidentChanged> changes) {
    this.jdbc = jdbc;
    this.changes = changes;
    this.log = new EventLog(jdbc, "run_event", "run");
  }

  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<RunRow> find(UUID run) {
    return jdbc.first(SELECT + "where id = ?", RunStore::row, run);
  }

  /** Finds a run and keeps others from appending to it until the transaction ends. */
  public Optional<RunRow> lock(UUID run) {
    return jdbc.first(SELECT + "where id = ? for update", RunStore::row, run);
  }

  /** Oldest first. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public List<RunRow> ofIncident(long incident) {
    return jdbc.list(SELECT + "where incident = ? order by ordinal", RunStore::row, incident);
  }

  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<RunRow> lastOf(long incident) {
    return jdbc.first(
        SELECT + "where incident = ? order by ordinal desc limit 1", RunStore::row, incident);
  }

  /** A run that waits for an answer, or for the time to ask again. */
  record Waiting(RunRow run, Instant since) {}

  @Transactional(Transactional.TxType.SUPPORTS)
  List<Waiting> waiting() {
    return jdbc.list(
        WAITING.sql(),
        row -> new Waiting(row(row), Jdbc.instant(row, "since")),
        WAITING.values(Map.of()));
  }

  public void create(RunRow run) {
    jdbc.update(
        "insert into run (id, incident, ordinal, entry_id, entry_hash, scenario, scenario_hash,"
            + " started_at, sequence, head_hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        run.id(),
        run.incident(),
        run.ordinal(),
        run.entryId(),
        run.entryHash(),
        run.scenario(),
        run.scenarioHash(),
        run.startedAt(),
        run.sequence(),
        Jdbc.bytes(run.headHash()));
  }

  @Transactional(Transactional.TxType.SUPPORTS)
  public List<StoredEvent> eventsAfter(UUID run, int sequence) {
    return log.after(run, sequence);
  }

  /** The hash of one event. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<String> eventHash(UUID run, int sequence) {
    return jdbc.first(
        "select hash from run_event where run = ? and sequence = ?",
        row -> Jdbc.hex(row, "hash"),
        run,
        sequence);
  }

  /**
   * Writes what followed from an input, in a transaction of its own if none is under way.
   *
   * @return false, with nothing written, if the run has moved on or the key was used
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  public boolean append(RunAppend append) {
    boolean written = AppendStatement.write(jdbc, append);
    if (written) {
      changes.fire(new IncidentChanged(append.run().incident()));
    }
    return written;
  }

  /** The bodies of answers by their hashes. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Map<String, String> answers(Set<String> hashes) {
    Map<String, String> bodies = new HashMap<>();
    if (!hashes.isEmpty()) {
      jdbc.list(
              "select hash, body from answer where hash = any(?)",
              row -> Map.entry(row.getString("hash"), row.getString("body")),
              (Object) hashes.toArray(new String[0]))
          .forEach(answer -> bodies.put(answer.getKey(), answer.getValue()));
    }
    return bodies;
  }

  public static RunRow row(ResultSet row) throws SQLException {
    return new RunRow(
        row.getObject("id", UUID.class),
        row.getLong("incident"),
        row.getInt("ordinal"),
        row.getString("entry_id"),
        row.getString("entry_hash"),
        Jdbc.optional(row, "scenario"),
        Jdbc.optional(row, "scenario_hash"),
        Jdbc.instant(row, "started_at"),
        row.getInt("sequence"),
        Jdbc.hex(row, "head_hash"));
  }
}
