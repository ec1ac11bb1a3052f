package dev.waymark.server.incident;

import dev.waymark.model.entry.EscalationRule;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.Actor;
import dev.waymark.model.incident.Alert;
import dev.waymark.runbooks.record.IncidentFacts;
import dev.waymark.runbooks.record.KnownNames;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.database.SingleFlight;
import dev.waymark.server.event.EventChain;
import dev.waymark.server.event.KeyedInputStore;
import dev.waymark.server.event.KeyedInputStore.KeyedInput;
import dev.waymark.server.event.Sha256;
import dev.waymark.server.event.StoredEvent;
import dev.waymark.server.problem.PlainText;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.run.IncidentRuns;
import dev.waymark.server.run.PreparedRun;
import dev.waymark.server.run.RunLog;
import dev.waymark.server.run.RunPreparation;
import dev.waymark.server.run.RunService;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.RunViews;
import dev.waymark.server.run.StartRun;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All that happens to an incident but for the steps of its runs. */
@ApplicationScoped
@Transactional
public class Incidents {
  private static final String OPENING = "incidents";
  private static final int LONGEST_TITLE = 200;
  private static final int LONGEST_REASON = 2_000;
  private static final int LONGEST_KEY = 200;

  private final IncidentStore store;
  private final KeyedInputStore keys;
  private final RunService runs;
  private final RunViews views;
  private final RunPreparation preparation;
  private final Clock clock;
  private final HeavyReads heavy = new HeavyReads();
  private final SingleFlight<List<String>, Result<Incident>> openings = new SingleFlight<>();

  Incidents(
      IncidentStore store,
      KeyedInputStore keys,
      RunService runs,
      RunViews views,
      RunPreparation preparation,
      Clock clock) {
    this.store = store;
    this.keys = keys;
    this.runs = runs;
    this.views = views;
    this.preparation = preparation;
    this.clock = clock;
  }

  /** A cause that was confirmed in some incident, to filter by. */
  public record Cause(String id, String title) {}

  /**
   * Opens an incident and starts its first run.
   *
   * @param key idempotency key: a repeat returns the incident that the first one opened
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Result<Incident> open(NewIncident wanted, Actor actor, Optional<String> key) {
    String inputHash = Sha256.of(actor + " " + wanted);
    return key.isEmpty() || QuarkusTransaction.getStatus() != Status.STATUS_NO_TRANSACTION
        ? QuarkusTransaction.joiningExisting().call(() -> openOnce(wanted, actor, key, inputHash))
        : openings.call(
            List.of(key.orElseThrow(), inputHash),
            () ->
                QuarkusTransaction.requiringNew()
                    .call(() -> openOnce(wanted, actor, key, inputHash)));
  }

  private Result<Incident> openOnce(
      NewIncident wanted, Actor actor, Optional<String> key, String inputHash) {
    Optional<Result<Incident>> earlier =
        earlier(KeyedInputStore.scope(OPENING, actor), key, inputHash);
    if (earlier.isPresent()) {
      return earlier.orElseThrow();
    }
    Optional<Problem> bad =
        wanted.title().flatMap(title -> PlainText.problem("title", title, LONGEST_TITLE));
    if (bad.isPresent()) {
      return Result.refused(bad.orElseThrow());
    }
    Result<PreparedRun> preparing =
        preparation.prepare(
            new StartRun(wanted.entryId(), wanted.parameters(), wanted.scenario(), wanted.at()));
    if (preparing instanceof Result.Refused<PreparedRun> refused) {
      return Result.refused(refused.problem());
    }
    long number = create(wanted, preparing.orThrow(), actor);
    keep(KeyedInputStore.scope(OPENING, actor), key, new KeyedInput(inputHash, number));
    return Result.done(find(number).orElseThrow());
  }

  private long create(NewIncident wanted, PreparedRun run, Actor actor) {
    var frontMatter = run.tree().entry().frontMatter();
    IncidentSeverity severity = wanted.severity().or(frontMatter::severity).orElseThrow();
    String title =
        wanted.title().map(String::strip).filter(t -> !t.isEmpty()).orElseGet(run::title);
    Instant now = now();
    long number =
        store.create(
            new IncidentRow(
                0,
                title,
                wanted.entryId(),
                severity,
                wanted.scenario(),
                actor.name(),
                now,
                due(run.tree(), severity, now),
                run.head(),
                0,
                EventChain.START));
    append(
        number,
        0,
        EventChain.START,
        new IncidentEvent.Opened(title, wanted.entryId(), severity, wanted.scenario()),
        actor,
        now);
    runs.record(run, number, actor);
    return number;
  }

  /**
   * Starts a further run of an incident, such as in another entry that a branch leads to.
   *
   * @param key idempotency key: a repeat starts nothing
   */
  public Result<Incident> startRun(long number, StartRun start, Actor actor, Optional<String> key) {
    String inputHash = Sha256.of(actor + " " + start);
    Optional<Result<Incident>> earlier =
        earlier(KeyedInputStore.scope(EventChain.ofIncident(number), actor), key, inputHash);
    if (earlier.isPresent()) {
      return earlier.orElseThrow();
    }
    if (store.lock(number).isEmpty()) {
      return Result.refused(unknown(number));
    }
    IncidentRuns all = views.all(number);
    if (all.view(all.last()) instanceof Result.Done<RunView> last
        && last.value().state().isLive()
        && last.value().state().outcome().isEmpty()) {
      return Result.refused(
          Problem.conflict(
              "Incident " + number + " has a run under way.", "End it first, or go on with it."));
    }
    Result<PreparedRun> preparing = preparation.prepare(start);
    if (preparing instanceof Result.Refused<PreparedRun> refused) {
      return Result.refused(refused.problem());
    }
    runs.record(preparing.orThrow(), number, actor);
    keep(
        KeyedInputStore.scope(EventChain.ofIncident(number), actor),
        key,
        new KeyedInput(inputHash, number));
    return Result.done(find(number).orElseThrow());
  }

  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<Incident> find(long number) {
    return store.find(number).map(Incidents::incident);
  }

  /**
   * What the record of an incident says.
   *
   * @param walked its runs that can be replayed, oldest first
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  public IncidentFacts facts(long number, List<RunView> walked) {
    return new IncidentHistory(store.events(number), walked).facts();
  }

  public IncidentPage list(IncidentFilter filter) {
    IncidentStore.Found found =
        store.list(filter.query(), filter.order(), filter.page(), filter.size());
    return new IncidentPage(
        found.incidents().stream().map(Incidents::incident).toList(),
        found.total(),
        filter.page(),
        filter.size());
  }

  /** The causes confirmed so far, by title. */
  public List<Cause> causes() {
    return store.causes().stream().map(cause -> new Cause(cause.id(), cause.title())).toList();
  }

  public Result<Incident> changeSeverity(
      long number, IncidentSeverity severity, String reason, Actor actor, Optional<String> key) {
    String inputHash = Sha256.of(actor + " " + severity + " " + reason);
    Optional<Result<Incident>> earlier =
        earlier(KeyedInputStore.scope(EventChain.ofIncident(number), actor), key, inputHash);
    if (earlier.isPresent()) {
      return earlier.orElseThrow();
    }
    Optional<Problem> bad =
        reason.isBlank()
            ? Optional.of(
                Problem.invalid("The reason is missing.", "Say in a few words what has changed."))
            : PlainText.problem("reason", reason, LONGEST_REASON);
    if (bad.isPresent()) {
      return Result.refused(bad.orElseThrow());
    }
    Optional<IncidentRow> locked = store.lock(number);
    if (locked.isEmpty()) {
      return Result.refused(unknown(number));
    }
    IncidentRow row = locked.orElseThrow();
    if (row.severity() == severity) {
      return Result.refused(
          Problem.conflict(
              "Incident %d is %s already.".formatted(number, severity.label()),
              "Choose another severity."));
    }
    append(
        number,
        row.sequence(),
        row.headHash(),
        new IncidentEvent.SeverityChanged(row.severity(), severity, reason.strip()),
        actor,
        notBefore(row));
    store.setSeverity(number, severity, dueOf(number, severity, row.openedAt()));
    keep(
        KeyedInputStore.scope(EventChain.ofIncident(number), actor),
        key,
        new KeyedInput(inputHash, number));
    return Result.done(find(number).orElseThrow());
  }

  /**
   * Writes down that an alert belongs to an incident.
   *
   * @param endedBefore when it had ended before it fired again
   */
  public void alertJoined(long number, Alert alert, Optional<Instant> endedBefore, Actor actor) {
    tell(number, joined(alert, endedBefore, false), actor);
  }

  /** Writes down that an alert had fired whose end is written down already. */
  public void alertToldLate(long number, Alert alert, Actor actor) {
    tell(number, joined(alert, Optional.empty(), true), actor);
  }

  private static IncidentEvent joined(Alert alert, Optional<Instant> endedBefore, boolean late) {
    return new IncidentEvent.AlertJoined(
        alert.source(),
        alert.rule(),
        alert.id().orElse(""),
        alert.targets(),
        alert.firedAt(),
        endedBefore,
        late);
  }

  /** Writes down that an alert of an incident is over, which by itself ends nothing. */
  public void alertResolved(long number, Alert alert, Actor actor) {
    tell(
        number,
        new IncidentEvent.AlertResolved(
            alert.source(),
            alert.rule(),
            alert.id().orElse(""),
            alert.targets(),
            alert.resolvedAt()),
        actor);
  }

  private void tell(long number, IncidentEvent event, Actor actor) {
    IncidentRow row = store.lock(number).orElseThrow();
    append(number, row.sequence(), row.headHash(), event, actor, notBefore(row));
  }

  /** What happened, oldest first; empty if there is no such incident. */
  public List<TimelineItem> timeline(long number) {
    return timeline(number, KnownNames.AS_RECORDED);
  }

  /** The same, with entries and people called by other names than those of the record. */
  public List<TimelineItem> timeline(long number, KnownNames known) {
    return heavy.one(() -> items(number, known));
  }

  private List<TimelineItem> items(long number, KnownNames known) {
    return find(number)
        .map(incident -> Timeline.of(store.events(number), views.logs(number), known))
        .orElse(List.of());
  }

  /** The whole incident as a Markdown document. */
  public Optional<String> markdown(long number) {
    return heavy.one(
        () ->
            find(number)
                .map(
                    incident -> {
                      List<RunLog> logs = views.logs(number);
                      return MarkdownExport.write(
                          incident,
                          Timeline.of(store.events(number), logs, KnownNames.AS_RECORDED),
                          logs);
                    }));
  }

  /** The whole incident as a JSON document, whose members are those of the stored events. */
  public Optional<String> json(long number) {
    return heavy.one(
        () ->
            find(number)
                .map(
                    incident ->
                        JsonExport.write(incident, store.events(number), views.logs(number))));
  }

  private Optional<Result<Incident>> earlier(String scope, Optional<String> key, String inputHash) {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    String text = key.orElseThrow();
    if (text.isBlank() || text.length() > LONGEST_KEY) {
      return Optional.of(
          Result.refused(
              Problem.invalid("The idempotency key is empty or too long.", "Send a UUID.")));
    }
    keys.lock(scope, text);
    return keys.find(scope, text)
        .map(
            known ->
                known.inputHash().equals(inputHash)
                    ? Result.done(find(known.outcome()).orElseThrow())
                    : Result.refused(
                        Problem.conflict(
                            "This idempotency key came with another input before.",
                            "Use a new key for each input.")));
  }

  private void keep(String scope, Optional<String> key, KeyedInput input) {
    key.ifPresent(text -> keys.keep(scope, text, input, now()));
  }

  private void append(
      long number,
      int sequence,
      String previousHash,
      IncidentEvent event,
      Actor actor,
      Instant now) {
    String hash =
        EventChain.hash(
            EventChain.ofIncident(number),
            sequence + 1,
            now,
            actor,
            event.type(),
            event.payload(),
            previousHash);
    store.append(
        number,
        new StoredEvent(
            sequence + 1, now, actor, event.type(), event.payload(), previousHash, hash));
  }

  /** When somebody is to be called first, by the text that the last run walks. */
  private Optional<Instant> dueOf(long number, IncidentSeverity severity, Instant openedAt) {
    IncidentRuns all = views.all(number);
    return all.view(all.last()) instanceof Result.Done<RunView> last
        ? due(last.value().tree(), severity, openedAt)
        : Optional.empty();
  }

  private static Optional<Instant> due(Tree tree, IncidentSeverity severity, Instant openedAt) {
    return tree.entry().escalation().stream()
        .filter(rule -> rule.severity() == severity)
        .map(EscalationRule::within)
        .min(Comparator.naturalOrder())
        .map(openedAt::plus);
  }

  /** Nothing is dated before what it follows, whatever the clocks of two servers say. */
  private Instant notBefore(IncidentRow row) {
    Instant now = now();
    return now.isAfter(row.head().updatedAt()) ? now : row.head().updatedAt();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static Problem unknown(long number) {
    return Problem.notFound(
        "There is no incident " + number + ".", "Choose one from the list of incidents.");
  }

  private static Incident incident(IncidentRow row) {
    return new Incident(
        row.number(),
        row.title(),
        row.entryId(),
        row.severity(),
        row.head().state(),
        row.scenario(),
        row.openedBy(),
        row.head().owner().orElse(row.openedBy()),
        row.openedAt(),
        row.dueAt(),
        row.head().updatedAt(),
        row.head().endedAt(),
        row.head().cause(),
        row.head().causeTitle(),
        row.head().node(),
        row.head().nodeTitle());
  }
}
