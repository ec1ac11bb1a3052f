package dev.waymark.server.run;

import dev.waymark.server.event.IncidentHead;
import dev.waymark.server.event.StoredEvent;
import dev.waymark.server.store.Jdbc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statement that writes a {@link RunAppend}. */
final class AppendStatement {
  /**
   * The update of the run's head decides: of two that know the same head, the second waits for the
   * first and then finds another head. What was keyed since the statement began has moved that head
   * too.
   */
  private static final String HEAD =
      """
      with head as (
        update run set sequence = ?, head_hash = decode(?, 'hex')
        where id = ? and sequence = ? and head_hash = decode(?, 'hex') %s
        returning id, incident),
      """;

  private static final String WITHOUT_KEY = HEAD.formatted("");

  private static final String WITH_KEY =
      HEAD.formatted("and not exists (select from keyed_input where scope = ? and key = ?)")
          + """
          keyed as (
            insert into keyed_input (scope, key, input_hash, outcome, at)
            select ?, ?, ?, ?, ?::timestamptz from head),
          """;

  private static final String ANSWERS =
      """
      answers as (
        insert into answer (hash, body, kept_at)
        select a.hash, a.body::jsonb, ?::timestamptz
        from head, unnest(?::text[], ?::text[]) as a (hash, body)
        on conflict do nothing),
      """;

  private static final String EVENTS =
      """
      events as (
        insert into run_event
          (run, sequence, at, actor_kind, actor, type, payload, previous_hash, hash)
        select head.id, e.sequence, ?::timestamptz, e.actor_kind, e.actor, e.type, e.payload::jsonb,
          decode(e.previous_hash, 'hex'), decode(e.hash, 'hex')
        from head, unnest(?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
          as e (sequence, actor_kind, actor, type, payload, previous_hash, hash))
      update incident
      set state = ?, cause = coalesce(?, cause), cause_title = coalesce(?, cause_title), node = ?, node_title = ?,
        owner = coalesce(?, owner), updated_at = ?, ended_at = ?
      from head where number = head.incident
      """;

  private AppendStatement() {}

  /** Writes all of it, or nothing: false if the run has moved on or the key was used. */
  static boolean write(Jdbc jdbc, RunAppend append) {
    RunRow run = append.run();
    List<StoredEvent> events = append.events();
    Map<String, String> answers = append.answers();
    IncidentHead head = append.head();
    StoredEvent last = events.get(events.size() - 1);
    Instant at = last.at();
    List<@Nullable Object> values = new ArrayList<>();
    Collections.addAll(
        values, last.sequence(), last.hash(), run.id(), run.sequence(), run.headHash());
    append
        .key()
        .ifPresent(
            used -> {
              Collections.addAll(values, used.scope(), used.text(), used.scope(), used.text());
              Collections.addAll(values, used.input().inputHash(), used.input().outcome(), at);
            });
    if (!answers.isEmpty()) {
      Collections.addAll(
          values,
          at,
          answers.keySet().toArray(String[]::new),
          answers.values().toArray(String[]::new));
    }
    Collections.addAll(
        values,
        at,
        events.stream().map(StoredEvent::sequence).toArray(Integer[]::new),
        texts(events, event -> event.actor().kind().name()),
        texts(events, event -> event.actor().name()),
        texts(events, StoredEvent::type),
        texts(events, StoredEvent::payload),
        texts(events, StoredEvent::previousHash),
        texts(events, StoredEvent::hash),
        head.state().name(),
        head.cause(),
        head.causeTitle(),
        head.node(),
        head.nodeTitle(),
        head.owner(),
        head.updatedAt(),
        head.endedAt());
    return jdbc.update(sql(append), values.toArray()) == 1;
  }

  /** A part that inserts nothing would cost as much as one that does. */
  private static String sql(RunAppend append) {
    return (append.key().isPresent() ? WITH_KEY : WITHOUT_KEY)
        + (append.answers().isEmpty() ? "" : ANSWERS)
        + EVENTS;
  }

  private static String[] texts(List<StoredEvent> events, Function<StoredEvent, String> column) {
    return events.stream().map(column).toArray(String[]::new);
  }
}
