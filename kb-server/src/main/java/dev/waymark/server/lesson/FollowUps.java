package dev.waymark.server.lesson;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.FollowUp;
import dev.waymark.model.incident.FollowUpState;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.problem.PlainText;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What is to be done lest an incident come back: by whom, and until when. */
@ApplicationScoped
public class FollowUps {
  private static final int LONGEST = 500;
  private static final int LONGEST_LINK = 2_000;
  private static final int MOST = 500;

  private final FollowUpStore store;
  private final OverdueFollowUps overdue;
  private final LessonStore lessons;
  private final Incidents incidents;
  private final KeyedAdds adds;
  private final Clock clock;

  FollowUps(
      FollowUpStore store,
      OverdueFollowUps overdue,
      LessonStore lessons,
      Incidents incidents,
      KeyedAdds adds,
      Clock clock) {
    this.store = store;
    this.overdue = overdue;
    this.lessons = lessons;
    this.incidents = incidents;
    this.adds = adds;
    this.clock = clock;
  }

  public List<FollowUp> ofIncident(long incident) {
    return store.ofIncident(incident);
  }

  /** At most 500, those that are due first first. */
  public List<FollowUp> in(FollowUpState state) {
    return store.in(state, MOST);
  }

  /** At most 500 of one owner, those that are due first first. */
  public List<FollowUp> in(FollowUpState state, String owner) {
    return store.in(state, owner.strip(), MOST);
  }

  /** How many should have been done by now. */
  public long overdue() {
    LocalDate today = today();
    return in(FollowUpState.OPEN).stream().filter(one -> one.isOverdue(today)).count();
  }

  /**
   * Writes a follow-up down.
   *
   * @param key idempotency key: a repeat returns the follow-up that the first one wrote
   */
  @Transactional
  public Result<FollowUp> add(
      long incident, NewFollowUp wanted, Actor actor, Optional<String> key) {
    Result<Long> added =
        adds.once(
            "incident/" + incident + "/follow-ups",
            actor,
            key,
            actor + " " + wanted,
            () -> add(incident, wanted, actor));
    return added.then(this::find);
  }

  private Result<Long> add(long incident, NewFollowUp wanted, Actor actor) {
    Optional<Problem> bad =
        PlainText.missing("follow-up", wanted.title(), LONGEST)
            .or(() -> PlainText.missing("owner", wanted.owner(), LONGEST))
            .or(() -> past(wanted.due()))
            .or(() -> wanted.lesson().flatMap(lesson -> elsewhere(lesson, incident)));
    if (bad.isPresent()) {
      return Result.refused(bad.orElseThrow());
    }
    if (incidents.find(incident).isEmpty()) {
      return Result.refused(
          Problem.notFound(
              "There is no incident " + incident + ".", "Look for it in the list of incidents."));
    }
    return Result.done(
        store.create(
            new FollowUpStore.NewFollowUp(
                incident,
                wanted.lesson(),
                wanted.title().strip(),
                wanted.owner().strip(),
                wanted.due()),
            actor.name(),
            now()));
  }

  /** Gives it to somebody else, or another day. */
  public Result<FollowUp> change(long id, String owner, LocalDate due) {
    return PlainText.missing("owner", owner, LONGEST)
        .or(() -> past(due))
        .<Result<FollowUp>>map(Result::refused)
        .orElseGet(() -> after(store.change(id, owner.strip(), due), id, "not open any more"));
  }

  /**
   * Says that it is done.
   *
   * @param link to what shows it, such as a pull request
   */
  public Result<FollowUp> done(long id, String link, Actor actor) {
    if (!isLink(link)) {
      return Result.refused(
          Problem.invalid(
              "“Done” takes a link that shows it, and this is none: " + shortened(link),
              "Give the https:// address of the change, ticket or dashboard."));
    }
    return after(
        store.close(
            id,
            FollowUpState.DONE,
            Optional.of(link.strip()),
            Optional.empty(),
            actor.name(),
            now()),
        id,
        "not open any more");
  }

  public Result<FollowUp> drop(long id, String reason, Actor actor) {
    return PlainText.missing("reason", reason, LONGEST_LINK)
        .<Result<FollowUp>>map(Result::refused)
        .orElseGet(
            () ->
                after(
                    store.close(
                        id,
                        FollowUpState.DROPPED,
                        Optional.empty(),
                        Optional.of(reason.strip()),
                        actor.name(),
                        now()),
                    id,
                    "not open any more"));
  }

  public Result<FollowUp> reopen(long id) {
    return after(store.reopen(id), id, "open already");
  }

  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private Result<FollowUp> find(long id) {
    return store
        .find(id)
        .map(Result::done)
        .orElseGet(
            () ->
                Result.refused(
                    Problem.notFound(
                        "There is no follow-up " + id + ".",
                        "Look for it in the list of follow-ups.")));
  }

  private Result<FollowUp> after(boolean done, long id, String otherwise) {
    if (done) {
      overdue.count();
    }
    Result<FollowUp> found = find(id);
    return done || found instanceof Result.Refused<FollowUp>
        ? found
        : Result.refused(
            Problem.conflict(
                "Follow-up %d is %s.".formatted(id, otherwise), "Look at how it stands now."));
  }

  private Optional<Problem> past(LocalDate due) {
    return due.isBefore(today())
        ? Optional.of(
            Problem.invalid("The due date " + due + " has passed.", "Give a day to come."))
        : Optional.empty();
  }

  private Optional<Problem> elsewhere(long lesson, long incident) {
    return lessons.find(lesson).filter(found -> found.incident() == incident).isPresent()
        ? Optional.empty()
        : Optional.of(
            Problem.invalid(
                "Incident %d has no lesson %d.".formatted(incident, lesson),
                "Choose one of its lessons, or none."));
  }

  private static boolean isLink(String text) {
    try {
      URI uri = new URI(text.strip());
      return text.length() <= LONGEST_LINK
          && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
          && uri.getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static String shortened(String text) {
    return text.isBlank() ? "(nothing)" : text.substring(0, Math.min(80, text.length()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
