package dev.waymark.server.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The keys, for those who read without a script. */
@Path("/help")
@Produces(MediaType.TEXT_HTML)
public class HelpPageResource {

  @GET
  @PermitAll
  public TemplateInstance help() {
    return Templates.help();
  }

  @CheckedTemplate(basePath = "shell")
  static class Templates {
    private Templates() {}

    static native TemplateInstance help();
  }
}
