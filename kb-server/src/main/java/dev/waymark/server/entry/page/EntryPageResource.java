package dev.waymark.server.entry.page;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.FrontMatter;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.source.Severity;
import dev.waymark.model.table.Timespan;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.draw.Heat;
import dev.waymark.runbooks.draw.TreeGraph;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.tree.Tree;
import dev.waymark.server.account.Role;
import dev.waymark.server.content.Content;
import dev.waymark.server.content.ContentProblem;
import dev.waymark.server.content.ContentState;
import dev.waymark.server.database.DatabaseTrouble;
import dev.waymark.server.entry.BrokenNewerVersion;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.entry.page.EntryView.Head;
import dev.waymark.server.entry.page.EntryView.ScenarioLine;
import dev.waymark.server.forge.PullRequests;
import dev.waymark.server.live.LiveSources;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import dev.waymark.server.web.Drawings;
import dev.waymark.server.web.IssueView;
import dev.waymark.server.web.Markup;
import dev.waymark.server.web.Moments;
import dev.waymark.server.web.PageContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestQuery;

/** The entries, broken ones included. */
@Path("/entries")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEW)
public class EntryPageResource {
  private static final String DRILLS = "drills";

  private final Catalog catalog;
  private final Content content;
  private final PullRequests pullRequests;
  private final Markup markup;
  private final Drawings drawings;
  private final LiveSources live;
  private final Moments moments;
  private final MemoryPages memories;
  private final PageContext page;
  private final Clock clock;

  EntryPageResource(
      Catalog catalog,
      Content content,
      PullRequests pullRequests,
      Markup markup,
      Drawings drawings,
      LiveSources live,
      Moments moments,
      MemoryPages memories,
      PageContext page,
      Clock clock) {
    this.catalog = catalog;
    this.markup = markup;
    this.drawings = drawings;
    this.live = live;
    this.content = content;
    this.pullRequests = pullRequests;
    this.moments = moments;
    this.memories = memories;
    this.page = page;
    this.clock = clock;
  }

  @GET
  public TemplateInstance list() {
    ContentState state = content.state();
    return Templates.list(
        catalog.entries().stream().map(EntryLine::of).toList(),
        state.served().map(commit -> ChangeView.of(commit, moments)),
        state.trouble());
  }

  /**
   * An entry.
   *
   * @param unfold {@code all} for an entry whose sections are open
   */
  @GET
  @Path("{id}")
  public TemplateInstance entry(String id, @RestQuery @DefaultValue("") String unfold) {
    CompiledEntry compiled = find(catalog, id);
    List<ParameterView> parameters =
        compiled
            .entry()
            .map(Entry::frontMatter)
            .map(FrontMatter::parameters)
            .orElse(List.of())
            .stream()
            .map(ParameterView::of)
            .toList();
    return Templates.entry(
        new EntryView(
            compiled.id(),
            compiled.title(),
            compiled.source().path(),
            compiled.entry().map(Entry::frontMatter).map(this::head),
            FoldedText.of(compiled, markup.entry(compiled.id(), compiled.source())),
            unfold.equals("all"),
            content.writable() ? pullRequests.editPage(compiled.source().path()) : Optional.empty(),
            compiled.tree().map(tree -> drawings.entry(tree, Heat.none())).orElse(""),
            parameters,
            ScenarioGroup.of(compiled),
            LiveView.of(compiled, live),
            compiled.issues().stream().map(IssueView::of).toList(),
            more(compiled),
            broken(compiled),
            catalog.lastChange(compiled).map(change -> ChangeView.of(change, moments)),
            catalog.newerBroken(compiled).map(this::newer),
            memory(compiled),
            UUID.randomUUID().toString()));
  }

  /**
   * The tree by itself, as large as the page, with how often each branch was taken.
   *
   * @param of in what: {@value #DRILLS}, or else real incidents
   */
  @GET
  @Path("{id}/tree")
  public TemplateInstance tree(String id, @RestQuery @DefaultValue("") String of) {
    CompiledEntry compiled = find(catalog, id);
    Tree tree =
        compiled
            .tree()
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.notFound(
                            "The entry " + id + " has mistakes, and so no tree.",
                            "Its page says what its authors have to mend.")));
    boolean drills = of.equals(DRILLS);
    Optional<Heat> heat =
        asked(() -> Heat.of(TreeGraph.of(tree), memories.taken(compiled, drills)));
    return Templates.tree(
        new EntryTreeView(
            id, compiled.title(), drawings.entry(tree, heat.orElse(Heat.none())), drills, heat));
  }

  /** What is remembered of an entry; the entry itself is read without the database. */
  private Optional<MemoryView> memory(CompiledEntry entry) {
    return asked(() -> memories.of(entry));
  }

  private <T> Optional<T> asked(Supplier<T> database) {
    try {
      return Optional.of(database.get());
    } catch (RuntimeException e) {
      if (DatabaseTrouble.of(e).isEmpty()) {
        throw e;
      }
      page.showMemory();
      return Optional.empty();
    }
  }

  static CompiledEntry find(Catalog catalog, String id) {
    return catalog
        .entry(id)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.notFound(
                        "There is no entry " + id + ".", "Look for it in the list of entries.")));
  }

  static ScenarioLine line(Scenario scenario) {
    return new ScenarioLine(scenario.name(), scenario.title(), scenario.outcome().label());
  }

  /** The first thing that keeps an entry from running. */
  static Optional<IssueView> broken(CompiledEntry entry) {
    return entry.issues().stream()
        .filter(issue -> entry.tree().isEmpty() && issue.severity() == Severity.ERROR)
        .findFirst()
        .map(IssueView::of);
  }

  private EntryView.Newer newer(BrokenNewerVersion broken) {
    return new EntryView.Newer(
        broken.commit().map(change -> ChangeView.of(change, moments)),
        broken.entry().issues().stream()
            .filter(issue -> issue.severity() == Severity.ERROR)
            .map(IssueView::of)
            .toList(),
        more(broken.entry()));
  }

  private static String more(CompiledEntry entry) {
    return entry.moreIssues() == 0 ? "" : "%,d".formatted(entry.moreIssues());
  }

  private Head head(FrontMatter front) {
    return new Head(
        front.service(),
        front.severity().map(IncidentSeverity::label),
        front.owners(),
        front.reviewed().map(LocalDate::toString),
        front.reviewEvery().map(Timespan::format),
        front.isStale(LocalDate.now(clock)));
  }

  @CheckedTemplate(basePath = "entry")
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(
        List<EntryLine> entries, Optional<ChangeView> served, Optional<ContentProblem> trouble);

    static native TemplateInstance entry(EntryView view);

    static native TemplateInstance tree(EntryTreeView view);

    static native TemplateInstance start(StartView view);
  }
}
