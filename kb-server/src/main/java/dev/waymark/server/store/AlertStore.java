package dev.waymark.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.AlertState;
import dev.waymark.model.incident.KeptAlert;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Alerts, each once however often its source tells of it. */
@ApplicationScoped
@Transactional
public class AlertStore {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};
  private static final TypeReference<List<String>> TARGETS = new TypeReference<>() {};
  private static final String COLUMNS =
      "id, source, source_id, rule, severity, state, description, targets::text as targets,"
          + " labels::text as labels, link, fired_at, resolved_at, last_seen_at, times, entry_id,"
          + " incident, obstacle";

  private final Jdbc jdbc;

  AlertStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** Which alerts to list; all where nothing is said. */
  public record Wanted(
      Optional<AlertState> state,
      Optional<String> source,
      Optional<String> rule,
      Optional<Long> incident,
      boolean withoutEntry) {}

  /**
   * Keeps an alert, or what is new of one that is known: its state and that it was told again.
   *
   * @return as it is kept, with what it was before
   */
  public Kept keep(Alert alert, Instant now) {
    Optional<AlertState> before =
        jdbc.first(
            "select state from alert where source = ? and source_id = ? for update",
            row -> AlertState.valueOf(row.getString("state")),
            alert.source(),
            alert.id());
    KeptAlert row =
        jdbc.first(
                """
                insert into alert (source, source_id, rule, severity, state, description, targets, labels, link,
                  fired_at, resolved_at, first_seen_at, last_seen_at, times)
                values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, 1)
                on conflict (source, source_id) do update set
                  state = excluded.state, severity = excluded.severity, description = excluded.description,
                  targets = excluded.targets, labels = excluded.labels, link = excluded.link,
                  resolved_at = case when excluded.state = 'FIRING' then null
                    else coalesce(alert.resolved_at, excluded.resolved_at) end,
                  last_seen_at = excluded.last_seen_at, times = alert.times + 1
                returning\s"""
                    + COLUMNS,
                AlertStore::alert,
                alert.source(),
                alert.id(),
                alert.rule(),
                alert.severity().map(Enum::name),
                alert.state().name(),
                alert.description(),
                json(alert.targets()),
                json(alert.labels()),
                alert.link(),
                alert.firedAt(),
                alert.state() == AlertState.RESOLVED ? now : null,
                now,
                now)
            .orElseThrow();
    return new Kept(row, before);
  }

  /**
   * An alert as it is kept.
   *
   * @param before its state until now; empty where it is new
   */
  public record Kept(KeptAlert row, Optional<AlertState> before) {}

  /** Keeps what came of an alert. */
  public void decide(
      long id, Optional<String> entry, Optional<Long> incident, Optional<String> obstacle) {
    jdbc.update(
        "update alert set entry_id = ?, incident = ?, obstacle = ? where id = ?",
        entry,
        incident,
        obstacle,
        id);
  }

  public Optional<KeptAlert> find(long id) {
    return jdbc.first("select " + COLUMNS + " from alert where id = ?", AlertStore::alert, id);
  }

  /** Finds an alert and keeps others from changing it until the transaction ends. */
  public Optional<KeptAlert> lock(long id) {
    return jdbc.first(
        "select " + COLUMNS + " from alert where id = ? for update", AlertStore::alert, id);
  }

  /** The incident that goes on, and that alerts of the same rule have opened or joined last. */
  public Optional<Long> openIncident(String source, String rule, String entry) {
    return jdbc.first(
        "select max(i.number) as number from alert a join incident i on i.number = a.incident"
            + " where a.source = ? and a.rule = ? and a.entry_id = ? and i.state in ('OPEN', 'MITIGATED')"
            + " having max(i.number) is not null",
        row -> row.getLong("number"),
        source,
        rule,
        entry);
  }

  /** The newest first. */
  public List<KeptAlert> list(Wanted wanted, int limit) {
    StringBuilder where = new StringBuilder("true");
    List<Object> values = new ArrayList<>();
    wanted.state().ifPresent(state -> add(where, values, " and state = ?", state.name()));
    wanted.source().ifPresent(source -> add(where, values, " and source = ?", source));
    wanted.rule().ifPresent(rule -> add(where, values, " and rule = ?", rule));
    wanted.incident().ifPresent(number -> add(where, values, " and incident = ?", number));
    if (wanted.withoutEntry()) {
      where.append(" and entry_id is null and incident is null");
    }
    values.add(limit);
    return jdbc.list(
        "select "
            + COLUMNS
            + " from alert where "
            + where
            + " order by fired_at desc, id desc limit ?",
        AlertStore::alert,
        values.toArray());
  }

  private static void add(
      StringBuilder where, List<Object> values, String condition, Object value) {
    where.append(condition);
    values.add(value);
  }

  private static KeptAlert alert(ResultSet row) throws SQLException {
    return new KeptAlert(
        row.getLong("id"),
        new Alert(
            row.getString("source"),
            row.getString("source_id"),
            row.getString("rule"),
            Jdbc.optional(row, "severity").map(IncidentSeverity::valueOf),
            AlertState.valueOf(row.getString("state")),
            row.getString("description"),
            read(row.getString("targets"), TARGETS),
            read(row.getString("labels"), LABELS),
            Jdbc.instant(row, "fired_at"),
            Jdbc.optional(row, "link")),
        Jdbc.optionalInstant(row, "resolved_at"),
        Jdbc.instant(row, "last_seen_at"),
        row.getInt("times"),
        Jdbc.optional(row, "entry_id"),
        Optional.ofNullable(row.getObject("incident", Long.class)),
        Jdbc.optional(row, "obstacle"));
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can be written as JSON", e);
    }
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the store holds no JSON of texts", e);
    }
  }
}
