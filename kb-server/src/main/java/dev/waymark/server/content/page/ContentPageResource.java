package dev.waymark.server.content.page;

import dev.waymark.server.account.Role;
import dev.waymark.server.audit.AuditAction;
import dev.waymark.server.audit.Audited;
import dev.waymark.server.content.Content;
import dev.waymark.server.content.ContentCommit;
import dev.waymark.server.content.ContentState;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.web.Moments;
import dev.waymark.server.web.SafeReturn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Where the entries come from, and whether the newest are served. */
@Path("/content")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEW)
public class ContentPageResource {
  private final Content content;
  private final Catalog catalog;
  private final Moments moments;

  ContentPageResource(Content content, Catalog catalog, Moments moments) {
    this.content = content;
    this.catalog = catalog;
    this.moments = moments;
  }

  @GET
  public TemplateInstance show() {
    ContentState state = content.state();
    return Templates.content(
        new ContentView(
            words(state.kind()),
            state.source(),
            state.branch(),
            state.served().map(this::commit),
            state.newest().map(this::commit),
            state.served().equals(state.newest()),
            state.kind() != ContentState.Kind.BUNDLED,
            state.synced().map(moments::of),
            state.trouble(),
            state.warnings(),
            catalog.heldBack().stream()
                .map(card -> new ContentView.Line(card.id(), card.title()))
                .toList(),
            catalog.size()));
  }

  @POST
  @Path("sync")
  @Audited(AuditAction.CONTENT_SYNCED)
  @RolesAllowed(Role.ADMINISTER)
  public Response sync() {
    content.sync();
    return Response.seeOther(SafeReturn.to(Optional.of("/content"))).build();
  }

  private ContentView.Commit commit(ContentCommit commit) {
    return new ContentView.Commit(
        commit.id(), commit.shortId(), commit.author(), moments.of(commit.at()), commit.subject());
  }

  private static String words(ContentState.Kind kind) {
    return switch (kind) {
      case BUNDLED -> "The entries that come with Waymark, as they are";
      case FOLDER -> "A folder of this server’s machine";
      case OWN_REPOSITORY -> "The git repository in this server’s data folder";
      case REMOTE_REPOSITORY -> "A git repository elsewhere";
    };
  }

  @CheckedTemplate(basePath = "content")
  static class Templates {
    private Templates() {}

    static native TemplateInstance content(ContentView view);
  }
}
