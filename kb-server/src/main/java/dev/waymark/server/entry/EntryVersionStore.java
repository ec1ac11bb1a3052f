package dev.waymark.server.entry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Optional;

/** The texts that runs walk, each once. */
@ApplicationScoped
@Transactional
public class EntryVersionStore {
  /** A text as it was. */
  public record EntryVersion(String entryId, String path, String text) {}

  /** Keeps a text unless it is kept already, even if another server keeps it right now. */
  public void keep(String hash, EntryVersion version, Instant now) {
    EntryVersionEntity.getEntityManager()
        .createQuery(
            "insert into EntryVersionEntity (hash, entryId, path, text, keptAt)"
                + " values (:hash, :entry, :path, :text, :now) on conflict do nothing")
        .setParameter("hash", hash)
        .setParameter("entry", version.entryId())
        .setParameter("path", version.path())
        .setParameter("text", version.text())
        .setParameter("now", now)
        .executeUpdate();
  }

  public Optional<EntryVersion> find(String hash) {
    return EntryVersionEntity.<EntryVersionEntity>findByIdOptional(hash)
        .map(entity -> new EntryVersion(entity.entryId, entity.path, entity.text));
  }
}
