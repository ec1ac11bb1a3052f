package dev.waymark.server.lesson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waymark.model.incident.Lesson;
import dev.waymark.model.incident.LessonKind;
import dev.waymark.model.incident.LessonState;
import dev.waymark.model.incident.PullRequestState;
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
import java.util.UUID;

/** What was learned. */
@ApplicationScoped
@Transactional
public class LessonStore {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<Map<String, String>> FIELDS = new TypeReference<>() {};
  private static final String SELECT =
      "select id, incident, run, visit, kind, entry_id, entry_hash, node, branch, text,"
          + " change::text as change, edited, edited_base, revision, updated_by, updated_at, state,"
          + " created_at, created_by, reason, proposed_branch, proposed_commit, pull_request,"
          + " pull_request_number, pull_request_state, decided_at from lesson";

  private static final NamedStatement UNPLANTED =
      NamedStatement.ofResource("/waymark/lesson/unplanted.sql");

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

  /** Which lessons to list; all if nothing is said. */
  public record Wanted(
      Optional<Long> incident, Optional<String> entry, Optional<LessonState> state) {
    public static Wanted ofIncident(long incident) {
      return new Wanted(Optional.of(incident), Optional.empty(), Optional.empty());
    }

    public static Wanted ofEntry(String entry) {
      return new Wanted(Optional.empty(), Optional.of(entry), Optional.empty());
    }
  }

  /** Empty if its event has given a lesson already. */
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

  /** Incidents with feedback that isn't a lesson yet. */
  List<Long> unplanted() {
    return jdbc.list(UNPLANTED.sql(), row -> row.getLong("incident"), UNPLANTED.values(Map.of()));
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

  /**
   * Writes what is learned and what is to be changed; only before it is settled.
   *
   * @param revision the one that the writer has seen
   */
  public boolean write(
      long id,
      int revision,
      LessonKind kind,
      String text,
      Map<String, String> change,
      String by,
      Instant now) {
    return jdbc.update(
            "update lesson set kind = ?, text = ?, change = ?::jsonb, revision = revision + 1,"
                + " updated_at = ?, updated_by = ?"
                + " where id = ? and revision = ? and state in ('OPEN', 'PROPOSED')",
            kind.name(),
            text,
            json(change),
            now,
            by,
            id,
            revision)
        == 1;
  }

  /**
   * Keeps what somebody has made of the entry's text, or drops it; only before it is settled.
   *
   * @param revision the one that the writer has seen
   */
  public boolean edit(
      long id, int revision, Optional<Lesson.Edited> edited, String by, Instant now) {
    return jdbc.update(
            "update lesson set edited = ?, edited_base = ?, revision = revision + 1,"
                + " updated_at = ?, updated_by = ?"
                + " where id = ? and revision = ? and state in ('OPEN', 'PROPOSED')",
            edited.map(Lesson.Edited::text),
            edited.map(Lesson.Edited::base),
            now,
            by,
            id,
            revision)
        == 1;
  }

  /** Says where it is proposed; false if it is settled. */
  public boolean propose(long id, Lesson.Proposal proposal, String by, Instant now) {
    return jdbc.update(
            "update lesson set state = 'PROPOSED', proposed_branch = ?, proposed_commit = ?,"
                + " pull_request = ?, pull_request_number = ?, pull_request_state = ?,"
                + " pull_request_asked_at = ?, revision = revision + 1, updated_at = ?,"
                + " updated_by = ? where id = ? and state in ('OPEN', 'PROPOSED')",
            proposal.branch(),
            proposal.commit(),
            proposal.pullRequest().map(Lesson.PullRequest::page),
            proposal.pullRequest().map(Lesson.PullRequest::number),
            proposal.pullRequest().map(request -> request.state().name()),
            now,
            now,
            by,
            id)
        == 1;
  }

  /**
   * The lessons whose pull requests nobody has asked for since a time. Nobody else gets them until
   * that much time has passed again.
   */
  public List<Lesson> claimPullRequests(Instant since, Instant now, int most) {
    List<Long> claimed =
        jdbc.list(
            "update lesson set pull_request_asked_at = ? where id in (select id from lesson"
                + " where state = 'PROPOSED' and pull_request is not null"
                + " and pull_request_asked_at < ? order by pull_request_asked_at limit ?"
                + " for update skip locked) returning id",
            row -> row.getLong("id"),
            now,
            since,
            most);
    return claimed.stream().flatMap(id -> find(id).stream()).toList();
  }

  /** Keeps what became of a pull request; not of one that another has taken the place of. */
  public void keep(long id, Lesson.PullRequest pullRequest) {
    jdbc.update(
        "update lesson set pull_request_state = ? where id = ? and pull_request = ?",
        pullRequest.state().name(),
        id,
        pullRequest.page());
  }

  /**
   * Settles a lesson that isn't settled yet.
   *
   * @param state how
   * @param reason why, if it was rejected
   */
  public boolean decide(
      long id, LessonState state, Optional<String> reason, String by, Instant now) {
    return jdbc.update(
            "update lesson set state = ?, reason = ?, decided_at = ?, revision = revision + 1,"
                + " updated_at = ?, updated_by = ? where id = ? and state in ('OPEN', 'PROPOSED')",
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
            "update lesson set state = 'OPEN', reason = null, decided_at = null,"
                + " revision = revision + 1, updated_at = ?, updated_by = ?"
                + " where id = ? and state = 'REJECTED'",
            now,
            by,
            id)
        == 1;
  }

  private static Lesson lesson(ResultSet row) throws SQLException {
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
        edited(row),
        row.getInt("revision"),
        row.getString("updated_by"),
        Jdbc.instant(row, "updated_at"),
        LessonState.valueOf(row.getString("state")),
        Jdbc.instant(row, "created_at"),
        row.getString("created_by"),
        Jdbc.optional(row, "reason"),
        proposal(row),
        Jdbc.optionalInstant(row, "decided_at"));
  }

  private static Optional<Lesson.Edited> edited(ResultSet row) throws SQLException {
    Optional<String> text = Jdbc.optional(row, "edited");
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new Lesson.Edited(text.orElseThrow(), row.getString("edited_base")));
  }

  private static Optional<Lesson.Proposal> proposal(ResultSet row) throws SQLException {
    Optional<String> branch = Jdbc.optional(row, "proposed_branch");
    Optional<String> page = Jdbc.optional(row, "pull_request");
    if (branch.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Lesson.Proposal(
            branch.orElseThrow(),
            row.getString("proposed_commit"),
            page.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    new Lesson.PullRequest(
                        page.orElseThrow(),
                        row.getString("pull_request_number"),
                        PullRequestState.valueOf(row.getString("pull_request_state"))))));
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
