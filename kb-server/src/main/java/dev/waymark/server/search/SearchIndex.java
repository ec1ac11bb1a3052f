package dev.waymark.server.search;

import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.server.account.Role;
import dev.waymark.server.database.DatabaseTrouble;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.event.IncidentChanged;
import dev.waymark.server.lesson.LessonText;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Keeps what is found up to date, on one thread of its own, so that nobody waits for it. Entries
 * are taken in as soon as they are served, incidents and notes shortly after their transaction,
 * lessons within seconds. What a server missed, because it was killed or another one did it, is
 * caught up with at its start and every few minutes.
 */
@ApplicationScoped
public class SearchIndex {
  private static final Logger LOG = Logger.getLogger(SearchIndex.class);

  /** The first pages matter more. */
  private static final long FIRST_MILLIS = 700;

  private static final long INCIDENTS_MILLIS = 400;
  private static final long LESSONS_MILLIS = 2_000;
  private static final long CATCH_UP_MILLIS = 300_000;

  private static final int BATCH = 200;

  /** With their steps some hundreds of documents. */
  private static final int ENTRIES = 20;

  /** So many new documents make the database's idea of the words wrong, or a tenth of all. */
  private static final int MANY = 500;

  private static final int TENTH = 10;

  private final Catalog catalog;
  private final SearchStore store;
  private final IncidentDocuments incidents;
  private final Clock clock;

  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "search-index");
            thread.setDaemon(true);
            return thread;
          });

  private final List<Future<?>> regular = new ArrayList<>();
  private final Set<Long> touched = ConcurrentHashMap.newKeySet();
  private final SuggestedWords words;
  private int analyzed;
  private int sinceAnalyzed;

  SearchIndex(Catalog catalog, SearchStore store, IncidentDocuments incidents, Clock clock) {
    this.catalog = catalog;
    this.store = store;
    this.incidents = incidents;
    this.clock = clock;
    this.words = new SuggestedWords(store);
  }

  void start(@Observes StartupEvent event) {
    catalog.follow(change -> soon(() -> takeEntries(change.entries())));
    every(CATCH_UP_MILLIS, FIRST_MILLIS, this::takeAllEntries);
    every(CATCH_UP_MILLIS, FIRST_MILLIS, this::catchUp);
    every(INCIDENTS_MILLIS, INCIDENTS_MILLIS, this::takeTouched);
    every(LESSONS_MILLIS, FIRST_MILLIS, this::takeLessons);
  }

  void stop(@Observes ShutdownEvent event) {
    regular.forEach(task -> task.cancel(false));
    worker.shutdownNow();
  }

  void touched(@Observes(during = TransactionPhase.AFTER_SUCCESS) IncidentChanged change) {
    touched.add(change.number());
  }

  /** Has everything taken in that was done so far; for tests. */
  void flush() {
    try {
      worker
          .submit(
              () -> {
                takeAllEntries();
                takeTouched();
                takeLessons();
              })
          .get(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  private void takeAllEntries() {
    Map<String, String> known = store.entryVersions();
    Set<String> changed = new HashSet<>(known.keySet());
    Map<String, CompiledEntry> entries = new HashMap<>();
    for (var card : catalog.entries()) {
      catalog.entry(card.id()).ifPresent(entry -> entries.put(card.id(), entry));
    }
    entries.forEach(
        (id, entry) -> {
          if (EntryDocuments.version(entry).equals(known.get(id))) {
            changed.remove(id);
          } else {
            changed.add(id);
          }
        });
    takeEntries(changed);
    if (changed.size() > 1) {
      LOG.infof("%d entries taken into search", changed.size());
    }
  }

  private void takeEntries(Set<String> ids) {
    List<String> rest = ids.stream().sorted().toList();
    for (int from = 0; from < rest.size(); from += ENTRIES) {
      takeSome(rest.subList(from, Math.min(rest.size(), from + ENTRIES)));
    }
    analyze();
  }

  private void takeSome(List<String> ids) {
    List<SearchDocument> documents = new ArrayList<>();
    for (String id : ids) {
      catalog
          .entry(id)
          .ifPresent(entry -> documents.addAll(EntryDocuments.of(entry, clock.instant())));
    }
    store.keepOnly(ids, documents.stream().map(SearchDocument::id).toList());
    save(documents);
  }

  private void catchUp() {
    List<Long> stale = store.staleIncidents(BATCH);
    while (!stale.isEmpty()) {
      stale.forEach(this::takeIncident);
      List<Long> rest = store.staleIncidents(BATCH);
      // What can't be taken in stays, and isn't tried in a circle.
      stale = rest.equals(stale) ? List.of() : rest;
    }
    analyze();
  }

  private void takeTouched() {
    for (Long number : List.copyOf(touched)) {
      touched.remove(number);
      takeIncident(number);
    }
  }

  private void takeIncident(long number) {
    store.incidentVersion(number).ifPresent(version -> save(incidents.of(number, version)));
  }

  private void takeLessons() {
    List<LessonText> stale = store.staleLessons(BATCH);
    save(stale.stream().map(lesson -> LessonDocuments.of(lesson, service(lesson))).toList());
  }

  private Optional<String> service(LessonText lesson) {
    return catalog
        .entry(lesson.entryId())
        .flatMap(CompiledEntry::entry)
        .map(entry -> entry.frontMatter().service());
  }

  private void save(List<SearchDocument> documents) {
    store.save(documents);
    words.learn(
        documents.stream()
            .filter(document -> document.visibleTo().equals(Role.VIEWER.label()))
            .map(SearchDocument::words)
            .collect(Collectors.toList()));
    sinceAnalyzed += documents.size();
  }

  private void analyze() {
    if (sinceAnalyzed >= Math.max(MANY, analyzed / TENTH)) {
      store.analyze();
      analyzed += sinceAnalyzed;
      sinceAnalyzed = 0;
    }
  }

  private void every(long millis, long first, Runnable task) {
    regular.add(worker.scheduleWithFixedDelay(quietly(task), first, millis, TimeUnit.MILLISECONDS));
  }

  private void soon(Runnable task) {
    try {
      worker.execute(quietly(task));
    } catch (RejectedExecutionException e) {
      LOG.debug("The server stops; search catches up when it starts again.");
    }
  }

  /** Nothing that fails once may stop what comes later. */
  private static Runnable quietly(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.logf(
            DatabaseTrouble.of(e).isPresent() ? Logger.Level.DEBUG : Logger.Level.WARN,
            "Search couldn't take something in, and will try again: %s",
            e);
      }
    };
  }
}
