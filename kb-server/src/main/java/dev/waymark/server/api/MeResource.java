package dev.waymark.server.api;

import dev.waymark.server.account.Account;
import dev.waymark.server.account.Accounts;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.NewSession;
import dev.waymark.server.account.Role;
import dev.waymark.server.account.Sessions;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The account that sends the request. */
@Path(Api.BASE + "/me")
@Tag(name = "Accounts")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
class MeResource {
  private static final int DAYS = 90;

  private final Accounts accounts;
  private final Sessions sessions;
  private final CurrentUser user;

  MeResource(Accounts accounts, Sessions sessions, CurrentUser user) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.user = user;
  }

  /** What a token is for, and for how many days: 90 unless told, at most 366. */
  record TokenBody(@Nullable String label, @Nullable Integer days) {}

  /** A token, shown this once. */
  record TokenJson(String token, Instant expiresAt) {}

  @GET
  @Operation(summary = "Who I am, and what I may do")
  public AccountResource.AccountJson me() {
    Account account = accounts.find(user.getName()).orElseThrow();
    return AccountResource.AccountJson.of(account);
  }

  @POST
  @Path("/tokens")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make a token with which a program acts for me")
  public Response token(TokenBody body) {
    TokenBody wanted = RequestValues.required("body", body);
    NewSession token =
        sessions
            .createApiToken(
                user.getName(),
                RequestValues.required("label", wanted.label()),
                Duration.ofDays(wanted.days() == null ? DAYS : wanted.days()))
            .orThrow();
    return Response.status(Response.Status.CREATED)
        .entity(new TokenJson(token.token(), token.expiresAt()))
        .build();
  }
}
