package dev.waymark.server.run.page;

import dev.waymark.runbooks.run.Visit;
import dev.waymark.server.account.Role;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.page.RunPages.Page;
import dev.waymark.server.run.page.RunPages.Selection;
import dev.waymark.server.web.Drawings;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Where an incident stands, with its evidence, or one of its earlier steps. */
@Path("/incidents/{number}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEW)
public class RunPageResource {
  private final RunPages pages;
  private final Drawings drawings;

  RunPageResource(RunPages pages, Drawings drawings) {
    this.pages = pages;
    this.drawings = drawings;
  }

  @GET
  public TemplateInstance run(
      long number,
      @RestQuery @DefaultValue("0") int run,
      @RestQuery @DefaultValue("0") int step,
      @RestQuery @DefaultValue("1") int rows) {
    Page page = pages.show(number, new Selection(run, step, rows));
    return page instanceof Page.Recorded recorded
        ? Templates.recordedRun(recorded.view())
        : Templates.run(((Page.Standing) page).view());
  }

  /**
   * How the live queries stand: asked again and again while they are under way. Once the run has
   * gone on, the whole page as it is now, which takes the place of the reader's.
   *
   * @param seen number of the last event that the reader sees
   */
  @GET
  @Path("progress")
  public Response progress(long number, @RestQuery @DefaultValue("0") int seen) {
    RunView run = pages.run(number, 0);
    Optional<ProgressView> progress = pages.progress(run);
    if (run.sequence() == seen && progress.isPresent()) {
      return Response.ok(Templates.progress(progress.orElseThrow())).build();
    }
    return wholePage(number);
  }

  /**
   * Nothing while a run still waits before it asks again; once it has gone on, the whole page.
   *
   * @param seen number of the last event that the reader sees
   */
  @GET
  @Path("waiting")
  public Response waiting(long number, @RestQuery @DefaultValue("0") int seen) {
    return pages.run(number, 0).sequence() == seen
        ? Response.noContent().build()
        : wholePage(number);
  }

  private Response wholePage(long number) {
    return Response.ok(Templates.run(pages.page(number, Selection.LAST, Optional.empty())))
        .header("HX-Retarget", "main")
        .header("HX-Reselect", "main")
        .header("HX-Reswap", "outerHTML")
        .build();
  }

  /** The tree with the way that the run took. */
  @GET
  @Path("tree")
  public TemplateInstance tree(long number, @RestQuery @DefaultValue("0") int run) {
    RunView walked = pages.walked(number, run);
    return Templates.tree(
        new TreeView(
            number,
            pages.title(number),
            drawings.walk(
                walked.tree(),
                walked.state().visits().stream().map(Visit::node).toList(),
                "/incidents/" + number,
                walked.gone())));
  }

  /** A tree on a page of its own. */
  record TreeView(long number, String title, String drawing) {}

  @CheckedTemplate(basePath = "run")
  static class Templates {
    private Templates() {}

    static native TemplateInstance run(RunPageView view);

    static native TemplateInstance recordedRun(RecordedRunView view);

    static native TemplateInstance progress(ProgressView view);

    static native TemplateInstance tree(TreeView view);
  }
}
