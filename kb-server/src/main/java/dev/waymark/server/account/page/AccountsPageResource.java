package dev.waymark.server.account.page;

import dev.waymark.server.account.Account;
import dev.waymark.server.account.Accounts;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.NotByToken;
import dev.waymark.server.account.OneTimeLink;
import dev.waymark.server.account.Role;
import dev.waymark.server.account.page.AccountsView.Line;
import dev.waymark.server.account.page.AccountsView.Link;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.web.Moments;
import dev.waymark.server.web.SafeReturn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** The accounts, and what an administrator does with them. */
@Path("/accounts")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.ADMINISTER)
public class AccountsPageResource {
  private static final Problem UNKNOWN_ROLE =
      Problem.invalid("There is no such role.", "Choose one of the roles in the list.");

  private final Accounts accounts;
  private final CurrentUser user;
  private final Moments moments;
  private final UriInfo uri;

  AccountsPageResource(Accounts accounts, CurrentUser user, Moments moments, UriInfo uri) {
    this.accounts = accounts;
    this.user = user;
    this.moments = moments;
    this.uri = uri;
  }

  @GET
  public TemplateInstance list() {
    return page(Optional.empty(), Optional.empty());
  }

  @POST
  @NotByToken
  public Response create(
      @RestForm @DefaultValue("") String name,
      @RestForm @DefaultValue("") String displayName,
      @RestForm @DefaultValue("") String role) {
    return showLink(
        Role.ofLabel(role)
            .map(chosen -> accounts.create(name, displayName, chosen, user.actor()))
            .orElseGet(() -> Result.refused(UNKNOWN_ROLE)));
  }

  @POST
  @NotByToken
  @Path("{name}/link")
  public Response newLink(String name) {
    return showLink(accounts.resetPassword(name, user.actor()));
  }

  @POST
  @NotByToken
  @Path("{name}/role")
  public Response changeRole(String name, @RestForm @DefaultValue("") String role) {
    return showList(
        Role.ofLabel(role)
            .map(chosen -> accounts.changeRole(name, chosen, user.actor()))
            .orElseGet(() -> Result.refused(UNKNOWN_ROLE)));
  }

  @POST
  @NotByToken
  @Path("{name}/disable")
  public Response disable(String name) {
    return showList(accounts.disable(name, user.actor()));
  }

  @POST
  @NotByToken
  @Path("{name}/enable")
  public Response enable(String name) {
    return showList(accounts.enable(name, user.actor()));
  }

  private Response showList(Result<Account> result) {
    if (result instanceof Result.Refused<Account> refused) {
      return refuse(refused.problem());
    }
    return Response.seeOther(SafeReturn.to(Optional.of("/accounts"))).build();
  }

  /** Without a redirect, since the link is known only now. */
  private Response showLink(Result<OneTimeLink> result) {
    if (result instanceof Result.Refused<OneTimeLink> refused) {
      return refuse(refused.problem());
    }
    OneTimeLink link = result.orThrow();
    String address = uri.getBaseUri().resolve(link.path()).toString();
    return Response.ok(
            page(
                Optional.of(new Link(link.account(), address, moments.of(link.expiresAt()))),
                Optional.empty()))
        .build();
  }

  private Response refuse(Problem problem) {
    return Response.status(problem.kind().status())
        .entity(page(Optional.empty(), Optional.of(problem)))
        .build();
  }

  private TemplateInstance page(Optional<Link> link, Optional<Problem> problem) {
    return Templates.accounts(
        new AccountsView(
            accounts.list().stream().map(this::line).toList(),
            Arrays.stream(Role.values()).map(Role::label).toList(),
            link,
            problem));
  }

  private Line line(Account account) {
    return new Line(
        account.name(),
        account.displayName(),
        account.role().label(),
        account.active(),
        account.passwordSet(),
        account.name().equals(user.getName()),
        moments.of(account.createdAt()));
  }

  @CheckedTemplate(basePath = "account")
  static class Templates {
    private Templates() {}

    static native TemplateInstance accounts(AccountsView view);
  }
}
