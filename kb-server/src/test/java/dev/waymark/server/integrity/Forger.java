package dev.waymark.server.integrity;

import dev.waymark.server.event.CanonicalJson;
import dev.waymark.server.event.EventChain;
import dev.waymark.server.integrity.RecordReader.EventLine;
import dev.waymark.server.run.RunRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Somebody with the owner's connection to the database, who changes one thing of the record. */
final class Forger {
  private final Connection connection;
  private final RecordReader reader;
  private final Random random;
  private final long incident;
  private final List<RunRow> runs;
  private final RunRow run;
  private final boolean own;
  private final List<EventLine> log;

  Forger(Connection connection, List<Long> incidents, Random random) {
    this.connection = connection;
    this.reader = new RecordReader(connection);
    this.random = random;
    this.incident = pick(incidents);
    this.runs = reader.runs(List.of(incident)).get(incident);
    this.run = pick(runs);
    this.own = random.nextInt(4) == 0;
    this.log =
        own
            ? reader.incidentEvents(List.of(incident)).get(incident)
            : reader.runEvents(List.of(run.id())).get(run.id());
  }

  /** Where something is forged. */
  long incident() {
    return incident;
  }

  Random random() {
    return random;
  }

  private <T> T pick(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String table() {
    return own ? "incident_event" : "run_event";
  }

  private String owner() {
    return own ? "incident = " + incident : "run = '" + run.id() + "'";
  }

  private String name() {
    return own ? EventChain.ofIncident(incident) : EventChain.ofRun(run.id());
  }

  boolean event(String sql) {
    return execute(sql, pick(log).sequence(), "=");
  }

  boolean first(String sql) {
    return execute(sql, 1, "=");
  }

  boolean last(String sql) {
    return execute(sql, log.size(), "=");
  }

  boolean from(String sql) {
    return execute(sql, pick(log).sequence(), ">=");
  }

  boolean all(String sql) {
    return execute(sql, 1, ">=");
  }

  private boolean execute(String sql, int sequence, String operator) {
    return execute(sql.formatted(table(), owner() + " and sequence " + operator + " " + sequence))
        > 0;
  }

  boolean run(String sql) {
    return execute(sql.formatted("id = '" + run.id() + "'")) > 0;
  }

  boolean incident(String sql) {
    return execute(sql.formatted("number = " + incident)) > 0;
  }

  boolean answer(String sql) {
    return execute(sql.formatted("hash in (" + answers(1) + ")")) > 0;
  }

  boolean text(String sql) {
    return execute(sql.formatted("hash = '" + run.entryHash() + "'")) > 0;
  }

  boolean scenario(String sql) {
    return execute(sql.formatted("hash = '" + run.scenarioHash().orElseThrow() + "'")) > 0;
  }

  private String answers(int most) {
    return "select payload ->> 'table' from run_event where run = '"
        + run.id()
        + "' and payload ? 'table' order by sequence limit "
        + most;
  }

  boolean swapAnswers() {
    return execute(
            "update answer a set body = b.body from answer b where a.hash in ("
                + answers(1)
                + ") and b.hash = (select hash from answer c where c.body <> a.body limit 1)")
        > 0;
  }

  boolean swapTexts() {
    return execute(
            "update entry_version a set text = b.text from entry_version b where a.hash = '%s' and b.hash <> a.hash"
                .formatted(run.entryHash()))
        > 0;
  }

  boolean changeWithHash() {
    EventLine line = pick(log);
    String payload = CanonicalJson.write(CanonicalJson.read(changed(line)));
    String hash =
        EventChain.hash(
            name(),
            line.sequence(),
            line.at(),
            line.actorKind(),
            line.actor(),
            line.type(),
            payload,
            line.previousHash());
    return write(line.sequence(), payload, line.previousHash(), hash);
  }

  private static String changed(EventLine line) {
    String payload = CanonicalJson.write(CanonicalJson.read(line.payload()));
    return payload.equals("{}") ? "{\"a\":1}" : "{\"a\":1," + payload.substring(1);
  }

  private boolean write(int sequence, String payload, String previous, String hash) {
    return execute(
            "update %s set payload = '%s', previous_hash = '\\x%s', hash = '\\x%s' where %s and sequence = %d"
                .formatted(table(), payload.replace("'", "''"), previous, hash, owner(), sequence))
        > 0;
  }

  /**
   * Changes an event, and every hash from there on.
   *
   * @param withHeads whether the rows that name the head are changed too
   */
  boolean rewrite(boolean withHeads) {
    EventLine line = pick(log);
    String previous = line.previousHash();
    for (EventLine next : log.subList(line.sequence() - 1, log.size())) {
      String payload =
          next.sequence() == line.sequence()
              ? CanonicalJson.write(CanonicalJson.read(changed(next)))
              : CanonicalJson.write(CanonicalJson.read(next.payload()));
      String hash =
          EventChain.hash(
              name(),
              next.sequence(),
              next.at(),
              next.actorKind(),
              next.actor(),
              next.type(),
              payload,
              previous);
      write(next.sequence(), payload, previous, hash);
      previous = hash;
    }
    if (withHeads) {
      head(previous, log.size());
    }
    return true;
  }

  private void head(String hash, int sequence) {
    execute(
        "update %s set head_hash = '\\x%s', sequence = %d where %s"
            .formatted(
                own ? "incident" : "run",
                hash,
                sequence,
                own ? "number = " + incident : "id = '" + run.id() + "'"));
  }

  /** Takes the last event away together with every trace of it in the rows. */
  boolean cut() {
    if (log.size() < 2) {
      return false;
    }
    last("delete from %s where %s");
    head(log.get(log.size() - 2).hash(), log.size() - 1);
    return true;
  }

  boolean deleteAndRenumber() {
    if (log.size() < 3) {
      return false;
    }
    int gone = 1 + random.nextInt(log.size() - 1);
    execute("delete from %s where %s and sequence = %d".formatted(table(), owner(), gone));
    for (int sequence = gone + 1; sequence <= log.size(); sequence++) {
      move(sequence, sequence - 1);
    }
    return true;
  }

  private boolean move(int sequence, int to) {
    return execute(
            "update %s set sequence = %d where %s and sequence = %d"
                .formatted(table(), to, owner(), sequence))
        > 0;
  }

  boolean swapNeighbours() {
    if (log.size() < 2) {
      return false;
    }
    int one = 1 + random.nextInt(log.size() - 1);
    return move(one, 1_000_000) && move(one + 1, one) && move(1_000_000, one + 1);
  }

  boolean swapBetweenRuns() {
    RunRow other =
        reader.heads(java.util.Optional.empty()).stream()
            .flatMap(head -> head.id().stream())
            .filter(id -> !id.equals(run.id()))
            .findFirst()
            .map(id -> runOf(id))
            .orElseThrow();
    int sequence = 1 + random.nextInt(Math.min(run.sequence(), other.sequence()));
    String move =
        "update run_event set run = '%s', sequence = %d where run = '%s' and sequence = %d";
    return execute(move.formatted(run.id(), 1_000_000, other.id(), sequence)) > 0
        && execute(move.formatted(other.id(), sequence, run.id(), sequence)) > 0
        && execute(move.formatted(run.id(), sequence, run.id(), 1_000_000)) > 0;
  }

  private RunRow runOf(UUID id) {
    return reader.heads(java.util.Optional.empty()).stream()
        .filter(head -> head.id().filter(id::equals).isPresent())
        .map(head -> reader.runs(List.of(head.incident())).get(head.incident()))
        .flatMap(List::stream)
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  boolean append() {
    EventLine last = log.get(log.size() - 1);
    return add(log.size() + 1, last.hash(), last.at());
  }

  boolean insert() {
    EventLine line = pick(log);
    for (int sequence = log.size(); sequence > line.sequence(); sequence--) {
      move(sequence, sequence + 1);
    }
    return add(line.sequence() + 1, line.hash(), line.at());
  }

  private boolean add(int sequence, String previous, Instant at) {
    var made = Forgery.madeUp(name(), sequence, previous, at.toString());
    return execute(
            "insert into %s (%s, sequence, at, actor_kind, actor, type, payload, previous_hash, hash) values (%s, %d, '%s', 'PERSON', 'mallory', 'note-added', '%s', '\\x%s', '\\x%s')"
                .formatted(
                    table(),
                    own ? "incident" : "run",
                    own ? incident : "'" + run.id() + "'",
                    sequence,
                    at,
                    made.get("payload"),
                    previous,
                    made.get("hash")))
        > 0;
  }

  boolean deleteRun() {
    if (runs.size() < 2) {
      return false;
    }
    RunRow gone = runs.get(0);
    execute("delete from run_event where run = '" + gone.id() + "'");
    return execute("delete from run where id = '" + gone.id() + "'") > 0;
  }

  boolean deleteIncident() {
    runs.forEach(row -> execute("delete from run_event where run = '" + row.id() + "'"));
    execute("delete from run where incident = " + incident);
    execute("delete from incident_event where incident = " + incident);
    return execute("delete from incident where number = " + incident) > 0;
  }

  private int execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}
