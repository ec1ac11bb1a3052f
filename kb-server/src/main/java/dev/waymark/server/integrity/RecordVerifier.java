package dev.waymark.server.integrity;

import dev.waymark.server.event.CanonicalJson;
import dev.waymark.server.event.EventChain;
import dev.waymark.server.event.Sha256;
import dev.waymark.server.integrity.LogCheck.Wrong;
import dev.waymark.server.integrity.RecordReader.EventLine;
import dev.waymark.server.integrity.RecordReader.Extent;
import dev.waymark.server.integrity.RecordReader.IncidentLine;
import dev.waymark.server.integrity.RecordReader.TextLine;
import dev.waymark.server.run.RunRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Verifies the record, a few incidents at a time: every chain from its first event to its head,
 * every answer and every text by its hash, every row by its events, every anchor. Each log is told
 * of with the first thing that is wrong with it, and the others are looked at all the same.
 */
public final class RecordVerifier {
  private static final int EVENTS_AT_ONCE = 10_000;
  private static final int INCIDENTS_AT_ONCE = 500;
  private static final int MOST_REMEMBERED = 100_000;
  private static final String TABLE_KEY = "\"table\":";
  private static final Pattern TABLE = Pattern.compile(TABLE_KEY + " ?\"([^\"]{1,200})\"");

  private static final Optional<String> MISSING =
      Optional.of("The answer that it names is missing.");

  private final RecordReader reader;
  private final Anchors anchors;
  private final Clock clock;

  /** What is wrong with answers and texts that were looked at; empty if nothing is. */
  private final Map<String, Optional<String>> answers = new HashMap<>();

  private final Map<WalkedText, Optional<String>> texts = new HashMap<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Set<Long> broken = new HashSet<>();
  private final Set<String> seen = new HashSet<>();
  private long found;
  private long runs;
  private long events;
  private long anchored;

  public RecordVerifier(RecordReader reader, Anchors anchors, Clock clock) {
    this.reader = reader;
    this.anchors = anchors;
    this.clock = clock;
  }

  /** Is told how far a verification has come. */
  public interface Progress {
    void at(long done, long of);
  }

  /**
   * Verifies all, or what has changed since a time.
   *
   * @param obstacle why there are no anchors to compare with
   */
  public RecordReport verify(
      Optional<Instant> since, Optional<String> obstacle, Progress progress) {
    Instant began = clock.instant();
    List<Extent> all = reader.incidents(since);
    long of = all.stream().mapToLong(Extent::events).sum();
    List<Long> batch = new ArrayList<>();
    long size = 0;
    long done = 0;
    for (Extent extent : all) {
      batch.add(extent.incident());
      size += extent.events();
      if (size >= EVENTS_AT_ONCE || batch.size() == INCIDENTS_AT_ONCE) {
        verify(batch);
        batch.clear();
        done += size;
        size = 0;
        progress.at(done, of);
      }
    }
    verify(batch);
    if (since.isEmpty()) {
      lost(anchors.heads());
      orphans();
    }
    return new RecordReport(
        began,
        Duration.between(began, clock.instant()),
        since,
        all.size(),
        runs,
        events,
        findings,
        found,
        broken,
        new RecordReport.Anchored(anchors.first(), anchors.last(), anchored, obstacle));
  }

  /** The findings in some incidents. */
  public List<Finding> verify(Collection<Long> numbers) {
    List<IncidentLine> incidents = reader.rows(numbers);
    Map<Long, List<EventLine>> own = reader.incidentEvents(numbers);
    Map<Long, List<RunRow>> rows = reader.runs(numbers);
    Map<UUID, List<EventLine>> logs =
        reader.runEvents(rows.values().stream().flatMap(List::stream).map(RunRow::id).toList());
    lookAtAnswers(logs.values());
    lookAtTexts(rows.values());
    for (IncidentLine incident : incidents) {
      check(
          incident,
          own.getOrDefault(incident.number(), List.of()),
          rows.getOrDefault(incident.number(), List.of()),
          logs);
    }
    return findings;
  }

  private void check(
      IncidentLine row, List<EventLine> own, List<RunRow> rows, Map<UUID, List<EventLine>> logs) {
    IncidentCheck incident = new IncidentCheck(row);
    Optional<Wrong> wrong =
        check(EventChain.ofIncident(row.number()), own, row.sequence(), row.headHash(), incident);
    wrong.ifPresent(bad -> tell(row.number(), 0, bad));
    boolean isIntact = wrong.isEmpty();
    List<RunCheck> checks = new ArrayList<>();
    int ordinal = 0;
    for (RunRow run : rows) {
      runs++;
      ordinal++;
      if (run.ordinal() != ordinal) {
        tell(row.number(), ordinal, new Wrong(0, "The run is missing."));
        ordinal = run.ordinal();
        isIntact = false;
      }
      RunCheck check = new RunCheck(run, hash -> answers.getOrDefault(hash, MISSING));
      Optional<Wrong> bad =
          check(
                  EventChain.ofRun(run.id()),
                  logs.getOrDefault(run.id(), List.of()),
                  run.sequence(),
                  run.headHash(),
                  check)
              .or(() -> textOf(run));
      bad.ifPresent(one -> tell(row.number(), run.ordinal(), one));
      isIntact &= bad.isEmpty();
      checks.add(check);
    }
    if (isIntact) {
      incident.rest(checks).ifPresent(what -> tell(row.number(), 0, new Wrong(0, what)));
    }
  }

  private Optional<Wrong> check(
      String log, List<EventLine> lines, int sequence, String head, LogCheck.Reader checks) {
    events += lines.size();
    var anchor = anchors.of(log);
    if (!anchor.isEmpty()) {
      seen.add(log);
      anchored += Math.min(anchor.lastKey(), lines.size());
    }
    return new LogCheck(log, anchor).check(lines, sequence, head, checks);
  }

  private Optional<Wrong> textOf(RunRow run) {
    return Stream.concat(Stream.of(entry(run)), scenario(run).stream())
        .flatMap(text -> texts.getOrDefault(text, Optional.empty()).stream())
        .findFirst()
        .map(what -> new Wrong(1, what));
  }

  private void lookAtAnswers(Collection<List<EventLine>> logs) {
    if (answers.size() > MOST_REMEMBERED) {
      answers.clear();
    }
    Set<String> named = new HashSet<>();
    for (List<EventLine> log : logs) {
      for (EventLine event : log) {
        if (event.payload().contains(TABLE_KEY)) {
          Matcher table = TABLE.matcher(event.payload());
          while (table.find()) {
            named.add(table.group(1));
          }
        }
      }
    }
    named.removeAll(answers.keySet());
    Map<String, String> bodies = reader.answers(named);
    for (String hash : named) {
      answers.put(hash, wrongAnswer(hash, Optional.ofNullable(bodies.get(hash))));
    }
  }

  private static Optional<String> wrongAnswer(String hash, Optional<String> body) {
    if (body.isEmpty()) {
      return MISSING;
    }
    try {
      String text = CanonicalJson.write(CanonicalJson.read(body.orElseThrow()));
      return Sha256.of(text).equals(hash)
          ? Optional.empty()
          : Optional.of("The answer that it names was changed: its hash is another one.");
    } catch (IllegalStateException | IllegalArgumentException e) {
      return Optional.of("The answer that it names was changed: it holds what is never recorded.");
    }
  }

  /**
   * A text that a run walks.
   *
   * @param kind what is said of it: {@code entry's text}
   * @param of the entry or the scenario that it is the text of
   */
  private record WalkedText(String kind, String hash, String of) {}

  private static WalkedText entry(RunRow run) {
    return new WalkedText("entry's text", run.entryHash(), run.entryId());
  }

  private static Optional<WalkedText> scenario(RunRow run) {
    return run.scenarioHash()
        .map(hash -> new WalkedText("scenario's data", hash, run.scenario().orElse("")));
  }

  private void lookAtTexts(Collection<List<RunRow>> rows) {
    if (texts.size() > MOST_REMEMBERED) {
      texts.clear();
    }
    Set<WalkedText> entries = new HashSet<>();
    Set<WalkedText> scenarios = new HashSet<>();
    for (RunRow run : rows.stream().flatMap(List::stream).toList()) {
      entries.add(entry(run));
      scenario(run).ifPresent(scenarios::add);
    }
    lookAt(entries, reader::entryTexts);
    lookAt(scenarios, reader::scenarioTexts);
  }

  private void lookAt(Set<WalkedText> walked, Function<Set<String>, Map<String, TextLine>> kept) {
    walked.removeAll(texts.keySet());
    // Each may be megabytes: never all of them at once.
    for (WalkedText text : walked) {
      texts.put(
          text, wrong(text, Optional.ofNullable(kept.apply(Set.of(text.hash())).get(text.hash()))));
    }
  }

  private static Optional<String> wrong(WalkedText text, Optional<TextLine> line) {
    if (line.isEmpty()) {
      return Optional.of("The " + text.kind() + " that it walks is missing.");
    }
    boolean isSame =
        Sha256.of(line.orElseThrow().text()).equals(text.hash())
            && line.orElseThrow().of().equals(text.of());
    return isSame
        ? Optional.empty()
        : Optional.of(
            "The " + text.kind() + " that it walks was changed: its hash is another one.");
  }

  /** Adds the logs of some incidents that were anchored and are gone to what was found. */
  List<Finding> lost(Collection<Long> numbers) {
    lost(anchors.heads().stream().filter(head -> numbers.contains(head.incident())).toList());
    return findings;
  }

  private void lost(List<Anchor> heads) {
    for (Anchor anchor : heads) {
      if (!seen.contains(anchor.log())) {
        tell(
            anchor.incident(),
            anchor.run(),
            new Wrong(1, "The whole log is missing: it was anchored on " + anchor.at() + "."));
      }
    }
  }

  /** Rows whose owners are gone, and anchors that say nothing. */
  private void orphans() {
    for (RecordReader.Orphan orphan : reader.orphans()) {
      tell(
          0,
          0,
          new Wrong(
              0,
              "%d rows of %s name %s, which is missing."
                  .formatted(orphan.rows(), orphan.table(), orphan.owner())));
    }
    anchors
        .unreadable()
        .forEach(line -> tell(0, 0, new Wrong(0, "The anchors were changed: " + line + ".")));
  }

  private void tell(long incident, int run, Wrong wrong) {
    found++;
    broken.add(incident);
    if (findings.size() < RecordReport.MOST) {
      findings.add(new Finding(incident, run, wrong.event(), wrong.what()));
    }
  }
}
