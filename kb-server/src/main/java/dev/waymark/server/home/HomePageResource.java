package dev.waymark.server.home;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.IncidentState;
import dev.waymark.model.run.Outcome;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.entry.EntryCard;
import dev.waymark.server.entry.SymptomMatch;
import dev.waymark.server.home.HomeView.Demonstration;
import dev.waymark.server.home.HomeView.Match;
import dev.waymark.server.incident.IncidentFilter;
import dev.waymark.server.incident.IncidentPage;
import dev.waymark.server.incident.IncidentQuery;
import dev.waymark.server.incident.IncidentQuery.Kind;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.incident.page.IncidentRows;
import dev.waymark.server.web.ShareableAddress;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The first page: what fits a pasted error text, and what is going on. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEW)
public class HomePageResource {
  /** The entry that newcomers are shown, if it's there. */
  private static final String SHOWCASE = "apim-502-bad-gateway";

  /** Its plainest scenario: nothing but queries on the way to its commonest cause. */
  private static final String STORY = "backend-timeout";

  private static final int MATCHES = 10;
  private static final int URGENT = 10;
  private static final int MINE = 5;
  private static final int RECENT = 5;

  private final Catalog catalog;
  private final Incidents incidents;
  private final IncidentRows rows;
  private final CurrentUser user;

  HomePageResource(Catalog catalog, Incidents incidents, IncidentRows rows, CurrentUser user) {
    this.catalog = catalog;
    this.incidents = incidents;
    this.rows = rows;
    this.user = user;
  }

  @GET
  public TemplateInstance home(@RestQuery @DefaultValue("") String text) {
    return page(text);
  }

  /** Looks for what was pasted; a short text leads to an address that can be shared. */
  @POST
  public Response find(@RestForm @DefaultValue("") String text) {
    return ShareableAddress.redirect("/?text=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
        .orElseGet(() -> Response.ok(page(text)).build());
  }

  private TemplateInstance page(String text) {
    IncidentQuery active = IncidentQuery.all().in(IncidentState.OPEN, IncidentState.MITIGATED);
    IncidentPage urgent = incidents.list(IncidentFilter.mostUrgent(URGENT, active.only(Kind.REAL)));
    IncidentPage mine =
        incidents.list(IncidentFilter.mostUrgent(MINE, active.ownedBy(user.getName())));
    IncidentPage recent =
        incidents.list(
            IncidentFilter.newest(
                RECENT,
                IncidentQuery.all()
                    .only(Kind.REAL)
                    .in(
                        IncidentState.RESOLVED,
                        IncidentState.ESCALATED,
                        IncidentState.NOT_COVERED,
                        IncidentState.ABANDONED)));
    List<EntryCard> entries = catalog.entries();
    return Templates.home(
        new HomeView(
            text,
            text.isBlank()
                ? List.of()
                : catalog.search(text, MATCHES).stream().map(found -> match(found, text)).toList(),
            HomeView.Listing.of(rows.of(urgent), urgent.total()),
            HomeView.Listing.of(rows.of(mine), mine.total()),
            rows.of(recent),
            demonstration(entries),
            entries.size(),
            UUID.randomUUID().toString()));
  }

  private static Match match(SymptomMatch match, String searched) {
    EntryCard card = match.entry();
    return new Match(
        card.id(),
        card.title(),
        card.service().orElse(""),
        card.severity().map(IncidentSeverity::label).orElse(""),
        card.runs(),
        match.because().stream().map(symptom -> SymptomMarks.mark(symptom, searched)).toList());
  }

  private Optional<Demonstration> demonstration(List<EntryCard> entries) {
    return entries.stream()
        .filter(card -> card.runs() && !card.scenarios().isEmpty())
        .min((a, b) -> Boolean.compare(b.id().equals(SHOWCASE), a.id().equals(SHOWCASE)))
        .flatMap(card -> catalog.entry(card.id()))
        .flatMap(
            entry -> plainest(entry.scenarios()).map(scenario -> demonstration(entry, scenario)));
  }

  /** The one that the showcase is told with, else the shortest that ends well. */
  private static Optional<Scenario> plainest(List<Scenario> scenarios) {
    return scenarios.stream()
        .min(
            Comparator.comparing((Scenario scenario) -> !scenario.name().equals(STORY))
                .thenComparing(scenario -> scenario.outcome() != Outcome.RESOLVED)
                .thenComparing(scenario -> scenario.path().size()));
  }

  private static Demonstration demonstration(CompiledEntry entry, Scenario scenario) {
    return new Demonstration(entry.id(), entry.title(), scenario.name(), scenario.title());
  }

  @CheckedTemplate(basePath = "home")
  static class Templates {
    private Templates() {}

    static native TemplateInstance home(HomeView view);
  }
}
