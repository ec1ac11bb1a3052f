package dev.waymark.server.incident.page;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.IncidentState;
import dev.waymark.server.account.Role;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.entry.EntryCard;
import dev.waymark.server.incident.IncidentFilter;
import dev.waymark.server.incident.IncidentPage;
import dev.waymark.server.incident.IncidentQuery;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.incident.page.IncidentsView.Choice;
import dev.waymark.server.incident.page.IncidentsView.Filter;
import dev.waymark.server.incident.page.IncidentsView.Tab;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestQuery;

/** The list of incidents; its address holds the filter. */
@Path("/incidents")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEW)
public class IncidentsPageResource {
  /** What the state filter calls everything that still asks for somebody. */
  private static final String ACTIVE = "active";

  private static final String OVERDUE = "over";
  private static final int SIZE = 50;

  private final Incidents incidents;
  private final IncidentRows rows;
  private final Catalog catalog;
  private final Clock clock;

  IncidentsPageResource(Incidents incidents, IncidentRows rows, Catalog catalog, Clock clock) {
    this.incidents = incidents;
    this.rows = rows;
    this.catalog = catalog;
    this.clock = clock;
  }

  @GET
  public TemplateInstance list(
      @RestQuery @DefaultValue("") String show,
      @RestQuery @DefaultValue("") String state,
      @RestQuery @DefaultValue("") String service,
      @RestQuery @DefaultValue("") String entry,
      @RestQuery @DefaultValue("") String cause,
      @RestQuery @DefaultValue("") String severity,
      @RestQuery @DefaultValue("") String owner,
      @RestQuery @DefaultValue("") String due,
      @RestQuery @DefaultValue("") String text,
      @RestQuery @DefaultValue("1") int page) {
    check(
        "severity",
        severity,
        Arrays.stream(IncidentSeverity.values()).map(IncidentSeverity::label));
    check(
        "state",
        state,
        Stream.concat(
            Arrays.stream(IncidentState.values()).map(IncidentState::label), Stream.of(ACTIVE)));
    Filter filter = new Filter(state, service, entry, cause, severity, owner, due, text);
    IncidentsTab tab = IncidentsTab.of(show, filter.isEmpty());
    List<EntryCard> entries = catalog.entries();
    IncidentPage found =
        incidents.list(
            new IncidentFilter(query(filter, tab.query(), entries), tab.order(), page, SIZE));
    return Templates.list(
        new IncidentsView(
            rows.of(found),
            found.total(),
            tabs(tab),
            !filter.isEmpty(),
            filter,
            entries.stream().map(card -> new Choice(card.id(), card.title())).toList(),
            entries.stream().flatMap(card -> card.service().stream()).distinct().sorted().toList(),
            found.page() < found.pages() ? address(tab, filter, found.page() + 1) : "",
            found.page() > 1 ? address(tab, filter, found.page() - 1) : ""));
  }

  /** What names nothing would let all through. */
  private static void check(String name, String value, Stream<String> choices) {
    List<String> valid = choices.toList();
    if (!value.isEmpty() && !valid.contains(value)) {
      throw new ProblemException(
          Problem.invalid(
              "“%s” is no %s.".formatted(value, name),
              "Choose one of " + String.join(", ", valid) + "."));
    }
  }

  /** The tab's incidents under the filter. */
  private IncidentQuery query(Filter filter, IncidentQuery all, List<EntryCard> entries) {
    return new IncidentQuery(
        filter.state().isEmpty() ? all.states() : states(filter.state()),
        wanted(filter, entries),
        given(filter.cause()),
        IncidentSeverity.ofLabel(filter.severity()),
        given(filter.text()),
        all.kind(),
        given(filter.owner()),
        filter.due().equals(OVERDUE) ? Optional.of(clock.instant()) : Optional.empty());
  }

  /** The entries of the service and entry that are asked for; one that nobody has where none is. */
  private static Set<String> wanted(Filter filter, List<EntryCard> entries) {
    if (filter.service().isBlank()) {
      return given(filter.entry()).map(Set::of).orElse(Set.of());
    }
    Set<String> ofService =
        entries.stream()
            .filter(card -> card.service().filter(filter.service()::equals).isPresent())
            .map(EntryCard::id)
            .filter(id -> filter.entry().isBlank() || id.equals(filter.entry().strip()))
            .collect(Collectors.toUnmodifiableSet());
    return ofService.isEmpty() ? Set.of("") : ofService;
  }

  private List<Tab> tabs(IncidentsTab shown) {
    return Arrays.stream(IncidentsTab.values())
        .map(
            tab ->
                new Tab(
                    tab.label(),
                    "/incidents?show=" + tab.address(),
                    incidents.list(IncidentFilter.newest(1, tab.query())).total(),
                    tab == shown))
        .toList();
  }

  private static Set<IncidentState> states(String label) {
    return IncidentState.ofLabel(label)
        .map(Set::of)
        .orElseGet(() -> label.equals(ACTIVE) ? IncidentsTab.ACTIVE.query().states() : Set.of());
  }

  private static Optional<String> given(String value) {
    return Optional.of(value.strip()).filter(text -> !text.isEmpty());
  }

  private static String address(IncidentsTab tab, Filter filter, int page) {
    UriBuilder address = UriBuilder.fromPath("/incidents");
    add(address, "show", tab.address());
    add(address, "state", filter.state());
    add(address, "service", filter.service());
    add(address, "entry", filter.entry());
    add(address, "cause", filter.cause());
    add(address, "severity", filter.severity());
    add(address, "owner", filter.owner());
    add(address, "due", filter.due());
    add(address, "text", filter.text());
    return address.queryParam("page", page).build().toString();
  }

  private static void add(UriBuilder address, String name, String value) {
    if (!value.isEmpty()) {
      address.queryParam(name, "{value}").resolveTemplate("value", value);
    }
  }

  @CheckedTemplate(basePath = "incident")
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(IncidentsView view);

    static native TemplateInstance timeline(TimelineView view);
  }
}
