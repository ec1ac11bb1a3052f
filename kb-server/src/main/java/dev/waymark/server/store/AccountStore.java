package dev.waymark.server.store;

import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accounts and their tokens. */
@ApplicationScoped
@Transactional
public class AccountStore {
  private final Jdbc jdbc;

  AccountStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** What a token is good for. */
  public enum TokenKind {
    SESSION,
    LINK,
    API
  }

  public List<AccountRow> list() {
    return AccountEntity.<AccountEntity>listAll(Sort.by("name")).stream()
        .map(AccountStore::row)
        .toList();
  }

  public boolean isEmpty() {
    return AccountEntity.count() == 0;
  }

  public Optional<AccountRow> find(String name) {
    return entity(name).map(AccountStore::row);
  }

  /** Creates an account; false where the name is taken. */
  public boolean create(AccountRow account) {
    if (entity(account.name()).isPresent()) {
      return false;
    }
    AccountEntity entity = new AccountEntity();
    entity.name = account.name();
    entity.displayName = account.displayName();
    entity.role = account.role();
    entity.active = account.active();
    entity.passwordHash = account.passwordHash().orElse(null);
    entity.createdAt = account.createdAt();
    entity.createdBy = account.createdBy();
    entity.persist();
    return true;
  }

  public void setRole(String name, String role) {
    AccountEntity.update("role = ?1 where name = ?2", role, name);
  }

  public void setActive(String name, boolean active) {
    AccountEntity.update("active = ?1 where name = ?2", active, name);
  }

  /** Sets the hash of a password, or takes the password away. */
  public void setPassword(String name, Optional<String> hash) {
    entity(name).ifPresent(account -> account.passwordHash = hash.orElse(null));
  }

  /** How many active accounts have a role. */
  public long countActive(String role) {
    return AccountEntity.count("role = ?1 and active", role);
  }

  /** Keeps a token by its hash. */
  public void keepToken(
      String account, byte[] hash, TokenKind kind, String label, Instant now, Instant expiresAt) {
    AccountTokenEntity.delete("expiresAt < ?1", now);
    AccountTokenEntity token = new AccountTokenEntity();
    token.hash = hash;
    token.account = entity(account).orElseThrow();
    token.kind = kind;
    token.label = label;
    token.createdAt = now;
    token.expiresAt = expiresAt;
    token.persist();
  }

  /** The account, active or not, that a living token belongs to: asked with every request. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<AccountRow> tokenOwner(byte[] hash, TokenKind kind, Instant now) {
    return jdbc.first(
        "select a.name, a.display_name, a.role, a.active, a.password_hash, a.created_at,"
            + " a.created_by from account_token t join account a on a.id = t.account_id"
            + " where t.hash = ? and t.kind = ? and t.expires_at > ?",
        row ->
            new AccountRow(
                row.getString("name"),
                row.getString("display_name"),
                row.getString("role"),
                row.getBoolean("active"),
                Jdbc.optional(row, "password_hash"),
                Jdbc.instant(row, "created_at"),
                row.getString("created_by")),
        hash,
        kind.name(),
        now);
  }

  /** Removes a token; false where it wasn't there, so that of two that try one has it. */
  public boolean removeToken(byte[] hash, TokenKind kind) {
    return AccountTokenEntity.delete("hash = ?1 and kind = ?2", hash, kind) == 1;
  }

  /** Removes all tokens of an account. */
  public void removeTokens(String account) {
    AccountTokenEntity.delete(
        "account.id in (select id from AccountEntity where name = ?1)", account);
  }

  private static Optional<AccountEntity> entity(String name) {
    return AccountEntity.<AccountEntity>find("name", name).firstResultOptional();
  }

  private static AccountRow row(AccountEntity entity) {
    return new AccountRow(
        entity.name,
        entity.displayName,
        entity.role,
        entity.active,
        Optional.ofNullable(entity.passwordHash),
        entity.createdAt,
        entity.createdBy);
  }
}
