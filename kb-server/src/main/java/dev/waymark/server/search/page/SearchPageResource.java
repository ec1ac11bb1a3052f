package dev.waymark.server.search.page;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.Role;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.entry.EntryCard;
import dev.waymark.server.incident.IncidentNumber;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.search.DocumentKind;
import dev.waymark.server.search.Search;
import dev.waymark.server.search.SearchHit;
import dev.waymark.server.search.SearchRequest;
import dev.waymark.server.search.SearchResult;
import dev.waymark.server.search.page.SearchView.Choice;
import dev.waymark.server.search.page.SearchView.CorrectionView;
import dev.waymark.server.search.page.SearchView.Filter;
import dev.waymark.server.search.page.SearchView.Group;
import dev.waymark.server.search.page.SearchView.Hit;
import dev.waymark.server.search.page.SearchView.KindLink;
import dev.waymark.server.web.Moments;
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
import jakarta.ws.rs.core.UriBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Search over everything; its address holds the words and the filter. */
@Path("/search")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEW)
public class SearchPageResource {
  private static final int SIZE = 20;
  private static final Filter NOTHING = new Filter("", "", "", "", "", "", "", "");
  private static final Set<String> WITHIN_DAYS = Set.of("1", "20", "90", "365");

  private final Search search;
  private final Catalog catalog;
  private final Incidents incidents;
  private final CurrentUser user;
  private final Moments moments;
  private final Clock clock;

  SearchPageResource(
      Search search,
      Catalog catalog,
      Incidents incidents,
      CurrentUser user,
      Moments moments,
      Clock clock) {
    this.search = search;
    this.catalog = catalog;
    this.incidents = incidents;
    this.user = user;
    this.moments = moments;
    this.clock = clock;
  }

  /**
   * The page.
   *
   * @param text the words, as the field of the first page calls them
   */
  @GET
  public TemplateInstance search(
      @RestQuery @DefaultValue("") String q,
      @RestQuery @DefaultValue("") String text,
      @RestQuery @DefaultValue("") String kind,
      @RestQuery @DefaultValue("") String entry,
      @RestQuery @DefaultValue("") String service,
      @RestQuery @DefaultValue("") String severity,
      @RestQuery @DefaultValue("") String state,
      @RestQuery @DefaultValue("") String within,
      @RestQuery @DefaultValue("") String data,
      @RestQuery @DefaultValue("1") int page) {
    return page(
        new Filter(q.isBlank() ? text : q, kind, entry, service, severity, state, within, data),
        page);
  }

  /** Takes what the form holds; if that is short, it redirects to an address that can be shared. */
  @POST
  public Response find(
      @RestForm @DefaultValue("") String q,
      @RestForm @DefaultValue("") String text,
      @RestForm @DefaultValue("") String entry,
      @RestForm @DefaultValue("") String service,
      @RestForm @DefaultValue("") String severity,
      @RestForm @DefaultValue("") String state,
      @RestForm @DefaultValue("") String within,
      @RestForm @DefaultValue("") String data,
      @RestQuery @DefaultValue("") String kind,
      @RestQuery @DefaultValue("1") int page) {
    Filter filter =
        new Filter(q.isBlank() ? text : q, kind, entry, service, severity, state, within, data);
    return ShareableAddress.redirect(address(filter, kind, page))
        .orElseGet(() -> Response.ok(page(filter, page)).build());
  }

  private TemplateInstance page(Filter filter, int page) {
    boolean shareable = ShareableAddress.fits(address(filter, filter.kind(), page));
    // What doesn't fit into an address stays in the form, which the links then send.
    Filter linked = shareable ? filter : NOTHING;
    SearchResult result = search.find(request(filter, page));
    List<EntryCard> entries = catalog.entries();
    return Templates.search(
        new SearchView(
            filter,
            shareable,
            IncidentNumber.of(filter.q())
                .flatMap(incidents::find)
                .map(found -> new SearchView.Numbered(found.number(), found.title())),
            kinds(filter, linked, result),
            groups(result, entries),
            result.corrections().stream()
                .map(correction -> new CorrectionView(correction.typed(), correction.meant()))
                .toList(),
            notice(result),
            search.corrects(),
            entries.stream().map(card -> new Choice(card.id(), card.title())).toList(),
            entries.stream()
                .map(EntryCard::service)
                .flatMap(Optional::stream)
                .distinct()
                .sorted(String.CASE_INSENSITIVE_ORDER)
                .toList(),
            result.more() ? address(linked, filter.kind(), result.page() + 1) : "",
            result.page() > 1 ? address(linked, filter.kind(), result.page() - 1) : ""));
  }

  private SearchRequest request(Filter filter, int page) {
    return new SearchRequest(
        filter.q(),
        DocumentKind.ofLabel(filter.kind()).map(Set::of).orElse(Set.of()),
        given(filter.entry()),
        given(filter.service()),
        IncidentSeverity.ofLabel(filter.severity()).map(IncidentSeverity::label),
        given(filter.state()),
        switch (filter.data()) {
          case "real" -> Optional.of(false);
          case "drill" -> Optional.of(true);
          default -> Optional.empty();
        },
        since(filter.within()),
        Optional.empty(),
        user.role(),
        page,
        SIZE);
  }

  private Optional<Instant> since(String days) {
    return WITHIN_DAYS.contains(days)
        ? Optional.of(clock.instant().minus(Duration.ofDays(Long.parseLong(days))))
        : Optional.empty();
  }

  private static List<KindLink> kinds(Filter filter, Filter linked, SearchResult result) {
    List<KindLink> links = new ArrayList<>();
    links.add(new KindLink("Everything", "", address(linked, "", 1), filter.kind().isEmpty()));
    Arrays.stream(DocumentKind.values())
        .filter(
            kind ->
                result.counts().containsKey(kind)
                    || !filter.kind().isEmpty()
                    || kind.label().equals(filter.kind()))
        .map(
            kind ->
                new KindLink(
                    title(kind),
                    count(result.counts().getOrDefault(kind, 0)),
                    address(linked, kind.label(), 1),
                    kind.label().equals(filter.kind())))
        .forEach(links::add);
    return links;
  }

  private static String count(int found) {
    if (found == 0) {
      return "";
    }
    return found >= SearchResult.MOST_COUNTED ? found + "+" : Integer.toString(found);
  }

  private List<Group> groups(SearchResult result, List<EntryCard> entries) {
    Map<String, String> titles =
        entries.stream().collect(Collectors.toMap(EntryCard::id, EntryCard::title, (a, b) -> a));
    Map<DocumentKind, List<Hit>> groups = new LinkedHashMap<>();
    for (SearchHit hit : result.hits()) {
      groups.computeIfAbsent(hit.kind(), kind -> new ArrayList<>()).add(hit(hit, titles));
    }
    return groups.entrySet().stream()
        .map(group -> new Group(title(group.getKey()), group.getValue()))
        .toList();
  }

  private Hit hit(SearchHit hit, Map<String, String> titles) {
    String entry = hit.entry().map(id -> titles.getOrDefault(id, id)).orElse("");
    String context =
        switch (hit.kind()) {
          case ENTRY -> hit.service().orElse("");
          case STEP -> "in “" + entry + "”";
          case LESSON -> "for “" + entry + "”";
          case INCIDENT -> "#" + hit.id() + ", " + entry;
          case NOTE ->
              hit.incident().isPresent() ? "in incident #" + hit.incident().getAsLong() : "";
        };
    return new Hit(
        hit.url(),
        hit.title(),
        hit.excerpt(),
        context,
        hit.severity().orElse(""),
        hit.state().orElse(""),
        hit.kind() == DocumentKind.INCIDENT,
        hit.drill(),
        moments.of(hit.at()));
  }

  private static String notice(SearchResult result) {
    return switch (result.reading()) {
      case ALL_WORDS -> "";
      case SOME_WORDS -> "Nothing has all of these words, so this has some of them.";
      case PASTED ->
          result.words().isEmpty()
              ? ""
              : "A long text: looked for what is rare in it, "
                  + result.words().stream().limit(6).collect(Collectors.joining("”, “", "“", "”."));
    };
  }

  private static String title(DocumentKind kind) {
    return switch (kind) {
      case ENTRY -> "Entries";
      case STEP -> "Steps";
      case LESSON -> "Lessons";
      case INCIDENT -> "Incidents";
      case NOTE -> "Notes";
    };
  }

  private static Optional<String> given(String value) {
    return Optional.of(value.strip()).filter(text -> !text.isEmpty());
  }

  private static String address(Filter filter, String kind, int page) {
    UriBuilder address = UriBuilder.fromPath("/search");
    add(address, "q", filter.q());
    add(address, "kind", kind);
    add(address, "entry", filter.entry());
    add(address, "service", filter.service());
    add(address, "severity", filter.severity());
    add(address, "state", filter.state());
    add(address, "within", filter.within());
    add(address, "data", filter.data());
    if (page > 1) {
      address.queryParam("page", page);
    }
    return address.build().toString();
  }

  private static void add(UriBuilder address, String name, String value) {
    if (!value.isEmpty()) {
      address.queryParam(name, "{value}").resolveTemplate("value", value);
    }
  }

  @CheckedTemplate(basePath = "search")
  static class Templates {
    private Templates() {}

    static native TemplateInstance search(SearchView view);

    static native TemplateInstance similar(SimilarView view);
  }
}
