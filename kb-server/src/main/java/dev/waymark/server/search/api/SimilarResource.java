package dev.waymark.server.search.api;

import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.api.Api;
import dev.waymark.server.api.RequestValues;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.search.SimilarIncident;
import dev.waymark.server.search.SimilarIncidents;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Earlier incidents that resemble one. */
@Path(Api.BASE + "/incidents/{number}/similar")
@Tag(name = "Incidents")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
class SimilarResource {
  private static final int LIMIT = 10;

  private final Incidents incidents;
  private final SimilarIncidents similar;
  private final CurrentUser user;

  SimilarResource(Incidents incidents, SimilarIncidents similar, CurrentUser user) {
    this.incidents = incidents;
    this.similar = similar;
    this.user = user;
  }

  /** An earlier incident; {@code reasons} says what both share, the weightiest first. */
  record SimilarJson(
      long number,
      String title,
      Optional<String> severity,
      Optional<String> state,
      boolean drill,
      Instant at,
      int score,
      List<String> reasons) {
    static SimilarJson of(SimilarIncident incident) {
      return new SimilarJson(
          incident.number(),
          incident.title(),
          incident.severity(),
          incident.state(),
          incident.drill(),
          incident.at(),
          incident.score(),
          incident.reasons());
    }
  }

  @GET
  @Operation(summary = "Earlier incidents that resemble this one, and why")
  public List<SimilarJson> similar(
      @RestPath String number,
      @Parameter(description = "How many at most, 10 unless told, 50 at most") @QueryParam("limit")
          @Nullable String limit) {
    long incident = RequestValues.incident(number);
    if (incidents.find(incident).isEmpty()) {
      throw RequestValues.notFound(
          "There is no incident " + incident + ".", "Use one of GET /api/v1/incidents.");
    }
    return similar
        .similarTo(incident, RequestValues.number("limit", limit, LIMIT), user.role())
        .stream()
        .map(SimilarJson::of)
        .toList();
  }
}
