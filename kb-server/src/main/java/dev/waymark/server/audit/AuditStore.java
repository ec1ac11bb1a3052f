package dev.waymark.server.audit;

import dev.waymark.server.store.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The audit log: rows are added and read, never changed. */
@ApplicationScoped
@Transactional
public class AuditStore {
  private static final String INSERT =
      "insert into audit_event (at, since, times, action, actor, address, subject, detail)"
          + " values (?, ?, ?, ?, ?, ?, ?, ?)";

  private final Jdbc jdbc;

  AuditStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What happened.
   *
   * @param at when, or when last if it repeated
   * @param since when first
   * @param actor who did it; absent if nobody had signed in
   * @param address where from; absent if the server did it by itself
   * @param subject what it was done to
   */
  public record AuditRow(
      Instant at,
      Instant since,
      long times,
      String action,
      Optional<String> actor,
      Optional<String> address,
      Optional<String> subject,
      String detail) {}

  /** A row with the number that later ones are above. */
  public record Numbered(long id, AuditRow row) {}

  /**
   * Which rows.
   *
   * @param actions any of these, or all if there are none
   * @param who did it or had it done to them
   * @param before rows below this number
   */
  public record Filter(
      Collection<String> actions,
      Optional<String> who,
      Optional<String> address,
      Optional<Instant> from,
      Optional<Instant> to,
      Optional<Long> before) {}

  /**
   * Failed attempts from one address.
   *
   * @param allTimes how many there were from all addresses
   * @param allSince when the first of those was
   * @param addresses how many addresses there are
   */
  public record Attempts(
      String address, long times, Instant last, long allTimes, Instant allSince, long addresses) {}

  public void add(List<AuditRow> rows) {
    jdbc.batch(
        INSERT,
        rows.stream()
            .map(
                row ->
                    new Object[] {
                      row.at(),
                      row.since(),
                      row.times(),
                      row.action(),
                      row.actor(),
                      row.address(),
                      row.subject(),
                      row.detail()
                    })
            .toList());
  }

  /** Rows, the newest first. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public List<Numbered> list(Filter filter, int most) {
    StringBuilder sql = new StringBuilder("select * from audit_event where true");
    List<Object> values = new ArrayList<>();
    if (!filter.actions().isEmpty()) {
      sql.append(" and action = any (?)");
      values.add(filter.actions().toArray(new String[0]));
    }
    filter
        .who()
        .ifPresent(
            who -> {
              sql.append(" and (actor = ? or subject = ?)");
              values.add(who);
              values.add(who);
            });
    add(sql, values, " and address = ?", filter.address());
    add(sql, values, " and at >= ?", filter.from());
    add(sql, values, " and since < ?", filter.to());
    add(sql, values, " and id < ?", filter.before());
    sql.append(" order by id desc limit ?");
    values.add(most);
    return jdbc.list(sql.toString(), AuditStore::numbered, values.toArray());
  }

  /** Attempts at an account after a time, by address, those that tried most often first. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public List<Attempts> attempts(
      String account, Collection<String> actions, Instant after, int most) {
    return jdbc.list(
        "select coalesce(address, '') as address, sum(times) as times, max(at) as last,"
            + " sum(sum(times)) over () as all_times, min(min(since)) over () as all_since,"
            + " count(*) over () as addresses"
            + " from audit_event where subject = ? and action = any (?) and at > ?"
            + " group by 1 order by 2 desc, 1 limit ?",
        row ->
            new Attempts(
                row.getString("address"),
                row.getLong("times"),
                Jdbc.instant(row, "last"),
                row.getLong("all_times"),
                Jdbc.instant(row, "all_since"),
                row.getLong("addresses")),
        account,
        actions.toArray(new String[0]),
        after,
        most);
  }

  private static void add(
      StringBuilder sql, List<Object> values, String condition, Optional<?> value) {
    if (value.isPresent()) {
      sql.append(condition);
      values.add(value.orElseThrow());
    }
  }

  private static Numbered numbered(ResultSet row) throws SQLException {
    return new Numbered(
        row.getLong("id"),
        new AuditRow(
            Jdbc.instant(row, "at"),
            Jdbc.instant(row, "since"),
            row.getLong("times"),
            row.getString("action"),
            Jdbc.optional(row, "actor"),
            Jdbc.optional(row, "address"),
            Jdbc.optional(row, "subject"),
            row.getString("detail")));
  }
}
