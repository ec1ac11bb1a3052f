package dev.waymark.server.content.api;

import dev.waymark.server.account.Role;
import dev.waymark.server.api.Api;
import dev.waymark.server.audit.AuditAction;
import dev.waymark.server.audit.Audited;
import dev.waymark.server.content.Content;
import dev.waymark.server.content.ContentHook;
import dev.waymark.server.content.ContentState;
import dev.waymark.server.entry.Catalog;
import dev.waymark.server.entry.EntryCard;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import dev.waymark.server.webhook.Webhook;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Where the entries come from, and how they are brought up to date. */
@Path(Api.BASE + "/content")
@Tag(name = "Content")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
class ContentResource {
  private final Content content;
  private final Catalog catalog;
  private final ContentHook hook;

  ContentResource(Content content, Catalog catalog, ContentHook hook) {
    this.content = content;
    this.catalog = catalog;
    this.hook = hook;
  }

  @GET
  @Operation(summary = "Which commit of which repository is served, and what is in its way")
  public ContentJson state() {
    return json(content.state());
  }

  @POST
  @Path("/sync")
  @Audited(AuditAction.CONTENT_SYNCED)
  @RolesAllowed(Role.ADMINISTER)
  @Operation(summary = "Look for new content now; the reply comes when it is served")
  public ContentJson sync() {
    return json(content.sync());
  }

  @POST
  @Path("/hook")
  @PermitAll
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Look for new content soon, for webhooks",
      description =
          "Proven by a signature as GitHub makes it, a token as GitLab sends it, a bearer token or a"
              + " password: see docs/content.md.")
  public Response hook(@Context HttpHeaders headers, byte @Nullable [] body) {
    Webhook.Proof proof =
        new Webhook.Proof(
            header(headers, Webhook.SIGNATURE),
            header(headers, Webhook.TOKEN),
            header(headers, HttpHeaders.AUTHORIZATION));
    if (!hook.isGenuine(proof, body == null ? new byte[0] : body)) {
      throw new ProblemException(
          new Problem(
              Problem.Kind.FORBIDDEN,
              "The webhook's secret is wrong or missing, or this server has none.",
              "Put one and the same secret into the forge's settings and into the file that"
                  + " WAYMARK_CONTENT_WEBHOOK_SECRET_FILE names."));
    }
    content.syncSoon();
    return Response.accepted().build();
  }

  private static Optional<String> header(HttpHeaders headers, String name) {
    return Optional.ofNullable(headers.getHeaderString(name));
  }

  private ContentJson json(ContentState state) {
    return ContentJson.of(state, catalog.heldBack().stream().map(EntryCard::id).toList());
  }
}
