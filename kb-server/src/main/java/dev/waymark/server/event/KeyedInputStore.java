package dev.waymark.server.event;

import dev.waymark.model.incident.Actor;
import dev.waymark.server.store.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** What came of inputs that carried an idempotency key. */
@ApplicationScoped
@Transactional
public class KeyedInputStore {
  private final Jdbc jdbc;

  KeyedInputStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An input that was taken.
   *
   * @param inputHash of all that was asked
   * @param outcome what the scope needs to answer the same again
   */
  public record KeyedInput(String inputHash, long outcome) {}

  /**
   * Where the keys of one person are told apart: two people never meet on one.
   *
   * @param place what the inputs are given to
   */
  public static String scope(String place, Actor by) {
    return place + " by " + by.kind() + " " + by.name();
  }

  public Optional<KeyedInput> find(String scope, String key) {
    return jdbc.first(
        "select input_hash, outcome from keyed_input where scope = ? and key = ?",
        row -> new KeyedInput(row.getString("input_hash"), row.getLong("outcome")),
        scope,
        key);
  }

  /** Keeps the outcome of an input. */
  public void keep(String scope, String key, KeyedInput input, Instant now) {
    jdbc.update(
        "insert into keyed_input (scope, key, input_hash, outcome, at) values (?, ?, ?, ?, ?)",
        scope,
        key,
        input.inputHash(),
        input.outcome(),
        now);
  }

  /** Lets nobody else work on a scope and key until the transaction ends. */
  public void lock(String scope, String key) {
    jdbc.list(
        "select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, scope + "\n" + key);
  }
}
