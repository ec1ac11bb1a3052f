package dev.waymark.server.entry;

import dev.waymark.server.store.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** The files of the scenarios that runs walk on, each once. */
@ApplicationScoped
@Transactional
public class ScenarioVersionStore {
  private final Jdbc jdbc;

  ScenarioVersionStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A scenario as it was.
   *
   * @param files canonical JSON: texts by their paths
   */
  public record ScenarioVersion(String entryId, String name, String files) {}

  /** Keeps files unless they are kept already, even if another server keeps them right now. */
  public void keep(String hash, ScenarioVersion version, Instant now) {
    boolean isKept =
        !jdbc.list("select 1 from scenario_version where hash = ?", row -> true, hash).isEmpty();
    if (isKept) {
      return;
    }
    jdbc.update(
        "insert into scenario_version (hash, entry_id, name, files, kept_at) values (?, ?, ?, ?, ?)"
            + " on conflict do nothing",
        hash,
        version.entryId(),
        version.name(),
        version.files(),
        now);
  }

  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<ScenarioVersion> find(String hash) {
    return jdbc.first(
        "select entry_id, name, files from scenario_version where hash = ?",
        row ->
            new ScenarioVersion(
                row.getString("entry_id"), row.getString("name"), row.getString("files")),
        hash);
  }
}
