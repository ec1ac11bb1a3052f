package dev.waymark.server.search.page;

import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import dev.waymark.server.search.SimilarIncident;
import dev.waymark.server.search.SimilarIncidents;
import dev.waymark.server.search.page.SearchPageResource.Templates;
import dev.waymark.server.search.page.SimilarView.Similar;
import dev.waymark.server.web.Moments;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What resembles an incident; the incident's page takes its list from here. */
@Path("/incidents/{number}/similar")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEW)
public class SimilarPageResource {
  private static final int LIMIT = 5;

  private final Incidents incidents;
  private final SimilarIncidents similar;
  private final CurrentUser user;
  private final Moments moments;

  SimilarPageResource(
      Incidents incidents, SimilarIncidents similar, CurrentUser user, Moments moments) {
    this.incidents = incidents;
    this.similar = similar;
    this.user = user;
    this.moments = moments;
  }

  @GET
  public TemplateInstance similar(long number) {
    Incident incident =
        incidents
            .find(number)
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.notFound(
                            "There is no incident " + number + ".",
                            "Look for it in the list of incidents.")));
    return Templates.similar(
        new SimilarView(
            number,
            incident.title(),
            similar.similarTo(number, LIMIT, user.role()).stream().map(this::view).toList()));
  }

  private Similar view(SimilarIncident one) {
    return new Similar(
        one.number(),
        one.title(),
        one.severity().orElse(""),
        one.state().orElse(""),
        one.drill(),
        moments.of(one.at()),
        one.reasons());
  }
}
