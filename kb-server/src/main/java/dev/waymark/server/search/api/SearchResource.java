package dev.waymark.server.search.api;

import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.ReadOnlyPost;
import dev.waymark.server.account.Role;
import dev.waymark.server.api.Api;
import dev.waymark.server.api.RequestValues;
import dev.waymark.server.search.DocumentKind;
import dev.waymark.server.search.Search;
import dev.waymark.server.search.SearchHit;
import dev.waymark.server.search.SearchRequest;
import dev.waymark.server.search.SearchResult;
import dev.waymark.server.search.TextPart;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Search over everything that was written down. */
@Path(Api.BASE + "/search")
@Tag(name = "Search")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class SearchResource {
  private static final int SIZE = 20;

  private final Search search;
  private final CurrentUser user;

  SearchResource(Search search, CurrentUser user) {
    this.search = search;
    this.user = user;
  }

  /** A stretch of a title or an excerpt, and whether it is a word that was looked for. */
  record PartJson(String text, boolean found) {
    static List<PartJson> of(List<TextPart> parts) {
      return parts.stream().map(part -> new PartJson(part.text(), part.found())).toList();
    }
  }

  /** Something that was found. */
  record HitJson(
      String kind,
      String id,
      String url,
      List<PartJson> title,
      List<PartJson> excerpt,
      Optional<String> entry,
      Optional<String> service,
      Optional<String> severity,
      Optional<String> state,
      Optional<Long> incident,
      boolean drill,
      Instant at,
      double rank) {
    static HitJson of(SearchHit hit) {
      OptionalLong incident = hit.incident();
      return new HitJson(
          hit.kind().label(),
          hit.id(),
          hit.url(),
          PartJson.of(hit.title()),
          PartJson.of(hit.excerpt()),
          hit.entry(),
          hit.service(),
          hit.severity(),
          hit.state(),
          incident.isPresent() ? Optional.of(incident.getAsLong()) : Optional.empty(),
          hit.drill(),
          hit.at(),
          hit.rank());
    }
  }

  /** A mistyped word and what was looked for in its place. */
  record CorrectionJson(String typed, String meant) {}

  /** What was found, best first. */
  record ResultJson(
      List<HitJson> hits,
      Map<String, Integer> counts,
      String reading,
      List<CorrectionJson> corrections,
      List<String> words,
      int page,
      boolean more) {
    static ResultJson of(SearchResult result) {
      Map<String, Integer> counts = new TreeMap<>();
      result.counts().forEach((kind, found) -> counts.put(kind.label(), found));
      return new ResultJson(
          result.hits().stream().map(HitJson::of).toList(),
          counts,
          result.reading().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          result.corrections().stream()
              .map(correction -> new CorrectionJson(correction.typed(), correction.meant()))
              .toList(),
          result.words(),
          result.page(),
          result.more());
    }
  }

  /** A long text to look for. */
  record SearchBody(@Nullable String text, @Nullable Integer page, @Nullable Integer size) {}

  @GET
  @Operation(
      summary = "Search entries, steps, lessons, incidents and notes",
      description =
          "Words, \"phrases\" and -exclusions. `reading` says whether each hit has all words, some,"
              + " or the rare ones of a pasted text; `corrections` which words were taken as"
              + " mistyped. Titles and excerpts are plain text in stretches: nothing in them is"
              + " markup. Of each kind the newest 100 matches are ranked, 1,000 where one kind is"
              + " asked for.")
  public ResultJson search(
      @Parameter(description = "The words") @QueryParam("q") @Nullable String text,
      @Parameter(description = "entry, step, lesson, incident or note; may be repeated")
          @QueryParam("kind")
          List<String> kinds,
      @QueryParam("entry") @Nullable String entry,
      @QueryParam("service") @Nullable String service,
      @QueryParam("severity") @Nullable String severity,
      @Parameter(description = "State of an incident or a lesson") @QueryParam("state")
          @Nullable String state,
      @Parameter(description = "true for drills only, false to leave them out") @QueryParam("drill")
          @Nullable String drill,
      @Parameter(description = "Such as 2026-11-01T00:00:00Z") @QueryParam("since")
          @Nullable String since,
      @Parameter(description = "Before this time") @QueryParam("until") @Nullable String until,
      @Parameter(description = "From 1") @QueryParam("page") @Nullable String page,
      @Parameter(description = "At most 50") @QueryParam("size") @Nullable String size) {
    return ResultJson.of(
        search.find(
            new SearchRequest(
                RequestValues.required("q", text),
                kinds(kinds),
                RequestValues.optional(entry),
                RequestValues.optional(service),
                RequestValues.optional(severity)
                    .map(RequestValues::severity)
                    .map(level -> level.label()),
                RequestValues.optional(state),
                RequestValues.optional(drill).map(SearchResource::drill),
                RequestValues.optional(since).map(value -> time("since", value)),
                RequestValues.optional(until).map(value -> time("until", value)),
                user.role(),
                RequestValues.number("page", page, 1),
                RequestValues.number("size", size, SIZE))));
  }

  @POST
  @ReadOnlyPost
  @Operation(
      summary = "Search by a pasted error text",
      description = "Changes nothing; it is a POST so that the text can be long.")
  public ResultJson search(SearchBody body) {
    SearchBody wanted = RequestValues.required("body", body);
    return ResultJson.of(
        search.find(
            new SearchRequest(
                RequestValues.required("text", wanted.text()),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                user.role(),
                wanted.page() == null ? 1 : wanted.page(),
                wanted.size() == null ? SIZE : wanted.size())));
  }

  private static Set<DocumentKind> kinds(List<String> labels) {
    return labels.stream()
        .filter(label -> !label.isBlank())
        .map(
            label ->
                DocumentKind.ofLabel(label)
                    .orElseThrow(() -> RequestValues.choice("kind", label, DocumentKind.values())))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean drill(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw RequestValues.invalid(
              "`drill` can't be “" + text + "”.", "It is true or false, or left out.");
    };
  }

  private static Instant time(String name, String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw RequestValues.invalid(
          "`%s` isn't a time: “%s”.".formatted(name, text),
          "Send one such as 2026-11-01T00:00:00Z.");
    }
  }
}
