package dev.waymark.server.entry.page;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.FrontMatter;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.alert.Alerts;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.incident.Incident;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.incident.NewIncident;
import dev.waymark.server.live.LiveSources;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** Starts an entry: on live data or on a scenario, which brings its own parameters. */
@Path("/entries/{id}/start")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.RESPOND)
public class StartPageResource {
  /** In front of a parameter's name in the form, so that none collides with the form's own. */
  private static final String PARAMETER = "parameter.";

  private final Catalog catalog;
  private final Incidents incidents;
  private final Alerts alerts;
  private final LiveSources live;
  private final CurrentUser user;

  StartPageResource(
      Catalog catalog, Incidents incidents, Alerts alerts, LiveSources live, CurrentUser user) {
    this.catalog = catalog;
    this.incidents = incidents;
    this.alerts = alerts;
    this.live = live;
    this.user = user;
  }

  /**
   * The form, filled in as far as a scenario or an alert says.
   *
   * @param alert number of the alert that it is started for; no drill is started for one
   */
  @GET
  public TemplateInstance form(
      String id,
      @RestQuery @DefaultValue("") String scenario,
      @RestQuery @DefaultValue("") String alert) {
    CompiledEntry entry = EntryPageResource.find(catalog, id);
    Optional<Long> told = scenario.isEmpty() ? number(alert) : Optional.empty();
    Map<String, String> values =
        told.flatMap(alerts::find)
            .flatMap(row -> alerts.parameters(row, id))
            .or(() -> scenario(entry, scenario).map(Scenario::parameters))
            .orElse(Map.of());
    return page(entry, scenario, values, "", "", told, Optional.empty());
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response start(String id, MultivaluedMap<String, String> form) {
    CompiledEntry entry = EntryPageResource.find(catalog, id);
    Map<String, String> parameters = parameters(entry, form);
    String scenario = text(form, "scenario");
    String title = text(form, "title");
    String severity = text(form, "severity");
    Optional<Long> alert = scenario.isEmpty() ? number(text(form, "alert")) : Optional.empty();
    Result<Incident> result =
        incidents.open(
            new NewIncident(
                id,
                given(title),
                IncidentSeverity.ofLabel(severity),
                parameters,
                given(scenario),
                given(text(form, "at"))),
            user.actor(),
            given(text(form, "key")));
    if (result instanceof Result.Refused<Incident> refused) {
      Problem problem = refused.problem();
      return Response.status(problem.kind().status())
          .entity(page(entry, scenario, parameters, title, severity, alert, Optional.of(problem)))
          .build();
    }
    // One that belongs to an incident by now stays there.
    alert.ifPresent(one -> alerts.join(one, result.orThrow().number(), user.actor()));
    return Response.seeOther(SafeReturn.to(Optional.of("/incidents/" + result.orThrow().number())))
        .build();
  }

  /** Only those that were filled in: the others come from the scenario or their defaults. */
  private static Map<String, String> parameters(
      CompiledEntry entry, MultivaluedMap<String, String> form) {
    var values = new LinkedHashMap<String, String>();
    entry.entry().map(Entry::frontMatter).map(FrontMatter::parameters).orElse(List.of()).stream()
        .map(parameter -> parameter.name())
        .forEach(
            name ->
                given(text(form, PARAMETER + name)).ifPresent(value -> values.put(name, value)));
    return values;
  }

  private TemplateInstance page(
      CompiledEntry entry,
      String scenario,
      Map<String, String> values,
      String title,
      String severity,
      Optional<Long> alert,
      Optional<Problem> problem) {
    Optional<FrontMatter> front = entry.entry().map(Entry::frontMatter);
    return EntryPageResource.Templates.start(
        new StartView(
            entry.id(),
            entry.title(),
            entry.scenarios().stream().map(EntryPageResource::line).toList(),
            scenario,
            LiveView.of(entry, live),
            front.map(FrontMatter::parameters).orElse(List.of()).stream()
                .map(parameter -> ParameterView.of(parameter, values))
                .toList(),
            title,
            severity.isEmpty()
                ? front.map(FrontMatter::severity).map(IncidentSeverity::label).orElse("")
                : severity,
            problem,
            alert,
            UUID.randomUUID().toString()));
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
