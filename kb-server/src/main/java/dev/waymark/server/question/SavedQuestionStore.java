package dev.waymark.server.question;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Questions with their filters that people kept under a name, for all. */
@ApplicationScoped
@Transactional
public class SavedQuestionStore {
  /**
   * A kept question.
   *
   * @param filters as the query of an address
   */
  public record Saved(
      long id, String name, String question, String filters, String createdBy, Instant createdAt) {}

  /** All, by name. */
  public List<Saved> all() {
    return SavedQuestionEntity.<SavedQuestionEntity>find("order by lower(name), id").stream()
        .map(SavedQuestionStore::saved)
        .toList();
  }

  public Optional<Saved> find(long id) {
    return SavedQuestionEntity.<SavedQuestionEntity>findByIdOptional(id)
        .map(SavedQuestionStore::saved);
  }

  public void keep(String name, String question, String filters, String by, Instant now) {
    SavedQuestionEntity kept = new SavedQuestionEntity();
    kept.name = name;
    kept.question = question;
    kept.filters = filters;
    kept.createdBy = by;
    kept.createdAt = now;
    kept.persist();
  }

  public void forget(long id) {
    SavedQuestionEntity.deleteById(id);
  }

  private static Saved saved(SavedQuestionEntity kept) {
    return new Saved(
        kept.id, kept.name, kept.question, kept.filters, kept.createdBy, kept.createdAt);
  }
}
