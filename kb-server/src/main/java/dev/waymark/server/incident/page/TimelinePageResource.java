package dev.waymark.server.incident.page;

import dev.waymark.server.account.Role;
import dev.waymark.server.audit.AuditAction;
import dev.waymark.server.audit.Audited;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import dev.waymark.server.web.Moments;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The timeline of an incident, and the whole of it as a file. */
@Path("/incidents/{number}")
@RolesAllowed(Role.VIEW)
public class TimelinePageResource {
  private static final int MOST_LINES = 500;

  private final Incidents incidents;
  private final IncidentRows rows;
  private final TimelineLines lines;
  private final Moments moments;

  TimelinePageResource(
      Incidents incidents, IncidentRows rows, TimelineLines lines, Moments moments) {
    this.incidents = incidents;
    this.rows = rows;
    this.lines = lines;
    this.moments = moments;
  }

  @GET
  @Path("timeline")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance timeline(
      long number, @RestQuery @DefaultValue("") String by, @RestQuery Optional<Integer> page) {
    Incident incident = incidents.find(number).orElseThrow(() -> missing(number));
    TimelineTab tab = TimelineTab.of(by);
    List<TimelineLine> all = lines.of(number, incident.openedAt(), tab::has);
    int pages = Math.max(1, (all.size() + MOST_LINES - 1) / MOST_LINES);
    int shown = Math.max(1, Math.min(page.orElse(pages), pages));
    int from = (shown - 1) * MOST_LINES;
    return IncidentsPageResource.Templates.timeline(
        new TimelineView(
            rows.of(incident),
            incident.endedAt().map(moments::of),
            Arrays.stream(TimelineTab.values())
                .map(one -> new TimelineView.Tab(one.label(), address(number, one), one == tab))
                .toList(),
            all.subList(from, Math.min(all.size(), from + MOST_LINES)),
            pages > 1
                ? Optional.of(
                    new TimelineView.Pages(
                        shown,
                        pages,
                        "%,d".formatted(all.size()),
                        shown > 1 ? address(number, tab) + "&page=" + (shown - 1) : "",
                        shown < pages ? address(number, tab) + "&page=" + (shown + 1) : ""))
                : Optional.empty()));
  }

  private static String address(long number, TimelineTab tab) {
    return "/incidents/" + number + "/timeline?by=" + tab.address();
  }

  @GET
  @Path("export.md")
  @Audited(AuditAction.EXPORTED)
  @Produces("text/markdown;charset=UTF-8")
  public Response markdown(long number) {
    return file(
        incidents.markdown(number).orElseThrow(() -> missing(number)),
        "incident-" + number + ".md");
  }

  @GET
  @Path("export.json")
  @Audited(AuditAction.EXPORTED)
  @Produces(MediaType.APPLICATION_JSON)
  public Response json(long number) {
    return file(
        incidents.json(number).orElseThrow(() -> missing(number)), "incident-" + number + ".json");
  }

  private static Response file(String content, String name) {
    return Response.ok(content)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
        .build();
  }

  private static ProblemException missing(long number) {
    return new ProblemException(
        Problem.notFound(
            "There is no incident " + number + ".", "Look for it in the list of incidents."));
  }
}
