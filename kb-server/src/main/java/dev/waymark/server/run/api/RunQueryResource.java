package dev.waymark.server.run.api;

import dev.waymark.server.account.Role;
import dev.waymark.server.api.Api;
import dev.waymark.server.api.RequestValues;
import dev.waymark.server.live.LiveSources;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.RunViews;
import dev.waymark.sources.live.QueryProgress;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The live queries of runs. */
@Path(Api.BASE + "/runs/{run}/queries")
@Tag(name = "Runs")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
class RunQueryResource {
  private final RunViews runs;
  private final LiveSources live;
  private final Clock clock;

  RunQueryResource(RunViews runs, LiveSources live, Clock clock) {
    this.runs = runs;
    this.live = live;
    this.clock = clock;
  }

  @GET
  @Operation(
      summary = "How a run's live queries stand, in the order in which they were asked for",
      description =
          "A query that may be needed soon is asked ahead, and once more when the run comes to it;"
              + " its answer is remembered then. None where the run walks a scenario, or where"
              + " the server has started since.")
  public List<QueryJson> queries(@RestPath String run) {
    RunView found = found(run);
    return live.states(found.id()).stream()
        .map(query -> QueryJson.of(query, found.tree(), clock.instant()))
        .toList();
  }

  @POST
  @Path("/{query}/cancel")
  @RolesAllowed(Role.RESPOND)
  @Operation(summary = "Give up a live query: a run that waits for it has no answer then")
  @APIResponse(responseCode = "200", description = "The query as it stands then")
  @APIResponse(responseCode = "404", description = "The run has no such query")
  @APIResponse(responseCode = "409", description = "The query is over already")
  public QueryJson cancel(@RestPath String run, @RestPath String query) {
    RunView found = found(run);
    QueryProgress wanted = query(found, query);
    if (!live.cancel(found.id(), wanted.id())) {
      throw new ProblemException(
          Problem.conflict(
              "Query " + query + " is over already.",
              "Look at the run: it has the answer, or asks what to do without one."));
    }
    return QueryJson.of(query(found, query), found.tree(), clock.instant());
  }

  private QueryProgress query(RunView run, String id) {
    return live.states(run.id()).stream()
        .filter(query -> Long.toString(query.id()).equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                RequestValues.notFound(
                    "The run has no live query " + id + ".",
                    "Use an id of GET " + Api.BASE + "/runs/" + run.id() + "/queries."));
  }

  private RunView found(String run) {
    return runs.find(RequestValues.run(run)).orElseThrow(RequestValues.noRun(run));
  }
}
