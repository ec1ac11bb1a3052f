package dev.waymark.server.alert;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.AlertState;
import dev.waymark.model.incident.StoredAlert;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.alert.AlertMatch;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.entry.EntryCard;
import dev.waymark.server.event.KeyedInputStore;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.incident.NewIncident;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Takes alerts in. The first entry with a condition that holds is opened with what the alert says
 * of its parameters, and the incident walks by itself as far as evidence decides; an alert of the
 * same rule joins the incident that goes on. Nothing that a source sends is lost: an alert that
 * opens nothing is kept with the reason.
 */
@ApplicationScoped
public class Alerts {
  private static final String SCOPE = "alerts";
  private static final int LONGEST_TITLE = 200;

  /** How many bodies are taken in at once. */
  private static final int AT_ONCE = 6;

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** By how much a firing and its end may come in the wrong order. */
  private static final Duration OVERTAKING = Duration.ofMinutes(1);

  /** How many alerts are listed at most. */
  public static final int MOST_LISTED = 200;

  private final AlertStore store;
  private final KeyedInputStore keys;
  private final Catalog catalog;
  private final Incidents incidents;
  private final UnstartedAlerts unstarted;
  private final ParameterSettings settings;
  private final Clock clock;
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  Alerts(
      AlertStore store,
      KeyedInputStore keys,
      Catalog catalog,
      Incidents incidents,
      UnstartedAlerts unstarted,
      AlertConfig config,
      Clock clock) {
    this.store = store;
    this.keys = keys;
    this.catalog = catalog;
    this.incidents = incidents;
    this.unstarted = unstarted;
    this.settings = new ParameterSettings(config.parameters());
    this.clock = clock;
  }

  /** An entry that an alert opens. */
  private record Match(Entry entry, AlertMatch opening) {}

  /**
   * Takes what a monitoring system sent, each alert by itself.
   *
   * @param body UTF-8 JSON
   * @return the alerts as they are kept, in the order in which they were sent
   */
  public Result<List<StoredAlert>> receive(byte[] body, Actor actor) {
    return AlertReader.read(body, now())
        .then(
            alerts ->
                inTurn(
                    () ->
                        alerts.stream()
                            .map(
                                alert ->
                                    QuarkusTransaction.requiringNew()
                                        .call(() -> receive(alert, actor)))
                            .toList()));
  }

  /** A storm waits here, so that people find a connection to the database. */
  private Result<List<StoredAlert>> inTurn(Supplier<List<StoredAlert>> receiving) {
    if (!turn()) {
      return Result.refused(
          new Problem(
              Problem.Kind.UNAVAILABLE,
              "More alerts come in than are taken.",
              "Send it again: what was taken already is known by its id."));
    }
    try {
      return Result.done(receiving.get());
    } finally {
      turns.release();
      unstarted.countSoon();
    }
  }

  private boolean turn() {
    try {
      return turns.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Which alerts to list; all if nothing is said.
   *
   * @param openedNothing whether only those that belong to no incident
   * @param unstarted of those only the ones whose entry couldn't be started
   */
  public record Wanted(
      Optional<AlertState> state,
      Optional<String> source,
      Optional<String> rule,
      Optional<Long> incident,
      boolean openedNothing,
      boolean unstarted) {}

  /** The newest first. */
  public List<StoredAlert> list(Wanted wanted) {
    return store.list(
        new AlertStore.Wanted(
            wanted.state(),
            wanted.source(),
            wanted.rule(),
            wanted.incident(),
            wanted.openedNothing(),
            wanted.unstarted()),
        MOST_LISTED);
  }

  public Optional<StoredAlert> find(long id) {
    return store.find(id);
  }

  /**
   * How the alerts of one rule stand in an incident.
   *
   * @param firing how many of them fire
   * @param over how many are over
   * @param firedAgain whether one fires of which its source told after the last end
   * @param last the one that fires of which its source told last, or that ended last
   */
  public record Standing(int firing, int over, boolean firedAgain, StoredAlert last) {}

  /**
   * The rules that have alerts in an incident; those that fire again first, then those that fire.
   */
  public List<Standing> standing(long incident) {
    return store.standing(incident).stream()
        .flatMap(
            rule ->
                store.lastFiring(incident, rule.source(), rule.rule()).stream()
                    .map(last -> new Standing(rule.firing(), rule.over(), rule.firedAgain(), last)))
        .toList();
  }

  /** Puts an alert to an incident by hand, if no entry is opened by it or it couldn't be. */
  public Result<StoredAlert> join(long id, long incident, Actor actor) {
    try {
      return QuarkusTransaction.requiringNew().call(() -> joinNow(id, incident, actor));
    } finally {
      unstarted.countSoon();
    }
  }

  private Result<StoredAlert> joinNow(long id, long incident, Actor actor) {
    // A second click waits for the first, and is told where the alert belongs.
    Optional<StoredAlert> found = store.lock(id);
    if (found.isEmpty()) {
      return Result.refused(
          Problem.notFound("There is no alert " + id + ".", "Choose one from /alerts."));
    }
    StoredAlert row = found.orElseThrow();
    if (row.incident().isPresent()) {
      return Result.refused(
          Problem.conflict(
              "The alert belongs to incident " + row.incident().orElseThrow() + ".",
              "Go on there."));
    }
    if (incidents.find(incident).isEmpty()) {
      return Result.refused(
          Problem.notFound(
              "There is no incident " + incident + ".", "Give the number of one that is open."));
    }
    incidents.alertJoined(incident, row.alert(), row.endedBefore(), actor);
    store.decide(id, row.entry(), Optional.of(incident), Optional.empty());
    return Result.done(store.find(id).orElseThrow());
  }

  private StoredAlert receive(Alert alert, Actor actor) {
    store.takeTurns();
    // Several of a rule at once open one incident, and none overtakes another halfway.
    keys.lock(SCOPE, alert.source() + " " + alert.rule());
    long id = alert.state() == AlertState.FIRING ? fires(alert, actor) : ends(alert, actor);
    return store.find(id).orElseThrow();
  }

  private long fires(Alert alert, Actor actor) {
    String sourceId = alert.id().orElseGet(() -> sourceId(alert, alert.firedAt().toString()));
    Optional<AlertStore.Known> known = store.lock(alert.source(), alert.rule(), sourceId);
    if (known.isEmpty()) {
      StoredAlert row = store.add(alert, sourceId, now());
      open(row, actor);
      return row.id();
    }
    StoredAlert row = known.orElseThrow().row();
    Alert before = row.alert();
    if (before.state() == AlertState.FIRING) {
      store.toldAgain(row.id(), alert, now());
      if (row.incident().isEmpty()) {
        open(store.find(row.id()).orElseThrow(), actor);
      }
    } else if (!known.orElseThrow().fired() && isOvertaken(alert, before)) {
      store.toldAgain(row.id(), alert, now());
      toldLate(store.find(row.id()).orElseThrow(), actor);
    } else {
      store.firesAgain(row.id(), alert, now());
      firesAgain(store.find(row.id()).orElseThrow(), actor);
    }
    return row.id();
  }

  /** Whether an alert was over by what its end said, which came in before. */
  private static boolean isOvertaken(Alert alert, Alert end) {
    return end.resolvedAt()
        .filter(ended -> !alert.firedAt().isAfter(ended.plus(OVERTAKING)))
        .isPresent();
  }

  /** Its end is known: it opens an entry even so, since nobody has looked yet. */
  private void toldLate(StoredAlert row, Actor actor) {
    if (row.incident().isPresent()) {
      incidents.alertToldLate(row.incident().orElseThrow(), row.alert(), actor);
      return;
    }
    open(row, actor);
    store
        .find(row.id())
        .flatMap(StoredAlert::incident)
        .ifPresent(incident -> incidents.alertResolved(incident, row.alert(), actor));
  }

  private void firesAgain(StoredAlert row, Actor actor) {
    Optional<Long> goingOn =
        row.incident()
            .flatMap(incidents::find)
            .filter(one -> one.state().isActive())
            .map(Incident::number);
    if (goingOn.isPresent()) {
      incidents.alertJoined(goingOn.orElseThrow(), row.alert(), row.endedBefore(), actor);
    } else {
      open(row, actor);
    }
  }

  private long ends(Alert alert, Actor actor) {
    List<StoredAlert> ended = endedBy(alert);
    ended.forEach(row -> store.ends(row.id(), alert, now()));
    ended.stream()
        .flatMap(row -> store.find(row.id()).stream())
        .filter(row -> row.incident().isPresent())
        .collect(Collectors.toMap(row -> row.incident().orElseThrow(), row -> row, (a, b) -> a))
        .forEach((incident, row) -> incidents.alertResolved(incident, row.alert(), actor));
    return ended.isEmpty() ? endsUnknown(alert, actor) : ended.get(0).id();
  }

  /**
   * The firings that an end is the end of: the one of its id; if the source gives none, those of
   * the rule at the same targets.
   */
  private List<StoredAlert> endedBy(Alert end) {
    if (end.id().isPresent()) {
      return store.lock(end.source(), end.rule(), end.id().orElseThrow()).stream()
          .map(AlertStore.Known::row)
          .filter(row -> row.alert().state() == AlertState.FIRING)
          .toList();
    }
    List<StoredAlert> firing = store.firing(end.source(), end.rule());
    if (end.targets().isEmpty()) {
      List<StoredAlert> without =
          firing.stream().filter(row -> row.alert().targets().isEmpty()).toList();
      return without.isEmpty() && firing.size() == 1 ? firing : without;
    }
    return firing.stream().filter(row -> row.alert().targets().containsAll(end.targets())).toList();
  }

  /** An end that was told before, or whose firing wasn't: it opens nothing. */
  private long endsUnknown(Alert alert, Actor actor) {
    String sourceId =
        alert.id().orElseGet(() -> sourceId(alert, "end " + alert.resolvedAt().orElse(now())));
    Optional<AlertStore.Known> known = store.lock(alert.source(), alert.rule(), sourceId);
    if (known.isPresent()) {
      long id = known.orElseThrow().row().id();
      store.endToldAgain(id, now());
      return id;
    }
    StoredAlert row = store.add(alert, sourceId, now());
    Optional<Long> goingOn = store.openIncident(alert.source(), alert.rule());
    if (goingOn.isPresent()) {
      store.decide(row.id(), Optional.empty(), goingOn, Optional.empty());
      incidents.alertResolved(goingOn.orElseThrow(), row.alert(), actor);
    }
    return row.id();
  }

  /** What tells an alert apart whose source doesn't. */
  private static String sourceId(Alert alert, String time) {
    byte[] targets = String.join("\n", alert.targets()).getBytes(StandardCharsets.UTF_8);
    return time + " " + UUID.nameUUIDFromBytes(targets);
  }

  private void open(StoredAlert row, Actor actor) {
    Alert alert = row.alert();
    Optional<Match> found = match(alert);
    Optional<String> entry = found.map(match -> match.entry().id());
    Optional<Long> goingOn = store.openIncident(alert.source(), alert.rule(), entry);
    if (goingOn.isPresent()) {
      store.decide(row.id(), entry, goingOn, Optional.empty());
      incidents.alertJoined(goingOn.orElseThrow(), alert, row.endedBefore(), actor);
      return;
    }
    if (found.isEmpty()) {
      store.decide(row.id(), Optional.empty(), Optional.empty(), Optional.empty());
      return;
    }
    Match match = found.orElseThrow();
    Result<Incident> opening =
        incidents.open(
            new NewIncident(
                match.entry().id(),
                title(match.entry(), alert),
                Optional.empty(),
                parameters(match),
                Optional.empty(),
                Optional.empty()),
            actor,
            Optional.empty());
    if (opening instanceof Result.Refused<Incident> refused) {
      store.decide(
          row.id(), entry, Optional.empty(), Optional.of(obstacle(match, refused.problem())));
      return;
    }
    long number = opening.orThrow().number();
    store.decide(row.id(), entry, Optional.of(number), Optional.empty());
    incidents.alertJoined(number, alert, row.endedBefore(), actor);
  }

  /** Why an entry couldn't be started, and by which settings it could. */
  private String obstacle(Match match, Problem problem) {
    Map<String, String> given = parameters(match);
    String names =
        match.entry().frontMatter().parameters().stream()
            .filter(parameter -> parameter.defaultValue().isEmpty())
            .map(Parameter::name)
            .filter(name -> !given.containsKey(name))
            .map(name -> "`waymark.alerts.parameters." + name + "`")
            .collect(Collectors.joining(", "));
    return problem.detail()
        + " "
        + problem.hint()
        + (names.isEmpty() ? "" : " For all alerts at once, set " + names + " (docs/alerts.md).");
  }

  /** What an alert says of an entry's parameters; empty if it doesn't open the entry. */
  public Optional<Map<String, String>> parameters(StoredAlert row, String entryId) {
    return catalog
        .entry(entryId)
        .flatMap(CompiledEntry::entry)
        .flatMap(
            entry ->
                AlertMatch.of(entry, row.alert())
                    .map(opening -> parameters(new Match(entry, opening))));
  }

  /** The alert's word stands above what the operator has set for all entries. */
  private Map<String, String> parameters(Match match) {
    Map<String, String> parameters = new HashMap<>();
    match.entry().frontMatter().parameters().stream()
        .map(parameter -> parameter.name())
        .forEach(name -> settings.value(name).ifPresent(value -> parameters.put(name, value)));
    parameters.putAll(match.opening().parameters());
    return parameters;
  }

  /** The first that runs, in the order of the list of entries. */
  private Optional<Match> match(Alert alert) {
    return catalog.entries().stream()
        .filter(EntryCard::runs)
        .flatMap(card -> catalog.entry(card.id()).stream())
        .flatMap(compiled -> compiled.entry().stream())
        .flatMap(
            entry -> AlertMatch.of(entry, alert).map(opening -> new Match(entry, opening)).stream())
        .findFirst();
  }

  /** What the alert calls it, unless the entry says what its incidents are called. */
  private static Optional<String> title(Entry entry, Alert alert) {
    if (entry.frontMatter().incidentTitle().isPresent()) {
      return Optional.empty();
    }
    String first = alert.description().lines().findFirst().orElse("").strip();
    String title = first.isEmpty() ? alert.rule() : alert.rule() + ": " + first;
    return Optional.of(
        title.length() > LONGEST_TITLE
            ? title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE / 2)) + "…"
            : title);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
