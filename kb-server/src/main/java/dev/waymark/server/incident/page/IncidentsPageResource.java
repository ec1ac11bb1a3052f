package dev.waymark.server.incident.page;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.IncidentState;
import dev.waymark.server.account.Role;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.incident.IncidentFilter;
import dev.waymark.server.incident.IncidentPage;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.incident.page.IncidentsView.Choice;
import dev.waymark.server.incident.page.IncidentsView.Filter;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriBuilder;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestQuery;

/** The list of incidents; its address holds the filter. */
@Path("/incidents")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEW)
public class IncidentsPageResource {
  /** What the state filter calls everything that still asks for somebody. */
  private static final String ACTIVE = "active";

  private static final int SIZE = 50;

  private final Incidents incidents;
  private final IncidentRows rows;
  private final Catalog catalog;

  IncidentsPageResource(Incidents incidents, IncidentRows rows, Catalog catalog) {
    this.incidents = incidents;
    this.rows = rows;
    this.catalog = catalog;
  }

  @GET
  public TemplateInstance list(
      @RestQuery @DefaultValue("") String state,
      @RestQuery @DefaultValue("") String entry,
      @RestQuery @DefaultValue("") String cause,
      @RestQuery @DefaultValue("") String severity,
      @RestQuery @DefaultValue("") String text,
      @RestQuery @DefaultValue("1") int page) {
    Filter filter = new Filter(state, entry, cause, severity, text);
    IncidentPage found =
        incidents.list(
            new IncidentFilter(
                states(state),
                given(entry),
                given(cause),
                IncidentSeverity.ofLabel(severity),
                given(text),
                page,
                SIZE));
    return Templates.list(
        new IncidentsView(
            rows.of(found),
            found.total(),
            !filter.isEmpty(),
            filter,
            catalog.entries().stream().map(card -> new Choice(card.id(), card.title())).toList(),
            found.page() < found.pages() ? address(filter, found.page() + 1) : "",
            found.page() > 1 ? address(filter, found.page() - 1) : ""));
  }

  private static Set<IncidentState> states(String label) {
    if (label.equals(ACTIVE)) {
      return EnumSet.allOf(IncidentState.class).stream()
          .filter(IncidentState::isActive)
          .collect(Collectors.toUnmodifiableSet());
    }
    return IncidentState.ofLabel(label).map(Set::of).orElse(Set.of());
  }

  private static Optional<String> given(String value) {
    return Optional.of(value.strip()).filter(text -> !text.isEmpty());
  }

  private static String address(Filter filter, int page) {
    UriBuilder address = UriBuilder.fromPath("/incidents");
    add(address, "state", filter.state());
    add(address, "entry", filter.entry());
    add(address, "cause", filter.cause());
    add(address, "severity", filter.severity());
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
