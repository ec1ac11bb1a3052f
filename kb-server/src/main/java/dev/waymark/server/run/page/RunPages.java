package dev.waymark.server.run.page;

import dev.waymark.model.run.Outcome;
import dev.waymark.model.value.ReadableValue;
import dev.waymark.runbooks.record.Gap;
import dev.waymark.runbooks.record.RunFacts;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.alert.Alerts;
import dev.waymark.server.database.DatabaseTrouble;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.incident.page.TimelineLines;
import dev.waymark.server.live.LiveSources;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import dev.waymark.server.question.EntryMemories;
import dev.waymark.server.run.IncidentRuns;
import dev.waymark.server.run.IncidentRuns.Unreplayable;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.RunViews;
import dev.waymark.server.run.page.RecentIncidents.Snapshot;
import dev.waymark.server.run.page.RunPageView.Head;
import dev.waymark.server.run.page.RunPageView.NoticeView;
import dev.waymark.server.run.page.RunPageView.RunLink;
import dev.waymark.server.web.Markup;
import dev.waymark.server.web.Moments;
import dev.waymark.server.web.PageContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Puts the page of an incident together. */
@ApplicationScoped
class RunPages {
  private final Incidents incidents;
  private final RunViews runs;
  private final LiveSources live;
  private final EntryMemories memories;
  private final Alerts alerts;
  private final CurrentUser user;
  private final Markup markup;
  private final Moments moments;
  private final TimelineLines lines;
  private final RecentIncidents recent;
  private final PageContext page;
  private final Clock clock;

  RunPages(
      Incidents incidents,
      RunViews runs,
      LiveSources live,
      EntryMemories memories,
      Alerts alerts,
      CurrentUser user,
      Markup markup,
      Moments moments,
      TimelineLines lines,
      RecentIncidents recent,
      PageContext page,
      Clock clock) {
    this.incidents = incidents;
    this.runs = runs;
    this.live = live;
    this.memories = memories;
    this.alerts = alerts;
    this.user = user;
    this.markup = markup;
    this.moments = moments;
    this.lines = lines;
    this.recent = recent;
    this.page = page;
    this.clock = clock;
  }

  /**
   * What a page shows of an incident; 0 stands for the last one.
   *
   * @param run number of the run
   * @param step number of the visit
   * @param rows page of the answer's rows
   */
  record Selection(int run, int step, int rows) {
    static final Selection LAST = new Selection(0, 0, 1);
  }

  RunPageView page(long number, Selection selection, Optional<NoticeView> notice) {
    return page(snapshot(number), selection, notice);
  }

  private RunPageView page(Snapshot snapshot, Selection selection, Optional<NoticeView> notice) {
    boolean isNow = page.isNow();
    Incident incident = snapshot.incident();
    IncidentRuns all = snapshot.runs();
    RunView run = all.view(selection.run()).orThrow();
    long number = incident.number();
    Visit visit = visit(run, selection.step());
    boolean isLast = run.ordinal() == all.last();
    RunAddress address = new RunAddress(number, run.ordinal(), isLast);
    boolean goesOn = isNow && isLast && run.state().outcome().isEmpty();
    Titles titles = new Titles(run.tree());
    CausesMapper causes = new CausesMapper(run);
    TrailMapper trail = new TrailMapper(run);
    return new RunPageView(
        new Head(
            number,
            incident.title(),
            incident.entryId(),
            run.tree().entry().frontMatter().title(),
            incident.severity().label(),
            incident.state().label(),
            run.state().scenario().orElse(""),
            run.state().outcome().map(Outcome::label).orElse(""),
            RunFacts.of(run.recorded()).gap().map(Gap::sentence).orElse(""),
            run.state().cause().map(titles::of).orElse(""),
            moments.of(incident.openedAt()),
            incident.owner(),
            incident
                .endedAt()
                .map(ended -> ReadableValue.roughly(Duration.between(incident.openedAt(), ended)))
                .orElseGet(() -> moments.since(incident.openedAt())),
            incident.endedAt().map(moments::of)),
        links(all, run.ordinal()),
        trail.map(visit.number()),
        trail.ways(),
        new StepMapper(
                incident,
                run,
                markup,
                moments,
                new AnswerMapper(moments, address, ChangeMark.of(run)),
                step -> isNow ? before(run, step) : Optional.empty())
            .map(visit, selection.rows()),
        new FactsMapper(markup, moments).map(incident, run),
        causes.map(),
        causes.contradicted(visit),
        causes.evidence(run.tree().node(visit.node()).orElseThrow()),
        new AlertsMapper(moments).map(snapshot.alerts()),
        isLast ? progress(run) : Optional.empty(),
        goesOn && user.isResponder(),
        run.newerText(),
        run.gone(),
        notice,
        run.state().current().number(),
        run.sequence(),
        UUID.randomUUID().toString());
  }

  /** How the live queries of a run stand; empty if none were asked lately. */
  Optional<ProgressView> progress(RunView run) {
    return new ProgressMapper(run).map(live.states(run.id()));
  }

  /** A page of a run: where it stands, or what was recorded of it if it can't be replayed. */
  sealed interface Page {
    record Standing(RunPageView view) implements Page {}

    record Recorded(RecordedRunView view) implements Page {}
  }

  Page show(long number, Selection selection) {
    Snapshot snapshot = snapshot(number);
    IncidentRuns all = snapshot.runs();
    return all.unreplayable(selection.run())
        .<Page>map(run -> new Page.Recorded(recorded(snapshot.incident(), all, run)))
        .orElseGet(() -> new Page.Standing(page(snapshot, selection, Optional.empty())));
  }

  /** A run with the way that it took. */
  String title(long number) {
    return snapshot(number).incident().title();
  }

  RunView walked(long number, int ordinal) {
    return snapshot(number).runs().view(ordinal).orThrow();
  }

  /** How an incident stands, or how it last stood if the store can't be asked. */
  private Snapshot snapshot(long number) {
    try {
      Snapshot now =
          new Snapshot(
              incident(number), runs.all(number), alerts.standing(number), clock.instant());
      recent.keep(now);
      return now;
    } catch (RuntimeException e) {
      Optional<Snapshot> known =
          DatabaseTrouble.of(e).isPresent() ? recent.find(number) : Optional.empty();
      known.ifPresent(snapshot -> page.showMemory(snapshot.readAt()));
      return known.orElseThrow(() -> e);
    }
  }

  private Optional<String> before(RunView run, String step) {
    try {
      return memories.before(run.tree().entry().id(), step, run.incident());
    } catch (RuntimeException e) {
      if (DatabaseTrouble.of(e).isEmpty()) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private RecordedRunView recorded(Incident incident, IncidentRuns all, Unreplayable run) {
    return new RecordedRunView(
        incident.number(),
        incident.title(),
        incident.severity().label(),
        incident.state().label(),
        incident.scenario().orElse(""),
        moments.of(incident.openedAt()),
        run.ordinal(),
        run.entryId(),
        run.why().detail(),
        links(all, run.ordinal()),
        lines.of(incident.number(), incident.openedAt(), item -> item.run() == run.ordinal()));
  }

  /** One of an incident's runs; 0 stands for the last one. */
  RunView run(long number, int ordinal) {
    incident(number);
    return runs.all(number).view(ordinal).orThrow();
  }

  private Incident incident(long number) {
    return incidents
        .find(number)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.notFound(
                        "There is no incident " + number + ".",
                        "Look for it in the list of incidents.")));
  }

  private static Visit visit(RunView run, int number) {
    List<Visit> visits = run.state().visits();
    return number >= 1 && number <= visits.size() ? visits.get(number - 1) : run.state().current();
  }

  /** All runs, if there is more than one. */
  private static List<RunLink> links(IncidentRuns all, int shown) {
    return Stream.concat(
            all.views().stream()
                .map(
                    run ->
                        new RunLink(
                            run.ordinal(),
                            run.tree().entry().frontMatter().title(),
                            run.ordinal() == shown)),
            all.unreplayable().stream()
                .map(run -> new RunLink(run.ordinal(), run.entryId(), run.ordinal() == shown)))
        .filter(link -> all.last() > 1)
        .sorted(Comparator.comparingInt(RunLink::ordinal))
        .toList();
  }
}
