package dev.waymark.server.incident;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.IncidentState;
import dev.waymark.server.event.EventLog;
import dev.waymark.server.event.IncidentChanged;
import dev.waymark.server.event.IncidentHead;
import dev.waymark.server.event.StoredEvent;
import dev.waymark.server.store.Jdbc;
import io.quarkus.hibernate.orm.panache.PanacheQuery;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Incidents and their own logs. */
@ApplicationScoped
@Transactional
public class IncidentStore {
  private static final String SELECT =
      "select number, title, entry_id, severity, scenario, opened_by, opened_at, state, cause,"
          + " cause_title, node, node_title, updated_at, ended_at, sequence, head_hash"
          + " from incident where number = ?";

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
    IncidentEntity entity = new IncidentEntity();
    entity.title = incident.title();
    entity.entryId = incident.entryId();
    entity.severity = incident.severity();
    entity.scenario = incident.scenario().orElse(null);
    entity.openedBy = incident.openedBy();
    entity.openedAt = incident.openedAt();
    entity.state = incident.head().state();
    entity.updatedAt = incident.head().updatedAt();
    entity.node = incident.head().node();
    entity.nodeTitle = incident.head().nodeTitle();
    entity.sequence = incident.sequence();
    entity.headHash = Jdbc.bytes(incident.headHash());
    entity.persistAndFlush();
    return entity.number;
  }

  /** Asked with every page of an incident. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<IncidentRow> find(long number) {
    return jdbc.first(SELECT, IncidentStore::row, number);
  }

  /** Finds an incident and keeps others from changing it until the transaction ends. */
  public Optional<IncidentRow> lock(long number) {
    return jdbc.first(SELECT + " for update", IncidentStore::row, number);
  }

  /**
   * Newest first.
   *
   * @param page from 1
   */
  public Found list(IncidentQuery query, int page, int size) {
    List<String> clauses = new ArrayList<>();
    Map<String, Object> parameters = new HashMap<>();
    if (!query.states().isEmpty()) {
      clauses.add("state in :states");
      parameters.put("states", query.states());
    }
    query
        .entry()
        .ifPresent(
            entry -> {
              clauses.add("entryId = :entry");
              parameters.put("entry", entry);
            });
    query
        .cause()
        .ifPresent(
            cause -> {
              clauses.add("cause = :cause");
              parameters.put("cause", cause);
            });
    query
        .severity()
        .ifPresent(
            severity -> {
              clauses.add("severity = :severity");
              parameters.put("severity", severity);
            });
    query
        .text()
        .ifPresent(
            text -> {
              clauses.add(
                  "(lower(title) like :text escape '!' or lower(entryId) like :text escape '!'"
                      + " or lower(causeTitle) like :text escape '!'"
                      + " or lower(nodeTitle) like :text escape '!')");
              parameters.put("text", pattern(text));
            });
    String where = clauses.isEmpty() ? "1 = 1" : String.join(" and ", clauses);
    PanacheQuery<IncidentEntity> found =
        IncidentEntity.find(where, Sort.descending("number"), parameters);
    found.page(Page.of(page - 1, size));
    return new Found(found.list().stream().map(IncidentStore::row).toList(), found.count());
  }

  /** A cause that was confirmed in some incident. */
  public record ConfirmedCause(String id, String title) {}

  /** The causes confirmed so far, by title. */
  public List<ConfirmedCause> causes() {
    return IncidentEntity.getEntityManager()
        .createQuery(
            "select distinct new dev.waymark.server.incident.IncidentStore$ConfirmedCause(i.cause,"
                + " i.causeTitle) from IncidentEntity i where i.cause is not null",
            ConfirmedCause.class)
        .getResultList()
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
    IncidentEntity.update(
        "sequence = ?1, headHash = ?2, updatedAt = ?3 where number = ?4",
        event.sequence(),
        Jdbc.bytes(event.hash()),
        event.at(),
        incident);
    changes.fire(new IncidentChanged(incident));
  }

  public void setSeverity(long incident, IncidentSeverity severity) {
    IncidentEntity.update("severity = ?1 where number = ?2", severity, incident);
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
        new IncidentHead(
            IncidentState.valueOf(row.getString("state")),
            Jdbc.optional(row, "cause"),
            Jdbc.optional(row, "cause_title"),
            row.getString("node"),
            row.getString("node_title"),
            Jdbc.instant(row, "updated_at"),
            Jdbc.optionalInstant(row, "ended_at")),
        row.getInt("sequence"),
        Jdbc.hex(row, "head_hash"));
  }

  private static IncidentRow row(IncidentEntity entity) {
    return new IncidentRow(
        entity.number,
        entity.title,
        entity.entryId,
        entity.severity,
        Optional.ofNullable(entity.scenario),
        entity.openedBy,
        entity.openedAt,
        new IncidentHead(
            entity.state,
            Optional.ofNullable(entity.cause),
            Optional.ofNullable(entity.causeTitle),
            entity.node,
            entity.nodeTitle,
            entity.updatedAt,
            Optional.<Instant>ofNullable(entity.endedAt)),
        entity.sequence,
        java.util.HexFormat.of().formatHex(entity.headHash));
  }
}
