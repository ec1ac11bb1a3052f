package dev.waymark.server.alert;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.AlertState;
import dev.waymark.model.incident.KeptAlert;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.alert.Opening;
import dev.waymark.server.catalog.Catalog;
import dev.waymark.server.catalog.EntryCard;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.incident.NewIncident;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.store.AlertStore;
import dev.waymark.server.store.KeyedInputStore;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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

  /** How many alerts are listed at most. */
  public static final int MOST_LISTED = 200;

  private final AlertStore store;
  private final KeyedInputStore keys;
  private final Catalog catalog;
  private final Incidents incidents;
  private final AlertConfig config;
  private final Clock clock;

  Alerts(
      AlertStore store,
      KeyedInputStore keys,
      Catalog catalog,
      Incidents incidents,
      AlertConfig config,
      Clock clock) {
    this.store = store;
    this.keys = keys;
    this.catalog = catalog;
    this.incidents = incidents;
    this.config = config;
    this.clock = clock;
  }

  /** An entry that an alert opens. */
  private record Match(Entry entry, Opening opening) {}

  /**
   * Takes what a monitoring system sent, each alert by itself.
   *
   * @param body UTF-8 JSON
   * @return the alerts as they are kept, in the order in which they were sent
   */
  public Result<List<KeptAlert>> receive(byte[] body, Actor actor) {
    Result<List<Alert>> reading = AlertReader.read(body, now());
    return reading instanceof Result.Refused<List<Alert>> refused
        ? Result.refused(refused.problem())
        : Result.done(
            reading.orThrow().stream()
                .map(alert -> QuarkusTransaction.requiringNew().call(() -> receive(alert, actor)))
                .toList());
  }

  /** Which alerts to list; all where nothing is said. */
  public record Wanted(
      Optional<AlertState> state,
      Optional<String> source,
      Optional<String> rule,
      Optional<Long> incident,
      boolean withoutEntry) {}

  /** The newest first. */
  public List<KeptAlert> list(Wanted wanted) {
    return store.list(
        new AlertStore.Wanted(
            wanted.state(),
            wanted.source(),
            wanted.rule(),
            wanted.incident(),
            wanted.withoutEntry()),
        MOST_LISTED);
  }

  public Optional<KeptAlert> find(long id) {
    return store.find(id);
  }

  /** Puts an alert to an incident by hand, where no entry is opened by it or it couldn't be. */
  public Result<KeptAlert> join(long id, long incident, Actor actor) {
    return QuarkusTransaction.requiringNew().call(() -> joinNow(id, incident, actor));
  }

  private Result<KeptAlert> joinNow(long id, long incident, Actor actor) {
    // A second click waits for the first, and is told where the alert belongs.
    Optional<KeptAlert> found = store.lock(id);
    if (found.isEmpty()) {
      return Result.refused(
          Problem.notFound("There is no alert " + id + ".", "Choose one from /alerts."));
    }
    KeptAlert row = found.orElseThrow();
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
    incidents.alertJoined(incident, row.alert(), actor);
    store.decide(id, row.entry(), Optional.of(incident), Optional.empty());
    return Result.done(store.find(id).orElseThrow());
  }

  private KeptAlert receive(Alert alert, Actor actor) {
    // Several of a rule at once open one incident.
    keys.lock(SCOPE, alert.source() + " " + alert.rule());
    AlertStore.Kept kept = store.keep(alert, now());
    KeptAlert row = kept.row();
    if (row.incident().isPresent()) {
      kept.before()
          .filter(before -> before != alert.state())
          .ifPresent(before -> tell(row.incident().orElseThrow(), alert, actor));
      return row;
    }
    if (alert.state() == AlertState.FIRING) {
      open(row, actor);
    }
    return store.find(row.id()).orElseThrow();
  }

  private void tell(long incident, Alert alert, Actor actor) {
    if (alert.state() == AlertState.RESOLVED) {
      incidents.alertResolved(incident, alert, actor);
    } else {
      incidents.alertJoined(incident, alert, actor);
    }
  }

  private void open(KeptAlert row, Actor actor) {
    Alert alert = row.alert();
    Optional<Match> found = match(alert);
    if (found.isEmpty()) {
      store.decide(row.id(), Optional.empty(), Optional.empty(), Optional.empty());
      return;
    }
    Match match = found.orElseThrow();
    String entry = match.entry().id();
    Optional<Long> goingOn = store.openIncident(alert.source(), alert.rule(), entry);
    if (goingOn.isPresent()) {
      incidents.alertJoined(goingOn.orElseThrow(), alert, actor);
      store.decide(row.id(), Optional.of(entry), goingOn, Optional.empty());
      return;
    }
    Result<Incident> opening =
        incidents.open(
            new NewIncident(
                entry,
                Optional.of(title(alert)),
                Optional.empty(),
                parameters(match),
                Optional.empty(),
                Optional.empty()),
            actor,
            Optional.empty());
    if (opening instanceof Result.Refused<Incident> refused) {
      Problem problem = refused.problem();
      store.decide(
          row.id(),
          Optional.of(entry),
          Optional.empty(),
          Optional.of(problem.detail() + " " + problem.hint()));
      return;
    }
    long number = opening.orThrow().number();
    incidents.alertJoined(number, alert, actor);
    store.decide(row.id(), Optional.of(entry), Optional.of(number), Optional.empty());
  }

  /** What an alert says of an entry's parameters; empty where it doesn't open the entry. */
  public Optional<Map<String, String>> parameters(KeptAlert row, String entryId) {
    return catalog
        .entry(entryId)
        .flatMap(CompiledEntry::entry)
        .flatMap(
            entry ->
                Opening.of(entry, row.alert())
                    .map(opening -> parameters(new Match(entry, opening))));
  }

  /** The alert's word stands above what the operator has set for all entries. */
  private Map<String, String> parameters(Match match) {
    Map<String, String> parameters = new HashMap<>();
    match.entry().frontMatter().parameters().stream()
        .map(parameter -> parameter.name())
        .filter(config.parameters()::containsKey)
        .forEach(name -> parameters.put(name, config.parameters().get(name)));
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
            entry -> Opening.of(entry, alert).map(opening -> new Match(entry, opening)).stream())
        .findFirst();
  }

  private static String title(Alert alert) {
    String first = alert.description().lines().findFirst().orElse("").strip();
    String title = first.isEmpty() ? alert.rule() : alert.rule() + ": " + first;
    return title.length() > LONGEST_TITLE
        ? title.substring(0, title.offsetByCodePoints(0, LONGEST_TITLE / 2)) + "…"
        : title;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
