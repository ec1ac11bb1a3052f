package dev.waymark.server.run.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.model.run.Answer;
import dev.waymark.runbooks.run.Attempt;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.api.Api;
import dev.waymark.server.api.RequestValues;
import dev.waymark.server.audit.AuditAction;
import dev.waymark.server.audit.Audited;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import dev.waymark.server.problem.ProblemJson;
import dev.waymark.server.problem.Result;
import dev.waymark.server.run.AnswerCsv;
import dev.waymark.server.run.RunService;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.RunViews;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Runs: where they stand, and the one way to move them. */
@Path(Api.BASE + "/runs/{run}")
@Tag(name = "Runs")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
class RunResource {
  private final RunService runs;
  private final RunViews views;
  private final CurrentUser user;
  private final ObjectMapper mapper;

  RunResource(RunService runs, RunViews views, CurrentUser user, ObjectMapper mapper) {
    this.runs = runs;
    this.views = views;
    this.user = user;
    this.mapper = mapper;
  }

  @GET
  @Operation(summary = "A run as it stands")
  public RunJson run(@RestPath String run) {
    return RunJson.of(found(run));
  }

  @POST
  @Path("/inputs")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Role.RESPOND)
  @Operation(summary = "Give an input to a run")
  @APIResponse(
      responseCode = "200",
      description =
          "The run right after the input; answers given before the input without their rows. With"
              + " `Prefer: return=minimal` no more than where it stands and what it wants")
  @APIResponse(
      responseCode = "409",
      description =
          "The run has moved on since the page was shown; `run` in the problem is where it stands")
  @APIResponse(responseCode = "422", description = "The input doesn't fit, and `hint` says why")
  public Response input(
      @RestPath String run,
      InputBody body,
      @HeaderParam(Api.KEY) @Nullable String key,
      @HeaderParam(Api.PREFER) @Nullable String preference) {
    InputBody input = RequestValues.required("body", body);
    UUID id = RequestValues.run(run);
    Result<RunView> outcome =
        runs.submit(id, input.input(user.actor().name()), user.actor(), Optional.ofNullable(key));
    return switch (outcome) {
      case Result.Refused<RunView>(Problem problem) -> refused(id, problem);
      case Result.Done<RunView>(RunView taken) when Api.MINIMAL.equals(preference) ->
          Response.ok(StepJson.of(taken)).header("Preference-Applied", Api.MINIMAL).build();
      case Result.Done<RunView>(RunView taken) ->
          Response.ok(RunJson.since(taken, input.visitNumber())).build();
    };
  }

  /** The problem, and where the run stands, if there is one. */
  private Response refused(UUID run, Problem problem) {
    RunView now = views.findReplayable(run).orElseThrow(() -> new ProblemException(problem));
    ObjectNode json = ProblemJson.of(problem, Api.BASE + "/runs/" + run + "/inputs");
    json.set("run", mapper.valueToTree(RunJson.of(now)));
    return Response.status(problem.kind().status())
        .type(ProblemJson.MEDIA_TYPE)
        .entity(json.toString())
        .build();
  }

  @GET
  @Path("/visits/{visit}/answers/{attempt}")
  @Operation(
      summary = "An answer, 200 rows at once",
      description = "`attempt` counts from 1; a step's query can be asked several times.")
  public AnswerJson answer(
      @RestPath String run,
      @RestPath String visit,
      @RestPath String attempt,
      @QueryParam("offset") @Nullable String offset) {
    return AnswerJson.of(
        foundAnswer(run, visit, attempt), RequestValues.number("offset", offset, 0));
  }

  @GET
  @Path("/visits/{visit}/answers/{attempt}.csv")
  @Audited(AuditAction.EXPORTED)
  @Produces("text/csv;charset=UTF-8")
  @Operation(summary = "All rows of an answer as CSV")
  public Response csv(@RestPath String run, @RestPath String visit, @RestPath String attempt) {
    return Response.ok(AnswerCsv.write(foundAnswer(run, visit, attempt)))
        .header(
            "Content-Disposition",
            "attachment; filename=\"visit-%d-answer-%d.csv\""
                .formatted(
                    RequestValues.number("visit", visit, 1),
                    RequestValues.number("attempt", attempt, 1)))
        .build();
  }

  private RunView found(String run) {
    return views.find(RequestValues.run(run)).orElseThrow(RequestValues.noRun(run));
  }

  private Answer foundAnswer(String run, String visit, String attempt) {
    int number = RequestValues.number("attempt", attempt, 1);
    return found(run).state().visit(RequestValues.number("visit", visit, 1)).stream()
        .flatMap(stay -> stay.attempts().stream().skip(Math.max(0, number - 1L)).limit(1))
        .map(Attempt::answer)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                RequestValues.notFound(
                    "There is no answer %s at visit %s.".formatted(attempt, visit),
                    "Use one that the run's path lists."));
  }
}
