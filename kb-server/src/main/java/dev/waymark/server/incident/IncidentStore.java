package dev.waymark.server.incident;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.IncidentState;
import dev.waymark.server.event.EventLog;
import dev.waymark.server.event.IncidentChanged;
import dev.waymark.server.event.IncidentHead;
import dev.waymark.server.event.StoredEvent;
import dev.waymark.server.store.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Incidents and their own logs. */
@ApplicationScoped
@Transactional
public class IncidentStore {
  private static final String SELECT =
      "select number, title, entry_id, severity, scenario, opened_by, owner, opened_at, due_at, state, cause,"
          + " cause_title, node, node_title, updated_at, ended_at, sequence, head_hash"
          + " from incident where ";

  private final Jdbc jdbc;
  private final EventLog log;
  private final Event<IncidentChanged> changes;

  IncidentStore(Jdbc jdbc, Event<IncidentChanged> changes) {
    this.jdbc = jdbc;
    this.changes = changes;
    this.log = new EventLog(jdbc, "incident_event", "incident");
  }

  /** Incidents of a longer list. */
  public record Found(List<IncidentRow> incidents, long total) {
    public Found {
      incidents = List.copyOf(incidents);
    }
  }

  /**
   * Creates an incident and gives it its number.
   *
   * @param incident whose number is left out of account
   */
  public long create(IncidentRow incident) {
    return jdbc.first(
            "insert into incident (title, entry_id, severity, scenario, opened_by, owner, opened_at,"
                + " due_at, state, updated_at, node, node_title, sequence, head_hash)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning number",
            row -> row.getLong("number"),
            incident.title(),
            incident.entryId(),
            incident.severity().name(),
            incident.scenario(),
            incident.openedBy(),
            incident.head().owner().orElse(incident.openedBy()),
            incident.openedAt(),
            incident.dueAt(),
            incident.head().state().name(),
            incident.head().updatedAt(),
            incident.head().node(),
            incident.head().nodeTitle(),
            incident.sequence(),
            Jdbc.bytes(incident.headHash()))
        .orElseThrow();
  }

  /** Asked with every page of an incident. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<IncidentRow> find(long number) {
    return jdbc.first(SELECT + "number = ?", IncidentStore::row, number);
  }

  /** Finds an incident and keeps others from changing it until the transaction ends. */
  public Optional<IncidentRow> lock(long number) {
    return jdbc.first(SELECT + "number = ? for update", IncidentStore::row, number);
  }

  /**
   * A page of the incidents that are wanted.
   *
   * @param page from 1
   */
  public Found list(IncidentQuery query, IncidentQuery.Order order, int page, int size) {
    List<String> clauses = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    if (!query.states().isEmpty()) {
      clauses.add("state = any(?)");
      values.add(query.states().stream().map(IncidentState::name).toArray(String[]::new));
    }
    if (!query.entries().isEmpty()) {
      add(clauses, "entry_id = any(?)", values, (Object) query.entries().toArray(String[]::new));
    }
    query.kind().ifPresent(kind -> clauses.add(clause(kind)));
    query.owner().ifPresent(owner -> add(clauses, "owner = ?", values, owner));
    query.dueBefore().ifPresent(time -> add(clauses, "due_at < ?", values, time));
    query.cause().ifPresent(cause -> add(clauses, "cause = ?", values, cause));
    query.severity().ifPresent(one -> add(clauses, "severity = ?", values, one.name()));
    query
        .text()
        .ifPresent(
            text -> {
              String pattern = pattern(text);
              add(
                  clauses,
                  "(lower(title) like ? escape '!' or lower(entry_id) like ? escape '!'"
                      + " or lower(cause_title) like ? escape '!'"
                      + " or lower(node_title) like ? escape '!' or number = ?)",
                  values,
                  pattern,
                  pattern,
                  pattern,
                  pattern,
                  IncidentNumber.of(text).orElse(0L));
            });
    String where = clauses.isEmpty() ? "true" : String.join(" and ", clauses);
    long total =
        jdbc.first(
                "select count(*) from incident where " + where,
                row -> row.getLong(1),
                values.toArray())
            .orElseThrow();
    Collections.addAll(values, size, (page - 1L) * size);
    return new Found(
        jdbc.list(
            SELECT + where + " order by " + clause(order) + " limit ? offset ?",
            IncidentStore::row,
            values.toArray()),
        total);
  }

  private static String clause(IncidentQuery.Kind kind) {
    return switch (kind) {
      case REAL -> "scenario is null";
      case DRILL -> "scenario is not null";
    };
  }

  private static String clause(IncidentQuery.Order order) {
    return switch (order) {
      case NEWEST -> "number desc";
      case MOST_URGENT -> "severity, due_at nulls last, number desc";
    };
  }

  private static void add(
      List<String> clauses, String clause, List<Object> values, Object... bound) {
    clauses.add(clause);
    Collections.addAll(values, bound);
  }

  /** A cause that was confirmed in some incident. */
  public record ConfirmedCause(String id, String title) {}

  /** The causes confirmed so far, by title. */
  public List<ConfirmedCause> causes() {
    return jdbc
        .list(
            "select distinct cause, cause_title from incident where cause is not null",
            row -> new ConfirmedCause(row.getString("cause"), row.getString("cause_title")))
        .stream()
        .sorted(Comparator.comparing(ConfirmedCause::title))
        .toList();
  }

  public List<StoredEvent> events(long incident) {
    return log.after(incident, 0);
  }

  /** Appends to a locked incident's own log. */
  public void append(long incident, StoredEvent event) {
    log.append(incident, List.of(event));
    jdbc.update(
        "update incident set sequence = ?, head_hash = ?, updated_at = ? where number = ?",
        event.sequence(),
        Jdbc.bytes(event.hash()),
        event.at(),
        incident);
    changes.fire(new IncidentChanged(incident));
  }

  public void setSeverity(long incident, IncidentSeverity severity, Optional<Instant> dueAt) {
    jdbc.update(
        "update incident set severity = ?, due_at = ? where number = ?",
        severity.name(),
        dueAt,
        incident);
  }

  private static String pattern(String text) {
    String escaped = text.strip().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0");
    return "%" + escaped + "%";
  }

  private static IncidentRow row(ResultSet row) throws SQLException {
    return new IncidentRow(
        row.getLong("number"),
        row.getString("title"),
        row.getString("entry_id"),
        IncidentSeverity.valueOf(row.getString("severity")),
        Jdbc.optional(row, "scenario"),
        row.getString("opened_by"),
        Jdbc.instant(row, "opened_at"),
        Jdbc.optionalInstant(row, "due_at"),
        new IncidentHead(
            IncidentState.valueOf(row.getString("state")),
            Jdbc.optional(row, "cause"),
            Jdbc.optional(row, "cause_title"),
            row.getString("node"),
            row.getString("node_title"),
            Jdbc.optional(row, "owner"),
            Jdbc.instant(row, "updated_at"),
            Jdbc.optionalInstant(row, "ended_at")),
        row.getInt("sequence"),
        Jdbc.hex(row, "head_hash"));
  }
}
