package dev.waymark.server.entry;

import dev.waymark.server.store.Jdbc;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** The texts that runs walk, each once. */
@ApplicationScoped
@Transactional
public class EntryVersionStore {
  private final Jdbc jdbc;

  EntryVersionStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** A text as it was. */
  public record EntryVersion(String entryId, String path, String text) {}

  /** Keeps a text unless it is kept already, also where another server keeps it right now. */
  public void keep(String hash, EntryVersion version, Instant now) {
    jdbc.update(
        "insert into entry_version (hash, entry_id, path, text, kept_at) values (?, ?, ?, ?, ?)"
            + " on conflict do nothing",
        hash,
        version.entryId(),
        version.path(),
        version.text(),
        now);
  }

  public Optional<EntryVersion> find(String hash) {
    return EntryVersionEntity.<EntryVersionEntity>findByIdOptional(hash)
        .map(entity -> new EntryVersion(entity.entryId, entity.path, entity.text));
  }
}
