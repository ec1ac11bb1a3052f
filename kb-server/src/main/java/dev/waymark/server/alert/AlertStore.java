package dev.waymark.server.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.AlertLink;
import dev.waymark.model.incident.AlertState;
import dev.waymark.model.incident.Measurement;
import dev.waymark.model.incident.StoredAlert;
import dev.waymark.server.store.Jdbc;
import dev.waymark.server.store.NamedStatement;
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
  private static final JsonMapper JSON = JsonMapper.builder().addModule(new Jdk8Module()).build();
  private static final TypeReference<Map<String, String>> TEXTS_BY_NAME = new TypeReference<>() {};
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<List<Measurement>> MEASUREMENTS = new TypeReference<>() {};
  private static final TypeReference<List<AlertLink>> LINKS = new TypeReference<>() {};
  private static final String COLUMNS =
      "id, source, source_id, rule, severity, state, description, targets::text as targets,"
          + " labels::text as labels, annotations::text as annotations,"
          + " measurements::text as measurements, links::text as links, fired_at, resolved_at,"
          + " fired, ended_before, last_seen_at, times, entry_id, incident, obstacle";

  private static final String UNSTARTED = " and incident is null and entry_id is not null";

  private static final String STANDING =
      NamedStatement.ofResource("/waymark/alert/standing.sql").sql();

  private final Jdbc jdbc;

  AlertStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Which alerts to list; all if nothing is said.
   *
   * @param openedNothing whether only those that belong to no incident
   * @param unstarted of those only the ones whose entry couldn't be started
   */
  public record Wanted(
      Optional<AlertState> state,
      Optional<String> source,
      Optional<String> rule,
      Optional<Long> incident,
      boolean openedNothing,
      boolean unstarted) {}

  /**
   * An alert that its source tells of again.
   *
   * @param fired whether its source has told that it fires; an end can overtake that
   */
  public record Known(StoredAlert row, boolean fired) {}

  /**
   * How the alerts of one rule stand in an incident.
   *
   * @param firedAgain whether one of them fires that was told of after the last end
   */
  public record RuleStanding(
      String source, String rule, int firing, int over, boolean firedAgain) {}

  /** Keeps an alert that is new. */
  public StoredAlert add(Alert alert, String sourceId, Instant now) {
    return jdbc.first(
            """
            insert into alert (source, source_id, rule, severity, state, description, targets, labels,
              annotations, measurements, links, fired_at, resolved_at, fired, first_seen_at, last_seen_at,
              changed_at, times)
            values (?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?, 1)
            returning
            """
                + COLUMNS,
            AlertStore::alert,
            alert.source(),
            sourceId,
            alert.rule(),
            alert.severity().map(Enum::name),
            alert.state().name(),
            alert.description(),
            json(alert.targets()),
            json(alert.labels()),
            json(alert.annotations()),
            json(alert.measurements()),
            json(alert.links()),
            alert.firedAt(),
            ended(alert, now),
            alert.state() == AlertState.FIRING,
            now,
            now,
            now)
        .orElseThrow();
  }

  /** Keeps what a source tells of a firing that is known; its state stays. */
  public void toldAgain(long id, Alert alert, Instant now) {
    jdbc.update(
        """
        update alert set severity = ?, description = ?, targets = ?::jsonb, labels = ?::jsonb,
          annotations = ?::jsonb, measurements = ?::jsonb, links = ?::jsonb, fired = true,
          last_seen_at = ?, times = times + 1
        where id = ?
        """,
        alert.severity().map(Enum::name),
        alert.description(),
        json(alert.targets()),
        json(alert.labels()),
        json(alert.annotations()),
        json(alert.measurements()),
        json(alert.links()),
        now,
        id);
  }

  /** Keeps that an alert fires again after its end. */
  public void firesAgain(long id, Alert alert, Instant now) {
    toldAgain(id, alert, now);
    jdbc.update(
        """
        update alert set state = 'FIRING', ended_before = resolved_at, resolved_at = null, fired_at = ?,
          changed_at = ?
        where id = ?
        """,
        alert.firedAt(),
        now,
        id);
  }

  /** Keeps that an alert is over, which says nothing else of it. */
  public void ends(long id, Alert alert, Instant now) {
    jdbc.update(
        """
        update alert set state = 'RESOLVED', resolved_at = ?, changed_at = ?, last_seen_at = ?,
          times = times + 1
        where id = ?
        """,
        ended(alert, now),
        now,
        now,
        id);
  }

  /** Keeps that a source has told again of an end. */
  public void endToldAgain(long id, Instant now) {
    jdbc.update("update alert set last_seen_at = ?, times = times + 1 where id = ?", now, id);
  }

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

  public Optional<StoredAlert> find(long id) {
    return jdbc.first("select " + COLUMNS + " from alert where id = ?", AlertStore::alert, id);
  }

  /**
   * Lets this transaction wait for others longer than people would: a monitoring system waits for
   * its reply, and a storm of one rule takes its turns.
   */
  public void takeTurns() {
    jdbc.update("set local lock_timeout = '5s'");
  }

  /** Finds an alert and keeps others from changing it until the transaction ends. */
  public Optional<StoredAlert> lock(long id) {
    return jdbc.first(
        "select " + COLUMNS + " from alert where id = ? for update", AlertStore::alert, id);
  }

  /** Finds what a rule calls so, and keeps others from changing it until the transaction ends. */
  public Optional<Known> lock(String source, String rule, String sourceId) {
    return jdbc.first(
        "select "
            + COLUMNS
            + " from alert where source = ? and rule = ? and source_id = ? for update",
        row -> new Known(alert(row), row.getBoolean("fired")),
        source,
        rule,
        sourceId);
  }

  /** The alerts of a rule that fire, the newest first. */
  public List<StoredAlert> firing(String source, String rule) {
    return jdbc.list(
        "select "
            + COLUMNS
            + " from alert where source = ? and rule = ? and state = 'FIRING' order by id desc"
            + " for update",
        AlertStore::alert,
        source,
        rule);
  }

  /** The incident that goes on and that alerts of the same rule have opened or joined last. */
  public Optional<Long> openIncident(String source, String rule) {
    return jdbc.first(
        "select i.number from alert a join incident i on i.number = a.incident"
            + " where a.source = ? and a.rule = ? and i.state in ('OPEN', 'MITIGATED')"
            + " order by i.number desc limit 1",
        row -> row.getLong("number"),
        source,
        rule);
  }

  /** The same, of those alerts that open an entry, or that open none. */
  public Optional<Long> openIncident(String source, String rule, Optional<String> entry) {
    return jdbc.first(
        "select i.number from alert a join incident i on i.number = a.incident"
            + " where a.source = ? and a.rule = ? and a.entry_id is not distinct from ?"
            + " and i.state in ('OPEN', 'MITIGATED') order by i.number desc limit 1",
        row -> row.getLong("number"),
        source,
        rule,
        entry);
  }

  /**
   * The rules that have alerts in an incident; those that fire again first, then those that fire.
   */
  public List<RuleStanding> standing(long incident) {
    return jdbc.list(
        STANDING,
        row ->
            new RuleStanding(
                row.getString("source"),
                row.getString("rule"),
                row.getInt("firing"),
                row.getInt("over"),
                row.getBoolean("fired_again")),
        incident);
  }

  /** The alert of a rule in an incident of which its source told last that it fires. */
  public Optional<StoredAlert> lastFiring(long incident, String source, String rule) {
    return jdbc.first(
        "select "
            + COLUMNS
            + " from alert where incident = ? and source = ? and rule = ?"
            + " order by state, changed_at desc, id desc limit 1",
        AlertStore::alert,
        incident,
        source,
        rule);
  }

  /** How many fire whose entry couldn't be started. */
  public int unstarted() {
    return jdbc.first(
            "select count(*) as unstarted from alert where state = 'FIRING'" + UNSTARTED,
            row -> row.getInt("unstarted"))
        .orElse(0);
  }

  /** The newest first. */
  public List<StoredAlert> list(Wanted wanted, int limit) {
    StringBuilder where = new StringBuilder("true");
    List<Object> values = new ArrayList<>();
    wanted.state().ifPresent(state -> add(where, values, " and state = ?", state.name()));
    wanted.source().ifPresent(source -> add(where, values, " and source = ?", source));
    wanted.rule().ifPresent(rule -> add(where, values, " and rule = ?", rule));
    wanted.incident().ifPresent(number -> add(where, values, " and incident = ?", number));
    if (wanted.openedNothing()) {
      where.append(" and incident is null");
    }
    if (wanted.unstarted()) {
      where.append(UNSTARTED);
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

  /** When an alert ended, now if its source doesn't say; empty while it fires. */
  private static Optional<Instant> ended(Alert alert, Instant now) {
    return alert.state() == AlertState.RESOLVED
        ? Optional.of(alert.resolvedAt().orElse(now))
        : Optional.empty();
  }

  private static StoredAlert alert(ResultSet row) throws SQLException {
    return new StoredAlert(
        row.getLong("id"),
        new Alert(
            row.getString("source"),
            Jdbc.optional(row, "source_id"),
            row.getString("rule"),
            Jdbc.optional(row, "severity").map(IncidentSeverity::valueOf),
            AlertState.valueOf(row.getString("state")),
            row.getString("description"),
            read(row.getString("targets"), TEXTS),
            read(row.getString("labels"), TEXTS_BY_NAME),
            read(row.getString("annotations"), TEXTS_BY_NAME),
            read(row.getString("measurements"), MEASUREMENTS),
            Jdbc.instant(row, "fired_at"),
            Jdbc.optionalInstant(row, "resolved_at"),
            read(row.getString("links"), LINKS)),
        Jdbc.optionalInstant(row, "ended_before"),
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
      throw new IllegalStateException("texts and numbers can be written as JSON", e);
    }
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the store holds other JSON than it was given", e);
    }
  }
}
