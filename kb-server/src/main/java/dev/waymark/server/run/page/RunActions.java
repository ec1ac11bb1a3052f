package dev.waymark.server.run.page;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.RunEvent.Feedback;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.incident.TimelineItem;
import dev.waymark.server.live.LiveSources;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.run.RunService;
import dev.waymark.server.run.page.RunPageView.Meanwhile;
import dev.waymark.server.run.page.RunPageView.NoticeView;
import dev.waymark.server.run.page.RunPages.Selection;
import dev.waymark.server.web.Moments;
import dev.waymark.server.web.SafeReturn;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What people do in a run: each form is one input, and leads back to the page. */
@Path("/incidents/{number}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.RESPOND)
public class RunActions {
  private static final int MOST_MEANWHILE = 5;

  private final RunPages pages;
  private final RunService runs;
  private final Incidents incidents;
  private final LiveSources live;
  private final CurrentUser user;
  private final Moments moments;

  RunActions(
      RunPages pages,
      RunService runs,
      Incidents incidents,
      LiveSources live,
      CurrentUser user,
      Moments moments) {
    this.pages = pages;
    this.runs = runs;
    this.incidents = incidents;
    this.live = live;
    this.user = user;
    this.moments = moments;
  }

  @POST
  @Path("branch")
  public Response takeBranch(long number, @BeanParam RunForm form) {
    return submit(number, new RunInput.TakeBranch(form.visit(), form.index(), form.reason()), form);
  }

  /** Takes the proposed branch, and each further one that evidence alone proposes. */
  @POST
  @Path("walk-on")
  public Response walkOn(long number, @BeanParam RunForm form) {
    return answer(
        number,
        runs.submitAndWalkOn(
            pages.run(number, 0).id(),
            new RunInput.TakeBranch(form.visit(), form.index(), Optional.empty()),
            user.actor(),
            form.key()),
        form);
  }

  @POST
  @Path("reply")
  public Response reply(long number, @BeanParam RunForm form) {
    return submit(number, new RunInput.ReplyTo(form.visit(), form.index()), form);
  }

  @POST
  @Path("confirm")
  public Response confirm(long number, @BeanParam RunForm form) {
    return submit(number, new RunInput.Confirm(form.visit(), form.to(), form.reason()), form);
  }

  @POST
  @Path("tick")
  public Response tick(long number, @BeanParam RunForm form) {
    return submit(number, new RunInput.Tick(form.visit(), form.index(), form.done()), form);
  }

  /** Finishes an action; the items that the form names are ticked before. */
  @POST
  @Path("finish")
  public Response finish(long number, @BeanParam RunForm form) {
    List<RunInput> inputs = new ArrayList<>();
    form.items().stream()
        .distinct()
        .forEach(item -> inputs.add(new RunInput.Tick(form.visit(), item, true)));
    inputs.add(new RunInput.Finish(form.visit()));
    return answer(
        number, runs.submit(pages.run(number, 0).id(), inputs, user.actor(), form.key()), form);
  }

  @POST
  @Path("ask")
  public Response askAgain(long number, @BeanParam RunForm form) {
    return submit(number, new RunInput.AskAgain(form.visit(), form.changed()), form);
  }

  /** Gives up a live query; the run has no answer from it then. */
  @POST
  @Path("cancel")
  public Response cancel(long number, @BeanParam RunForm form) {
    live.cancel(pages.run(number, 0).id(), form.index());
    return back(number);
  }

  /** What somebody pastes who asked the query elsewhere. */
  @POST
  @Path("answer")
  public Response answer(long number, @BeanParam RunForm form) {
    return submit(
        number, new RunInput.AnswerByHand(form.visit(), form.answer(), user.actor().name()), form);
  }

  /** A remembered value that is missing. */
  @POST
  @Path("value")
  public Response value(long number, @BeanParam RunForm form) {
    return submit(number, new RunInput.GiveValue(form.visit(), form.to(), form.text()), form);
  }

  @POST
  @Path("back")
  public Response goBack(long number, @BeanParam RunForm form) {
    return submit(number, new RunInput.GoBack(form.visit(), form.to(), form.reason()), form);
  }

  @POST
  @Path("escalate")
  public Response escalate(long number, @BeanParam RunForm form) {
    return submit(number, new RunInput.Escalate(form.visit(), form.text()), form);
  }

  @POST
  @Path("note")
  public Response note(long number, @BeanParam RunForm form) {
    return submit(number, new RunInput.AddNote(form.visit(), form.text()), form);
  }

  @POST
  @Path("feedback")
  public Response feedback(long number, @BeanParam RunForm form) {
    return Arrays.stream(Feedback.values())
        .filter(one -> one.name().equalsIgnoreCase(form.choice()))
        .findFirst()
        .map(one -> submit(number, new RunInput.GiveFeedback(form.visit(), one, form.text()), form))
        .orElseGet(
            () ->
                refused(
                    number,
                    Problem.invalid(
                        "It isn't clear how the step did.", "Choose one of the three words."),
                    form));
  }

  @POST
  @Path("hand-over")
  public Response handOver(long number, @BeanParam RunForm form) {
    return submit(number, new RunInput.HandOver(form.visit(), form.to(), form.text()), form);
  }

  @POST
  @Path("end")
  public Response end(long number, @BeanParam RunForm form) {
    return Arrays.stream(Outcome.values())
        .filter(one -> one.label().equals(form.choice()))
        .findFirst()
        .map(one -> submit(number, new RunInput.End(form.visit(), one, form.reason()), form))
        .orElseGet(
            () ->
                refused(
                    number,
                    Problem.invalid(
                        "It isn't clear how the incident ended.", "Choose one of the outcomes."),
                    form));
  }

  @POST
  @Path("reopen")
  public Response reopen(long number, @BeanParam RunForm form) {
    return submit(number, new RunInput.Reopen(form.visit(), form.text()), form);
  }

  @POST
  @Path("severity")
  public Response severity(long number, @BeanParam RunForm form) {
    Result<Incident> result =
        IncidentSeverity.ofLabel(form.choice())
            .map(
                severity ->
                    incidents.changeSeverity(
                        number, severity, form.text(), user.actor(), form.key()))
            .orElseGet(
                () ->
                    Result.refused(
                        Problem.invalid(
                            "There is no such severity.", "Choose one from sev1 to sev4.")));
    return answer(number, result, form);
  }

  private Response submit(long number, RunInput input, RunForm form) {
    return answer(
        number, runs.submit(pages.run(number, 0).id(), input, user.actor(), form.key()), form);
  }

  private Response answer(long number, Result<?> outcome, RunForm form) {
    return switch (outcome) {
      case Result.Done<?> _ -> back(number);
      case Result.Refused<?>(Problem problem) -> refused(number, problem, form);
    };
  }

  /**
   * The page as the run stands now, above it why the form did nothing, and what was written: an
   * answer that was pasted stands in its field again, where the run is still at that step.
   */
  private Response refused(long number, Problem problem, RunForm form) {
    List<TimelineItem> meanwhile =
        problem.kind() == Problem.Kind.CONFLICT ? since(number, form) : List.of();
    boolean isStillThere = pages.run(number, 0).state().current().number() == form.visit();
    String pasted = isStillThere ? form.answer() : "";
    return Response.status(problem.kind().status())
        .entity(
            RunPageResource.Templates.run(
                pages.page(
                    number,
                    Selection.LAST,
                    Optional.of(
                        new NoticeView(
                            title(problem, meanwhile),
                            problem.detail(),
                            problem.hint(),
                            meanwhile.stream()
                                .map(
                                    item ->
                                        new Meanwhile(
                                            moments.of(item.at()),
                                            item.actor().name(),
                                            item.text()))
                                .toList(),
                            pasted.isEmpty() ? form.draft() : "",
                            pasted)))))
        .build();
  }

  private String title(Problem problem, List<TimelineItem> meanwhile) {
    if (meanwhile.isEmpty()) {
      return problem.kind().title() + ".";
    }
    Actor first = meanwhile.get(0).actor();
    String who =
        first.kind() != Actor.Kind.PERSON
            ? "The run went on by itself"
            : first.equals(user.actor())
                ? "You went on in another window"
                : first.name() + " went on before you";
    return who + ". What you pressed is not recorded.";
  }

  /** What happened since the form's page was made; what people did, if any did something. */
  private List<TimelineItem> since(long number, RunForm form) {
    int run = pages.run(number, 0).ordinal();
    List<TimelineItem> items =
        incidents.timeline(number).stream()
            .filter(item -> item.run() == run)
            .filter(item -> item.sequence().stream().anyMatch(sequence -> sequence > form.seen()))
            .toList();
    List<TimelineItem> byPeople =
        items.stream().filter(item -> item.actor().kind() == Actor.Kind.PERSON).toList();
    return (byPeople.isEmpty() ? items : byPeople).stream().limit(MOST_MEANWHILE).toList();
  }

  private static Response back(long number) {
    return Response.seeOther(SafeReturn.to(Optional.of("/incidents/" + number))).build();
  }
}
