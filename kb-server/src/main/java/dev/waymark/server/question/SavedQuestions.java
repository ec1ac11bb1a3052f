package dev.waymark.server.question;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.question.SavedQuestionStore.Saved;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Questions with filters that people keep under a name, for all. */
@ApplicationScoped
public class SavedQuestions {
  private static final int LONGEST_NAME = 100;

  private final SavedQuestionStore store;
  private final Clock clock;

  SavedQuestions(SavedQuestionStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** All, by name. */
  public List<SavedQuestion> all() {
    return store.all().stream().map(SavedQuestions::saved).toList();
  }

  public Result<Filters> keep(String name, Question question, Filters filters, String by) {
    if (name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('\0') >= 0) {
      return Result.refused(
          Problem.invalid(
              "The name is empty, or longer than %d characters.".formatted(LONGEST_NAME),
              "Say in a few words what the answer is for."));
    }
    store.keep(
        name.strip(),
        question.id(),
        filters.query(),
        by,
        clock.instant().truncatedTo(ChronoUnit.MICROS));
    return Result.done(filters);
  }

  /**
   * Takes one away.
   *
   * @param all whether this person may take away what others have kept
   */
  public Result<SavedQuestion> forget(long id, String by, boolean all) {
    Optional<Saved> saved = store.find(id);
    if (saved.isEmpty()) {
      return Result.refused(
          Problem.notFound("There is no such kept question.", "Somebody took it away already."));
    }
    if (!all && !saved.orElseThrow().createdBy().equals(by)) {
      return Result.refused(
          new Problem(
              Problem.Kind.FORBIDDEN,
              "%s has kept this question.".formatted(saved.orElseThrow().createdBy()),
              "Ask them, or an administrator, to take it away."));
    }
    store.forget(id);
    return Result.done(saved(saved.orElseThrow()));
  }

  private static SavedQuestion saved(Saved kept) {
    return new SavedQuestion(
        kept.id(),
        kept.name(),
        kept.question(),
        kept.filters(),
        kept.createdBy(),
        kept.createdAt());
  }
}
