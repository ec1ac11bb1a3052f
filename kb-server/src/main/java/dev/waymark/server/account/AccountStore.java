package dev.waymark.server.account;

import dev.waymark.server.store.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Accounts. */
@ApplicationScoped
@Transactional
public class AccountStore {
  private static final String SELECT =
      "select name, display_name, role, active, password_hash, created_at, created_by from account";

  private final Jdbc jdbc;

  AccountStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  public List<AccountRow> list() {
    return jdbc.list(SELECT + " order by name", AccountStore::row);
  }

  public Optional<AccountRow> find(String name) {
    return jdbc.first(SELECT + " where name = ?", AccountStore::row, name);
  }

  /** The account, which nobody else changes until the transaction ends. */
  public Optional<AccountRow> lock(String name) {
    return jdbc.first(SELECT + " where name = ? for update", AccountStore::row, name);
  }

  /** Creates an account; false if the name is taken. */
  public boolean create(AccountRow account) {
    return jdbc.update(
            "insert into account (name, display_name, role, active, password_hash, created_at,"
                + " created_by, told_until) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
            account.name(),
            account.displayName(),
            account.role(),
            account.active(),
            account.passwordHash(),
            account.createdAt(),
            account.createdBy(),
            account.createdAt())
        == 1;
  }

  public void setRole(String name, String role) {
    jdbc.update("update account set role = ? where name = ?", role, name);
  }

  public void setActive(String name, boolean active) {
    jdbc.update("update account set active = ? where name = ?", active, name);
  }

  /** Sets the hash of a password, or takes the password away. */
  public void setPassword(String name, Optional<String> hash) {
    jdbc.update("update account set password_hash = ? where name = ?", hash, name);
  }

  /** The active accounts with a role, which nobody else changes until the transaction ends. */
  public List<String> lockActive(String role) {
    return jdbc.list(
        "select name from account where role = ? and active order by id for update",
        row -> row.getString("name"),
        role);
  }

  /** Until when the owner was told of failed attempts. */
  public Instant toldUntil(String name) {
    return jdbc.first(
            "select told_until from account where name = ?",
            row -> Jdbc.instant(row, "told_until"),
            name)
        .orElseThrow();
  }

  public void setToldUntil(String name, Instant until) {
    jdbc.update("update account set told_until = ? where name = ?", until, name);
  }

  private static AccountRow row(ResultSet row) throws SQLException {
    return new AccountRow(
        row.getString("name"),
        row.getString("display_name"),
        row.getString("role"),
        row.getBoolean("active"),
        Jdbc.optional(row, "password_hash"),
        Jdbc.instant(row, "created_at"),
        row.getString("created_by"));
  }
}
