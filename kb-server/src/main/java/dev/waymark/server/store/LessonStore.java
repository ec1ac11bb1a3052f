package dev.waymark.server.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonKind;
import dev.waymark.model.incident.LessonState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What was learned. */
@ApplicationScoped
@Transactional
public class LessonStore {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};
  private static final String SELECT =
      "select id, incident, run, visit, kind, entry_id, entry_hash, node, branch, text, change::text"
          + " as change, edited, state, created_at, created_by, reason, proposed_branch,"
          + " proposed_commit, pull_request, decided_at from lesson";

  private final Jdbc jdbc;

  LessonStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A lesson to be written down.
   *
   * @param planted the event of the run that it came of; one event gives one lesson
   */
  public record NewLesson(
      long incident,
      UUID run,
      int visit,
      LessonKind kind,
      Lesson.Place place,
      String text,
      Optional<Integer> planted) {}

  /** Which lessons to list; all where nothing is said. */
  public record Wanted(
      Optional<Long> incident, Optional<String> entry, Optional<LessonState> state) {
    public static Wanted ofIncident(long incident) {
      return new Wanted(Optional.of(incident), Optional.empty(), Optional.empty());
    }

    public static Wanted ofEntry(String entry) {
      return new Wanted(Optional.empty(), Optional.of(entry), Optional.empty());
    }
  }

  /** Empty where its event has given a lesson already. */
  public Optional<Long> create(NewLesson lesson, String by, Instant now) {
    return jdbc.first(
        "insert into lesson (incident, run, visit, kind, entry_id, entry_hash, node, branch, text,"
            + " planted, state, created_at, created_by, updated_at, updated_by)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, ?, ?)"
            + " on conflict (run, planted) do nothing returning id",
        row -> row.getLong("id"),
        lesson.incident(),
        lesson.run(),
        lesson.visit(),
        lesson.kind().name(),
        lesson.place().entryId(),
        lesson.place().entryHash(),
        lesson.place().node(),
        lesson.place().branch(),
        lesson.text(),
        lesson.planted(),
        now,
        by,
        now,
        by);
  }

  public Optional<Lesson> find(long id) {
    return jdbc.first(SELECT + " where id = ?", LessonStore::lesson, id);
  }

  /** Newest first. */
  public List<Lesson> list(Wanted wanted, int limit) {
    List<String> clauses = new ArrayList<>(List.of("true"));
    List<Object> values = new ArrayList<>();
    wanted
        .incident()
        .ifPresent(
            incident -> {
              clauses.add("incident = ?");
              values.add(incident);
            });
    wanted
        .entry()
        .ifPresent(
            entry -> {
              clauses.add("entry_id = ?");
              values.add(entry);
            });
    wanted
        .state()
        .ifPresent(
            state -> {
              clauses.add("state = ?");
              values.add(state.name());
            });
    values.add(limit);
    return jdbc.list(
        SELECT + " where " + String.join(" and ", clauses) + " order by id desc limit ?",
        LessonStore::lesson,
        values.toArray());
  }

  /** Writes what is learned and what is to be changed; only while nobody reviews it elsewhere. */
  public boolean write(
      long id,
      LessonKind kind,
      String text,
      Map<String, String> change,
      Optional<String> edited,
      String by,
      Instant now) {
    return jdbc.update(
            "update lesson set kind = ?, text = ?, change = ?::jsonb, edited = ?, updated_at = ?,"
                + " updated_by = ? where id = ? and state in ('OPEN', 'PROPOSED')",
            kind.name(),
            text,
            json(change),
            edited,
            now,
            by,
            id)
        == 1;
  }

  public void propose(long id, Lesson.Proposal proposal, String by, Instant now) {
    jdbc.update(
        "update lesson set state = 'PROPOSED', proposed_branch = ?, proposed_commit = ?,"
            + " pull_request = ?, updated_at = ?, updated_by = ? where id = ?",
        proposal.branch(),
        proposal.commit(),
        proposal.pullRequest(),
        now,
        by,
        id);
  }

  /**
   * Settles a lesson that isn't settled yet.
   *
   * @param state how
   * @param reason why, where it was rejected
   */
  public boolean decide(
      long id, LessonState state, Optional<String> reason, String by, Instant now) {
    return jdbc.update(
            "update lesson set state = ?, reason = ?, decided_at = ?, updated_at = ?,"
                + " updated_by = ? where id = ? and state in ('OPEN', 'PROPOSED')",
            state.name(),
            reason,
            now,
            now,
            by,
            id)
        == 1;
  }

  /** Takes back that it was rejected. */
  public boolean reopen(long id, String by, Instant now) {
    return jdbc.update(
            "update lesson set state = 'OPEN', reason = null, decided_at = null, updated_at = ?,"
                + " updated_by = ? where id = ? and state = 'REJECTED'",
            now,
            by,
            id)
        == 1;
  }

  private static Lesson lesson(ResultSet row) throws SQLException {
    Optional<String> commit = Jdbc.optional(row, "proposed_commit");
    Optional<String> pullRequest = Jdbc.optional(row, "pull_request");
    return new Lesson(
        row.getLong("id"),
        row.getLong("incident"),
        row.getObject("run", UUID.class),
        row.getInt("visit"),
        LessonKind.valueOf(row.getString("kind")),
        new Lesson.Place(
            row.getString("entry_id"),
            row.getString("entry_hash"),
            row.getString("node"),
            Optional.ofNullable(row.getObject("branch", Integer.class))),
        row.getString("text"),
        fields(row.getString("change")),
        Jdbc.optional(row, "edited"),
        LessonState.valueOf(row.getString("state")),
        Jdbc.instant(row, "created_at"),
        row.getString("created_by"),
        Jdbc.optional(row, "reason"),
        Jdbc.optional(row, "proposed_branch")
            .map(branch -> new Lesson.Proposal(branch, commit.orElseThrow(), pullRequest)),
        Jdbc.optionalInstant(row, "decided_at"));
  }

  private static String json(Map<String, String> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts always become JSON", e);
    }
  }

  private static Map<String, String> fields(String json) {
    try {
      return JSON.readValue(json, FIELDS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the store holds a change that isn't one", e);
    }
  }
}
