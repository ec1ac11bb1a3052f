package dev.waymark.server.account.api;

import dev.waymark.server.account.Account;
import dev.waymark.server.account.Accounts;
import dev.waymark.server.account.ApiToken;
import dev.waymark.server.account.ApiTokens;
import dev.waymark.server.account.Client;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.NewToken;
import dev.waymark.server.account.NotByToken;
import dev.waymark.server.account.Role;
import dev.waymark.server.account.Sessions;
import dev.waymark.server.account.TokenScope;
import dev.waymark.server.api.Api;
import dev.waymark.server.api.RequestValues;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The account that sends the request. */
@Path(Api.BASE + "/me")
@Tag(name = "Accounts")
@RolesAllowed(Role.VIEW)
@Produces(MediaType.APPLICATION_JSON)
class MeResource {
  private final Accounts accounts;
  private final Sessions sessions;
  private final ApiTokens tokens;
  private final CurrentUser user;
  private final HttpServerRequest request;

  MeResource(
      Accounts accounts,
      Sessions sessions,
      ApiTokens tokens,
      CurrentUser user,
      HttpServerRequest request) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.tokens = tokens;
    this.user = user;
    this.request = request;
  }

  /** The password that I have, and the one that I want. */
  record PasswordBody(@Nullable String present, @Nullable String password) {}

  /**
   * What a token is for, what it may do ({@code read} or {@code role}, which it is unless told),
   * and for how many days: 30 unless told, at most 180.
   */
  record TokenBody(@Nullable String label, @Nullable String scope, @Nullable Integer days) {}

  /** A token, shown this once. */
  record NewTokenJson(String token, Instant expiresAt) {}

  /** A token; nothing of its secret. */
  record TokenJson(
      long id,
      String label,
      String scope,
      Optional<String> lastUsedFrom,
      Instant createdAt,
      Optional<Instant> lastUsedAt,
      Instant expiresAt) {
    static TokenJson of(ApiToken token) {
      return new TokenJson(
          token.id(),
          token.label(),
          token.scope().label(),
          token.address(),
          token.createdAt(),
          token.lastUsedAt(),
          token.expiresAt());
    }
  }

  /** A browser that is signed in. */
  record SessionJson(
      long id,
      String browser,
      boolean present,
      Optional<String> lastUsedFrom,
      Instant createdAt,
      Optional<Instant> lastUsedAt,
      Instant expiresAt) {}

  @GET
  @Operation(summary = "Who I am, and what I may do")
  public AccountResource.AccountJson me() {
    Account account = accounts.find(user.getName()).orElseThrow();
    return AccountResource.AccountJson.of(account);
  }

  @POST
  @Path("/password")
  @NotByToken
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Change my password; all other sessions end")
  public void password(PasswordBody body) {
    PasswordBody wanted = RequestValues.required("body", body);
    sessions
        .changePassword(
            user.getName(),
            user.session(),
            RequestValues.required("present", wanted.present()),
            RequestValues.required("password", wanted.password()),
            Client.of(request))
        .orThrow();
  }

  @GET
  @Path("/sessions")
  @Operation(summary = "The browsers in which I am signed in")
  public List<SessionJson> sessions() {
    Optional<Long> present = user.session();
    return sessions.list(user.getName()).stream()
        .map(
            session ->
                new SessionJson(
                    session.id(),
                    session.browser(),
                    present.equals(Optional.of(session.id())),
                    session.address(),
                    session.createdAt(),
                    session.lastUsedAt(),
                    session.expiresAt()))
        .toList();
  }

  @DELETE
  @Path("/sessions/{id: \\d{1,18}}")
  @NotByToken
  @Operation(summary = "End one of my sessions")
  public void endSession(@RestPath long id) {
    sessions.end(user.getName(), id).orThrow();
  }

  @GET
  @Path("/tokens")
  @Operation(summary = "The tokens with which programs act for me")
  public List<TokenJson> tokens() {
    return tokens.list(user.getName()).stream().map(TokenJson::of).toList();
  }

  @POST
  @Path("/tokens")
  @NotByToken
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make a token with which a program acts for me",
      description = "Needs a password or a session: a token can't make another.")
  public Response token(TokenBody body) {
    TokenBody wanted = RequestValues.required("body", body);
    NewToken token =
        tokens
            .create(
                user.getName(),
                RequestValues.required("label", wanted.label()),
                wanted.scope() == null ? TokenScope.ROLE : scope(wanted.scope()),
                wanted.days() == null ? ApiTokens.USUAL_DAYS : wanted.days())
            .orThrow();
    return Response.status(Response.Status.CREATED)
        .entity(new NewTokenJson(token.token(), token.expiresAt()))
        .build();
  }

  @DELETE
  @Path("/tokens/{id: \\d{1,18}}")
  @NotByToken
  @Operation(summary = "Revoke one of my tokens")
  public void revokeToken(@RestPath long id) {
    tokens.revoke(user.getName(), id).orThrow();
  }

  private static TokenScope scope(String label) {
    return TokenScope.ofLabel(label)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.invalid("`" + label + "` isn't a scope.", "Use `read` or `role`.")));
  }
}
