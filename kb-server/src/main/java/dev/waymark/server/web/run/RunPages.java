package dev.waymark.server.web.run;

import dev.waymark.model.run.Outcome;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.alert.Alerts;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.live.Live;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import dev.waymark.server.question.EntryMemories;
import dev.waymark.server.run.RunService;
import dev.waymark.server.run.RunView;
import dev.waymark.server.web.run.RunPageView.Head;
import dev.waymark.server.web.run.RunPageView.NoticeView;
import dev.waymark.server.web.run.RunPageView.RunLink;
import dev.waymark.server.web.shell.Markup;
import dev.waymark.server.web.shell.Moments;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Puts the page of an incident together. */
@ApplicationScoped
class RunPages {
  private final Incidents incidents;
  private final RunService runs;
  private final Live live;
  private final EntryMemories memories;
  private final Alerts alerts;
  private final CurrentUser user;
  private final Markup markup;
  private final Moments moments;

  RunPages(
      Incidents incidents,
      RunService runs,
      Live live,
      EntryMemories memories,
      Alerts alerts,
      CurrentUser user,
      Markup markup,
      Moments moments) {
    this.incidents = incidents;
    this.runs = runs;
    this.live = live;
    this.memories = memories;
    this.alerts = alerts;
    this.user = user;
    this.markup = markup;
    this.moments = moments;
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
    Incident incident = incident(number);
    List<RunView> all = runs.ofIncident(number);
    RunView last = all.get(all.size() - 1);
    RunView run =
        all.stream().filter(one -> one.ordinal() == selection.run()).findFirst().orElse(last);
    Visit visit = visit(run, selection.step());
    boolean isLast = run.ordinal() == last.ordinal();
    RunAddress address = new RunAddress(number, run.ordinal(), isLast);
    boolean goesOn = isLast && run.state().outcome().isEmpty();
    Titles titles = new Titles(run.tree());
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
            run.state().cause().map(titles::of).orElse(""),
            moments.of(incident.openedAt()),
            incident
                .endedAt()
                .map(ended -> Moments.spoken(Duration.between(incident.openedAt(), ended)))
                .orElseGet(() -> moments.since(incident.openedAt())),
            incident.endedAt().map(moments::of)),
        all.size() > 1 ? all.stream().map(one -> link(one, run)).toList() : List.of(),
        new TrailMapper(run).map(visit.number()),
        new StepMapper(
                incident,
                run,
                markup,
                moments,
                new AnswerMapper(moments, address, ChangeMark.of(run)),
                step -> memories.before(run.tree().entry().id(), step))
            .map(visit, selection.rows()),
        new FactsMapper(moments).map(incident, run),
        new CausesMapper(run).map(),
        new AlertsMapper(moments).map(alerts.standing(number)),
        isLast ? progress(run) : Optional.empty(),
        goesOn && user.isResponder(),
        run.newerText(),
        notice,
        run.state().current().number(),
        run.sequence(),
        UUID.randomUUID().toString());
        run.gone(),
  }

  /** How the live queries of a run stand; empty where none were asked lately. */
  Optional<ProgressView> progress(RunView run) {
    return new ProgressMapper(run).map(live.states(run.id()));
  }

  /** One of an incident's runs; 0 stands for the last one. */
  RunView run(long number, int ordinal) {
    incident(number);
    List<RunView> all = runs.ofIncident(number);
    return all.stream()
        .filter(one -> one.ordinal() == ordinal)
        .findFirst()
        .orElse(all.get(all.size() - 1));
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

  private static RunLink link(RunView run, RunView shown) {
    return new RunLink(
        run.ordinal(), run.tree().entry().frontMatter().title(), run.ordinal() == shown.ordinal());
  }
}
