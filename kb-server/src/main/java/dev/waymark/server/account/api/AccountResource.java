package dev.waymark.server.account.api;

import dev.waymark.server.account.Account;
import dev.waymark.server.account.Accounts;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.NotByToken;
import dev.waymark.server.account.OneTimeLink;
import dev.waymark.server.account.Role;
import dev.waymark.server.api.Api;
import dev.waymark.server.api.RequestValues;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
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

/** Accounts, for administrators. */
@Path(Api.BASE + "/accounts")
@Tag(name = "Accounts")
@RolesAllowed(Role.ADMINISTER)
@Produces(MediaType.APPLICATION_JSON)
class AccountResource {
  private final Accounts accounts;
  private final CurrentUser user;

  AccountResource(Accounts accounts, CurrentUser user) {
    this.accounts = accounts;
    this.user = user;
  }

  /** An account; nothing of its password. */
  record AccountJson(
      String name,
      String displayName,
      String role,
      boolean active,
      boolean passwordSet,
      Instant createdAt) {
    static AccountJson of(Account account) {
      return new AccountJson(
          account.name(),
          account.displayName(),
          account.role().label(),
          account.active(),
          account.passwordSet(),
          account.createdAt());
    }
  }

  /** A link to hand to the account's owner; it is shown this once. */
  record LinkJson(String account, String path, Instant expiresAt) {
    static LinkJson of(OneTimeLink link) {
      return new LinkJson(link.account(), link.path(), link.expiresAt());
    }
  }

  /** Who is to get an account. */
  record NewAccountBody(
      @Nullable String name, @Nullable String displayName, @Nullable String role) {}

  /** Another role. */
  record RoleBody(@Nullable String role) {}

  @GET
  @Operation(summary = "All accounts by name")
  public List<AccountJson> list() {
    return accounts.list().stream().map(AccountJson::of).toList();
  }

  @POST
  @NotByToken
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Create an account; its owner sets the password through the link")
  public Response create(NewAccountBody body) {
    NewAccountBody wanted = RequestValues.required("body", body);
    OneTimeLink link =
        accounts
            .create(
                RequestValues.required("name", wanted.name()),
                Optional.ofNullable(wanted.displayName()).orElse(""),
                RequestValues.role(RequestValues.required("role", wanted.role())),
                user.actor())
            .orThrow();
    return Response.status(Response.Status.CREATED).entity(LinkJson.of(link)).build();
  }

  @POST
  @NotByToken
  @Path("/{name}/role")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Change a role, from the owner's next request on")
  public AccountJson role(@RestPath String name, RoleBody body) {
    String role = RequestValues.required("role", RequestValues.required("body", body).role());
    return AccountJson.of(
        accounts.changeRole(name, RequestValues.role(role), user.actor()).orThrow());
  }

  @POST
  @NotByToken
  @Path("/{name}/disable")
  @Operation(summary = "End all sessions of an account and refuse new ones")
  public AccountJson disable(@RestPath String name) {
    return AccountJson.of(accounts.disable(name, user.actor()).orThrow());
  }

  @POST
  @NotByToken
  @Path("/{name}/enable")
  @Operation(summary = "Let a disabled account sign in again")
  public AccountJson enable(@RestPath String name) {
    return AccountJson.of(accounts.enable(name, user.actor()).orThrow());
  }

  @POST
  @NotByToken
  @Path("/{name}/reset-password")
  @Operation(summary = "Take the password away and give a new one-time link")
  public LinkJson resetPassword(@RestPath String name) {
    return LinkJson.of(accounts.resetPassword(name, user.actor()).orThrow());
  }
}
