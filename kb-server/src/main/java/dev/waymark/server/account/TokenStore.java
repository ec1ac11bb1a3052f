package dev.waymark.server.account;

import dev.waymark.server.store.Jdbc;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions, one-time links and tokens of programs: of each secret only the hash. */
@ApplicationScoped
@Transactional
public class TokenStore {
  private final Jdbc jdbc;

  /** Who somebody is is asked on connections of its own, which work under way never takes up. */
  private final Jdbc sessions;

  TokenStore(Jdbc jdbc, @DataSource("sessions") AgroalDataSource sessions) {
    this.jdbc = jdbc;
    this.sessions = new Jdbc(sessions);
  }

  /** What a token is good for. */
  public enum TokenKind {
    SESSION,
    LINK,
    API
  }

  /**
   * A token as it is made.
   *
   * @param scope {@code ROLE} for all that the account may, {@code READ} for reading
   * @param address where it was asked for; absent if the server made it by itself
   * @param failedAttempts what its owner is still to be told of
   */
  public record NewToken(
      String account,
      TokenKind kind,
      String label,
      String scope,
      Optional<String> address,
      Instant createdAt,
      Instant expiresAt,
      long failedAttempts) {}

  /**
   * A token as it is kept.
   *
   * @param address where it was used last
   */
  public record TokenRow(
      long id,
      String label,
      String scope,
      Optional<String> address,
      Instant createdAt,
      Optional<Instant> lastUsedAt,
      Instant expiresAt) {}

  /** A living token and whom it speaks for, active or not. */
  public record Owned(AccountRow account, TokenRow token, long failedAttempts) {}

  /** Keeps a token by the hash of its secret. */
  public void keep(NewToken token, byte[] hash) {
    jdbc.update("delete from account_token where expires_at < ?", token.createdAt());
    jdbc.update(
        "insert into account_token (hash, account_id, kind, label, scope, address, created_at,"
            + " expires_at, failed_attempts)"
            + " select ?, id, ?, ?, ?, ?, ?, ?, ? from account where name = ?",
        hash,
        token.kind().name(),
        token.label(),
        token.scope(),
        token.address(),
        token.createdAt(),
        token.expiresAt(),
        token.failedAttempts(),
        token.account());
  }

  /** The living token of a hash: asked with every request. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<Owned> find(byte[] hash, TokenKind kind, Instant now) {
    // A link is looked up in the transaction that uses it up.
    Jdbc reader = kind == TokenKind.LINK ? jdbc : sessions;
    return reader.first(
        "select a.name, a.display_name, a.role, a.active, a.password_hash, a.created_at as"
            + " account_created_at, a.created_by, t.id, t.label, t.scope, t.address, t.created_at,"
            + " t.last_used_at, t.expires_at, t.failed_attempts from account_token t join account a"
            + " on a.id = t.account_id where t.hash = ? and t.kind = ? and t.expires_at > ?",
        row ->
            new Owned(
                new AccountRow(
                    row.getString("name"),
                    row.getString("display_name"),
                    row.getString("role"),
                    row.getBoolean("active"),
                    Jdbc.optional(row, "password_hash"),
                    Jdbc.instant(row, "account_created_at"),
                    row.getString("created_by")),
                token(row),
                row.getLong("failed_attempts")),
        hash,
        kind.name(),
        now);
  }

  /** The living tokens of an account, the newest first. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public List<TokenRow> list(String account, TokenKind kind, Instant now) {
    return jdbc.list(
        "select id, label, scope, address, created_at, last_used_at, expires_at from account_token"
            + " where account_id = (select id from account where name = ?) and kind = ?"
            + " and expires_at > ? order by id desc",
        TokenStore::token,
        account,
        kind.name(),
        now);
  }

  /** Writes down where a token was used and how long it lasts, unless that was done just now. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public void used(
      long id, Optional<String> address, Instant now, Instant unlessSince, Instant expiresAt) {
    sessions.update(
        "update account_token set last_used_at = ?, address = coalesce(?, address), expires_at = ?"
            + " where id = ? and (last_used_at is null or last_used_at < ?)",
        now,
        address,
        expiresAt,
        id,
        unlessSince);
  }

  /** The owner has looked at the failed attempts that their sessions tell of. */
  public void told(String account) {
    jdbc.update(
        "update account_token set failed_attempts = 0 where failed_attempts > 0"
            + " and account_id = (select id from account where name = ?)",
        account);
  }

  /** Removes a token; false if it wasn't there, so that of two that try one has it. */
  public boolean remove(byte[] hash, TokenKind kind) {
    return jdbc.update("delete from account_token where hash = ? and kind = ?", hash, kind.name())
        == 1;
  }

  /** Removes a token of an account; its label if it was there. */
  public Optional<String> remove(String account, TokenKind kind, long id) {
    return jdbc.first(
        "delete from account_token where id = ? and kind = ?"
            + " and account_id = (select id from account where name = ?) returning label",
        row -> row.getString("label"),
        id,
        kind.name(),
        account);
  }

  /** Removes the tokens of one kind of an account but one. */
  public int removeOthers(String account, TokenKind kind, long kept) {
    return jdbc.update(
        "delete from account_token where id <> ? and kind = ?"
            + " and account_id = (select id from account where name = ?)",
        kept,
        kind.name(),
        account);
  }

  /** Removes all tokens of an account. */
  public void removeAll(String account) {
    jdbc.update(
        "delete from account_token where account_id = (select id from account where name = ?)",
        account);
  }

  private static TokenRow token(ResultSet row) throws SQLException {
    return new TokenRow(
        row.getLong("id"),
        row.getString("label"),
        row.getString("scope"),
        Jdbc.optional(row, "address"),
        Jdbc.instant(row, "created_at"),
        Jdbc.optionalInstant(row, "last_used_at"),
        Jdbc.instant(row, "expires_at"));
  }
}
