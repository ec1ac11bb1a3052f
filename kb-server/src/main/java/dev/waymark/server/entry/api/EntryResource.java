package dev.waymark.server.entry.api;

import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.draw.JsonDrawing;
import dev.waymark.runbooks.draw.SvgDrawing;
import dev.waymark.runbooks.draw.TreeGraph;
import dev.waymark.server.account.ReadOnlyPost;
import dev.waymark.server.account.Role;
import dev.waymark.server.api.Api;
import dev.waymark.server.api.RequestValues;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Entries, and the search for the one that fits. */
@Path(Api.BASE + "/entries")
@Tag(name = "Entries")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
class EntryResource {
  private static final int MOST_MATCHES = 50;

  private final Catalog catalog;

  EntryResource(Catalog catalog) {
    this.catalog = catalog;
  }

  @GET
  @Operation(summary = "All entries by title, broken ones with their count of errors")
  public List<EntrySummaryJson> list() {
    return catalog.entries().stream().map(EntrySummaryJson::of).toList();
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "An entry: parameters, scenarios, issues, its Markdown and its last commit")
  public EntryJson entry(@RestPath String id) {
    CompiledEntry entry = find(id);
    return EntryJson.of(
        catalog.card(entry), entry, catalog.lastChange(entry), catalog.newerBroken(entry));
  }

  @GET
  @Path("/{id}/tree")
  @Operation(summary = "The compiled tree: nodes and edges, as `kb tree --format json` prints it")
  public String tree(@RestPath String id) {
    return JsonDrawing.draw(graph(id));
  }

  @GET
  @Path("/{id}/tree.svg")
  @Produces("image/svg+xml")
  @Operation(summary = "The compiled tree as a drawing")
  public String drawing(@RestPath String id) {
    return SvgDrawing.file(graph(id));
  }

  @GET
  @Path("/{id}/scenarios")
  @Operation(summary = "The scenarios of an entry")
  public List<EntryJson.ScenarioJson> scenarios(@RestPath String id) {
    return find(id).scenarios().stream().map(EntryJson.ScenarioJson::of).toList();
  }

  @GET
  @Path("/search")
  @Operation(
      summary = "Entries whose symptoms fit a few words",
      description = "For a longer text, such as a pasted stack trace, use POST.")
  public List<MatchJson> search(
      @Parameter(description = "The words") @QueryParam("q") @Nullable String text,
      @Parameter(description = "How many at most, 10 unless told") @QueryParam("limit")
          @Nullable String limit) {
    return matches(RequestValues.required("q", text), RequestValues.number("limit", limit, 10));
  }

  @POST
  @ReadOnlyPost
  @Path("/search")
  @Operation(
      summary = "Entries whose symptoms fit a pasted error text",
      description = "Changes nothing; it is a POST so that the text can be long.")
  public List<MatchJson> search(SearchBody body) {
    return matches(
        RequestValues.required("text", RequestValues.required("body", body).text()),
        body.limit() == null ? 10 : body.limit());
  }

  /** What to search for. */
  record SearchBody(@Nullable String text, @Nullable Integer limit) {}

  /** An entry that fits, best first; {@code because} quotes its symptoms that were found. */
  record MatchJson(EntrySummaryJson entry, double score, List<String> because) {}

  private List<MatchJson> matches(String text, int limit) {
    return catalog.search(text, Math.max(1, Math.min(limit, MOST_MATCHES))).stream()
        .map(
            match ->
                new MatchJson(EntrySummaryJson.of(match.entry()), match.score(), match.because()))
        .toList();
  }

  private TreeGraph graph(String id) {
    return find(id)
        .tree()
        .map(TreeGraph::of)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.conflict(
                        "The entry `" + id + "` has errors, so that it has no tree.",
                        "Its issues are in GET /api/v1/entries/" + id + ".")));
  }

  private CompiledEntry find(String id) {
    return catalog
        .entry(id)
        .orElseThrow(
            () ->
                RequestValues.notFound(
                    "There is no entry `" + id + "`.", "Use one of GET /api/v1/entries."));
  }
}
