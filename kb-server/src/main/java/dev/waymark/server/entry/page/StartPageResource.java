package dev.waymark.server.entry.page;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.FrontMatter;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.incident.StoredAlert;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.run.ParameterValues;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.alert.Alerts;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.entry.page.StartView.PastLine;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.incident.NewIncident;
import dev.waymark.server.incident.PastStart;
import dev.waymark.server.incident.PastStartStore;
import dev.waymark.server.live.AzureResources;
import dev.waymark.server.live.AzureResources.Listing;
import dev.waymark.server.live.LiveSources;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.web.Moments;
import dev.waymark.server.web.SafeReturn;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** Starts an entry: on live data or on a scenario, which brings its own parameters. */
@Path("/entries/{id}/start")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.RESPOND)
public class StartPageResource {
  /** In front of a parameter's name in the form, so that none collides with the form's own. */
  private static final String PARAMETER = "parameter.";

  private static final Set<ParameterType> LISTED =
      Set.of(ParameterType.RESOURCE, ParameterType.WORKSPACE);

  private static final String WORKSPACES = "Microsoft.OperationalInsights/workspaces";

  private final Catalog catalog;
  private final Incidents incidents;
  private final Alerts alerts;
  private final LiveSources live;
  private final AzureResources azure;
  private final PastStartStore pastStarts;
  private final Moments moments;
  private final CurrentUser user;

  StartPageResource(
      Catalog catalog,
      Incidents incidents,
      Alerts alerts,
      LiveSources live,
      AzureResources azure,
      PastStartStore pastStarts,
      Moments moments,
      CurrentUser user) {
    this.catalog = catalog;
    this.incidents = incidents;
    this.alerts = alerts;
    this.live = live;
    this.azure = azure;
    this.pastStarts = pastStarts;
    this.moments = moments;
    this.user = user;
  }

  /**
   * The form, filled in as far as a scenario, an alert or an earlier start says.
   *
   * @param alert number of the alert that it is started for; no drill is started for one
   * @param like number of the incident whose values are taken
   */
  @GET
  public TemplateInstance form(
      String id,
      @RestQuery @DefaultValue("") String scenario,
      @RestQuery @DefaultValue("") String alert,
      @RestQuery @DefaultValue("") String like) {
    CompiledEntry entry = EntryPageResource.find(catalog, id);
    Optional<StoredAlert> told =
        scenario.isEmpty() ? number(alert).flatMap(alerts::find) : Optional.empty();
    List<PastStart> past = past(entry, scenario, told);
    Map<String, String> values = new HashMap<>();
    number(like)
        .flatMap(number -> past.stream().filter(one -> one.number() == number).findFirst())
        .ifPresent(one -> values.putAll(one.parameters()));
    told.flatMap(row -> alerts.parameters(row, id)).ifPresent(values::putAll);
    scenario(entry, scenario).map(Scenario::parameters).ifPresent(values::putAll);
    return page(
        entry,
        new Filled(scenario, values, "", "", told.map(StoredAlert::id)),
        past,
        Map.of(),
        Map.of(),
        Optional.empty());
  }

  /** The form as it is filled in, with what Azure has for one of its parameters. */
  @POST
  @Path("list")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public TemplateInstance list(String id, MultivaluedMap<String, String> form) {
    CompiledEntry entry = EntryPageResource.find(catalog, id);
    Filled filled = filled(entry, form);
    Map<String, Listing> listings = new HashMap<>();
    declared(entry).stream()
        .filter(parameter -> parameter.name().equals(text(form, "list")))
        .filter(this::canBeListed)
        .forEach(parameter -> listings.put(parameter.name(), azure.list(listedType(parameter))));
    return page(
        entry,
        filled,
        past(entry, filled.scenario(), filled.alert().flatMap(alerts::find)),
        listings,
        Map.of(),
        Optional.empty());
  }

  private boolean canBeListed(Parameter parameter) {
    return LISTED.contains(parameter.type()) && azure.canBeListed();
  }

  private static Optional<String> listedType(Parameter parameter) {
    return parameter.type() == ParameterType.WORKSPACE
        ? Optional.of(WORKSPACES)
        : parameter.resourceType();
  }

  private static Filled filled(CompiledEntry entry, MultivaluedMap<String, String> form) {
    String scenario = text(form, "scenario");
    return new Filled(
        scenario,
        parameters(entry, form),
        text(form, "title"),
        text(form, "severity"),
        scenario.isEmpty() ? number(text(form, "alert")) : Optional.empty());
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response start(String id, MultivaluedMap<String, String> form) {
    CompiledEntry entry = EntryPageResource.find(catalog, id);
    Filled filled = filled(entry, form);
    Result<Incident> result =
        incidents.open(
            new NewIncident(
                id,
                given(filled.title()),
                IncidentSeverity.ofLabel(filled.severity()),
                filled.parameters(),
                given(filled.scenario()),
                given(text(form, "at"))),
            user.actor(),
            given(text(form, "key")));
    if (result instanceof Result.Refused<Incident> refused) {
      return refused(entry, filled, refused.problem());
    }
    // One that belongs to an incident by now stays there.
    filled.alert().ifPresent(one -> alerts.join(one, result.orThrow().number(), user.actor()));
    return Response.seeOther(SafeReturn.to(Optional.of("/incidents/" + result.orThrow().number())))
        .build();
  }

  /** What somebody has filled in. */
  private record Filled(
      String scenario,
      Map<String, String> parameters,
      String title,
      String severity,
      Optional<Long> alert) {}

  private Response refused(CompiledEntry entry, Filled filled, Problem problem) {
    Map<String, String> written = new HashMap<>();
    scenario(entry, filled.scenario()).map(Scenario::parameters).ifPresent(written::putAll);
    written.putAll(filled.parameters());
    Map<String, String> problems = ParameterValues.read(declared(entry), written).problems();
    List<PastStart> past = past(entry, filled.scenario(), filled.alert().flatMap(alerts::find));
    return Response.status(problem.kind().status())
        .entity(
            page(
                entry,
                filled,
                past,
                Map.of(),
                problems,
                problems.isEmpty() ? Optional.of(problem) : Optional.empty()))
        .build();
  }

  private List<PastStart> past(CompiledEntry entry, String scenario, Optional<StoredAlert> alert) {
    return scenario.isEmpty()
        ? pastStarts.of(
            entry.id(), user.getName(), alert.map(row -> row.alert().targets()).orElse(List.of()))
        : List.of();
  }

  private static List<Parameter> declared(CompiledEntry entry) {
    return entry.entry().map(Entry::frontMatter).map(FrontMatter::parameters).orElse(List.of());
  }

  /** Only those that were filled in: the others come from the scenario or their defaults. */
  private static Map<String, String> parameters(
      CompiledEntry entry, MultivaluedMap<String, String> form) {
    var values = new LinkedHashMap<String, String>();
    declared(entry).stream()
        .map(Parameter::name)
        .forEach(
            name ->
                given(text(form, PARAMETER + name)).ifPresent(value -> values.put(name, value)));
    return values;
  }

  private TemplateInstance page(
      CompiledEntry entry,
      Filled filled,
      List<PastStart> past,
      Map<String, Listing> listings,
      Map<String, String> problems,
      Optional<Problem> problem) {
    List<Map<String, String>> pastValues = past.stream().map(PastStart::parameters).toList();
    return EntryPageResource.Templates.start(
        new StartView(
            entry.id(),
            entry.title(),
            entry.source().path(),
            EntryPageResource.broken(entry),
            entry.scenarios().stream().map(EntryPageResource::line).toList(),
            filled.scenario(),
            LiveView.of(entry, live),
            declared(entry).stream()
                .map(
                    one ->
                        ParameterView.of(
                            one,
                            filled.parameters(),
                            pastValues,
                            offer(one, filled, listings),
                            problems))
                .toList(),
            past.stream()
                .map(one -> new PastLine(one.number(), moments.of(one.at()), one.sameTarget()))
                .toList(),
            filled.title(),
            given(filled.severity())
                .or(
                    () ->
                        entry
                            .entry()
                            .flatMap(read -> read.frontMatter().severity())
                            .map(IncidentSeverity::label))
                .orElse(""),
            problem,
            filled.alert(),
            UUID.randomUUID().toString()));
  }

  private Optional<Listing> offer(
      Parameter parameter, Filled filled, Map<String, Listing> listings) {
    return filled.scenario().isEmpty() && canBeListed(parameter)
        ? Optional.of(listings.getOrDefault(parameter.name(), new Listing(List.of(), "")))
        : Optional.empty();
  }

  private static Optional<Scenario> scenario(CompiledEntry entry, String name) {
    return entry.scenarios().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  private static Optional<Long> number(String text) {
    return Optional.of(text).filter(t -> t.matches("\\d{1,18}")).map(Long::valueOf);
  }

  private static String text(MultivaluedMap<String, String> form, String field) {
    return Optional.ofNullable(form.getFirst(field)).orElse("");
  }

  private static Optional<String> given(String text) {
    return Optional.of(text.strip()).filter(value -> !value.isEmpty());
  }
}
