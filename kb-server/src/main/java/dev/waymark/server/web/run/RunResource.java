package dev.waymark.server.web.run;

import dev.waymark.server.account.Role;
import dev.waymark.server.web.run.RunPages.Selection;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Where an incident stands, with its evidence, or one of its earlier steps. */
@Path("/incidents/{number}")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEW)
public class RunResource {
  private final RunPages pages;

  RunResource(RunPages pages) {
    this.pages = pages;
  }

  @GET
  public TemplateInstance run(
      long number,
      @RestQuery @DefaultValue("0") int run,
      @RestQuery @DefaultValue("0") int step,
      @RestQuery @DefaultValue("1") int rows) {
    return Templates.run(pages.page(number, new Selection(run, step, rows), Optional.empty()));
  }

  @CheckedTemplate(basePath = "run")
  static class Templates {
    private Templates() {}

    static native TemplateInstance run(RunPageView view);
  }
}
