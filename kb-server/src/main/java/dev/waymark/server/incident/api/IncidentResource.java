package dev.waymark.server.incident.api;

import dev.waymark.model.incident.IncidentState;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.api.Api;
import dev.waymark.server.api.RequestValues;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.IncidentFilter;
import dev.waymark.server.incident.IncidentPage;
import dev.waymark.server.incident.IncidentQuery;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.incident.NewIncident;
import dev.waymark.server.incident.TimelineItem;
import dev.waymark.server.run.RunViews;
import dev.waymark.server.run.StartRun;
import dev.waymark.server.run.api.RunJson;
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
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Incidents: opened, listed, told and exported; what happens to one is only ever added. */
@Path(Api.BASE + "/incidents")
@Tag(name = "Incidents")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class IncidentResource {
  private static final int PAGE = 50;

  private final Incidents incidents;
  private final RunViews runs;
  private final CurrentUser user;

  IncidentResource(Incidents incidents, RunViews runs, CurrentUser user) {
    this.incidents = incidents;
    this.runs = runs;
    this.user = user;
  }

  /** Some incidents of a longer list. */
  record PageJson(List<IncidentJson> incidents, long total, int page, int pages) {}

  /** What is needed to open an incident. */
  record NewIncidentBody(
      @Schema(description = "Id of the entry to walk", required = true) @Nullable String entry,
      @Schema(description = "The entry's where left out") @Nullable String title,
      @Schema(description = "sev1 to sev4; the entry's where left out") @Nullable String severity,
      @Schema(description = "Values by name, as text") @Nullable Map<String, String> parameters,
      @Schema(description = "Recorded data to walk on") @Nullable String scenario,
      @Schema(description = "Slug of the step to begin at") @Nullable String at) {}

  /** What is needed to start a further run. */
  record NewRunBody(
      @Schema(description = "Id of the entry to walk", required = true) @Nullable String entry,
      @Schema(description = "Values by name, as text") @Nullable Map<String, String> parameters,
      @Schema(description = "Recorded data to walk on") @Nullable String scenario,
      @Schema(description = "Slug of the step to begin at") @Nullable String at) {}

  /** Another severity and why. */
  record SeverityBody(@Nullable String severity, @Nullable String reason) {}

  /** One line of a timeline. */
  record TimelineJson(
      Instant at,
      String actor,
      String kind,
      String text,
      Optional<String> step,
      int run,
      Optional<Integer> sequence) {
    static TimelineJson of(TimelineItem item) {
      return new TimelineJson(
          item.at(),
          item.actor().name(),
          item.kind(),
          item.text(),
          item.step(),
          item.run(),
          item.sequence());
    }
  }

  @GET
  @Operation(summary = "Incidents, newest first")
  public PageJson list(
      @Parameter(
              description =
                  "open, mitigated, resolved, escalated, not-covered or abandoned; may be"
                      + " repeated")
          @QueryParam("state")
          List<String> states,
      @QueryParam("entry") @Nullable String entry,
      @QueryParam("cause") @Nullable String cause,
      @QueryParam("severity") @Nullable String severity,
      @Parameter(description = "Text in title, entry, cause or step") @QueryParam("text")
          @Nullable String text,
      @Parameter(description = "From 1") @QueryParam("page") @Nullable String page,
      @Parameter(description = "At most 200") @QueryParam("size") @Nullable String size) {
    IncidentPage found =
        incidents.list(
            new IncidentFilter(
                new IncidentQuery(
                    states(states),
                    RequestValues.optional(entry).map(Set::of).orElse(Set.of()),
                    RequestValues.optional(cause),
                    RequestValues.optional(severity).map(RequestValues::severity),
                    RequestValues.optional(text),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                IncidentQuery.Order.NEWEST,
                RequestValues.number("page", page, 1),
                RequestValues.number("size", size, PAGE)));
    return new PageJson(
        found.incidents().stream().map(IncidentJson::of).toList(),
        found.total(),
        found.page(),
        found.pages());
  }

  @POST
  @RolesAllowed(Role.RESPOND)
  @Operation(summary = "Open an incident and start its first run")
  public Response open(NewIncidentBody body, @HeaderParam(Api.KEY) @Nullable String key) {
    NewIncidentBody wanted = RequestValues.required("body", body);
    Incident incident =
        incidents
            .open(
                new NewIncident(
                    RequestValues.required("entry", wanted.entry()),
                    RequestValues.optional(wanted.title()),
                    RequestValues.optional(wanted.severity()).map(RequestValues::severity),
                    parameters(wanted.parameters()),
                    RequestValues.optional(wanted.scenario()),
                    RequestValues.optional(wanted.at())),
                user.actor(),
                Optional.ofNullable(key))
            .orThrow();
    return Response.created(URI.create(Api.BASE + "/incidents/" + incident.number()))
        .entity(IncidentJson.of(incident))
        .build();
  }

  @GET
  @Path("/causes")
  @Operation(summary = "The causes confirmed so far, to filter by")
  public List<Incidents.Cause> causes() {
    return incidents.causes();
  }

  @GET
  @Path("/{number}")
  @Operation(summary = "An incident")
  public IncidentJson incident(@RestPath String number) {
    return IncidentJson.of(found(number));
  }

  @GET
  @Path("/{number}/runs")
  @Operation(summary = "The runs of an incident, oldest first; the last one is where it is")
  public List<RunJson> runs(@RestPath String number) {
    return runs.ofIncident(found(number).number()).stream().map(RunJson::of).toList();
  }

  @POST
  @Path("/{number}/runs")
  @RolesAllowed(Role.RESPOND)
  @Operation(summary = "Start a further run once the last one has ended")
  public RunJson startRun(
      @RestPath String number, NewRunBody body, @HeaderParam(Api.KEY) @Nullable String key) {
    NewRunBody wanted = RequestValues.required("body", body);
    Incident incident =
        incidents
            .startRun(
                RequestValues.incident(number),
                new StartRun(
                    RequestValues.required("entry", wanted.entry()),
                    parameters(wanted.parameters()),
                    RequestValues.optional(wanted.scenario()),
                    RequestValues.optional(wanted.at())),
                user.actor(),
                Optional.ofNullable(key))
            .orThrow();
    return RunJson.of(runs.currentOf(incident.number()).orElseThrow());
  }

  @POST
  @Path("/{number}/severity")
  @RolesAllowed(Role.RESPOND)
  @Operation(summary = "Change the severity, with a reason")
  public IncidentJson severity(
      @RestPath String number, SeverityBody body, @HeaderParam(Api.KEY) @Nullable String key) {
    SeverityBody wanted = RequestValues.required("body", body);
    return IncidentJson.of(
        incidents
            .changeSeverity(
                RequestValues.incident(number),
                RequestValues.severity(RequestValues.required("severity", wanted.severity())),
                RequestValues.optional(wanted.reason()).orElse(""),
                user.actor(),
                Optional.ofNullable(key))
            .orThrow());
  }

  @GET
  @Path("/{number}/timeline")
  @Operation(summary = "What happened, oldest first")
  public List<TimelineJson> timeline(@RestPath String number) {
    return incidents.timeline(found(number).number()).stream().map(TimelineJson::of).toList();
  }

  @GET
  @Path("/{number}/export.md")
  @Produces("text/markdown;charset=UTF-8")
  @Operation(summary = "The incident as a Markdown document")
  public String markdown(@RestPath String number) {
    return incidents.markdown(RequestValues.incident(number)).orElseThrow(missing(number));
  }

  @GET
  @Path("/{number}/export.json")
  @Operation(summary = "The incident with all events, hashes and answers")
  public String json(@RestPath String number) {
    return incidents.json(RequestValues.incident(number)).orElseThrow(missing(number));
  }

  private Incident found(String number) {
    return incidents.find(RequestValues.incident(number)).orElseThrow(missing(number));
  }

  private static Supplier<RuntimeException> missing(String number) {
    return () ->
        RequestValues.notFound(
            "There is no incident " + number + ".", "Use one of GET /api/v1/incidents.");
  }

  private static Map<String, String> parameters(@Nullable Map<String, String> given) {
    return given == null ? Map.of() : given;
  }

  private static Set<IncidentState> states(List<String> labels) {
    return labels.stream()
        .filter(label -> !label.isBlank())
        .map(
            label ->
                IncidentState.ofLabel(label)
                    .orElseThrow(
                        () -> RequestValues.choice("state", label, IncidentState.values())))
        .collect(Collectors.toSet());
  }
}
