package dev.waymark.server.account.page;

import dev.waymark.server.account.Account;
import dev.waymark.server.account.Accounts;
import dev.waymark.server.account.ApiToken;
import dev.waymark.server.account.ApiTokens;
import dev.waymark.server.account.Client;
import dev.waymark.server.account.CurrentUser;
import dev.waymark.server.account.DeviceCookie;
import dev.waymark.server.account.NewToken;
import dev.waymark.server.account.NotByToken;
import dev.waymark.server.account.Role;
import dev.waymark.server.account.Session;
import dev.waymark.server.account.Sessions;
import dev.waymark.server.account.TokenScope;
import dev.waymark.server.account.page.OwnView.Choice;
import dev.waymark.server.account.page.OwnView.Failed;
import dev.waymark.server.account.page.OwnView.From;
import dev.waymark.server.account.page.OwnView.Made;
import dev.waymark.server.account.page.OwnView.SessionLine;
import dev.waymark.server.account.page.OwnView.TokenLine;
import dev.waymark.server.audit.FailedAttempts;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.web.Moments;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Somebody's own page: password, sessions, tokens, and who tried to sign in as them. */
@Path("/account")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Role.VIEW)
public class OwnPageResource {
  private static final String PAGE = "/account";

  private final Accounts accounts;
  private final Sessions sessions;
  private final ApiTokens tokens;
  private final CurrentUser user;
  private final DeviceCookie device;
  private final Moments moments;
  private final HttpServerRequest request;

  OwnPageResource(
      Accounts accounts,
      Sessions sessions,
      ApiTokens tokens,
      CurrentUser user,
      DeviceCookie device,
      Moments moments,
      HttpServerRequest request) {
    this.accounts = accounts;
    this.sessions = sessions;
    this.tokens = tokens;
    this.user = user;
    this.device = device;
    this.moments = moments;
    this.request = request;
  }

  /** What a change leads back with. */
  private enum Done {
    PASSWORD("The password is changed. All other sessions have ended; your tokens go on working."),
    SESSIONS("It has ended: that browser has to sign in again."),
    TOKEN("The token is revoked: what used it is refused from now on."),
    ATTEMPTS("Noted. You are told of attempts that fail from now on.");

    private final String words;

    Done(String words) {
      this.words = words;
    }

    static Optional<String> words(String name) {
      return Arrays.stream(values())
          .filter(done -> done.name().equals(name))
          .map(done -> done.words)
          .findFirst();
    }
  }

  @GET
  public TemplateInstance show(@RestQuery @DefaultValue("") String done) {
    return page(Optional.empty(), Done.words(done), Optional.empty(), "");
  }

  @POST
  @Path("password")
  @NotByToken
  public Response changePassword(
      @RestForm @DefaultValue("") String present, @RestForm @DefaultValue("") String password) {
    Result<String> changed =
        sessions.changePassword(
            user.getName(), user.session(), present, password, Client.of(request));
    if (changed instanceof Result.Refused<String> refused) {
      return refuse(refused.problem(), "");
    }
    return Response.fromResponse(back(Done.PASSWORD)).cookie(device.of(changed.orThrow())).build();
  }

  @POST
  @Path("sessions/{id: \\d{1,18}}/end")
  @NotByToken
  public Response endSession(long id) {
    Result<Integer> ended = sessions.end(user.getName(), id);
    return ended instanceof Result.Refused<Integer> refused
        ? refuse(refused.problem(), "")
        : back(Done.SESSIONS);
  }

  @POST
  @Path("sessions/end-others")
  @NotByToken
  public Response endOtherSessions() {
    sessions.endOthers(user.getName(), user.session());
    return back(Done.SESSIONS);
  }

  /** Without a redirect, since the token is known only now. */
  @POST
  @Path("tokens")
  @NotByToken
  public Response makeToken(
      @RestForm @DefaultValue("") String label,
      @RestForm @DefaultValue("") String scope,
      @RestForm @DefaultValue("") String days) {
    Result<NewToken> made =
        TokenScope.ofLabel(scope)
            .map(chosen -> tokens.create(user.getName(), label, chosen, number(days)))
            .orElseGet(
                () ->
                    Result.refused(
                        Problem.invalid(
                            "There is no such scope.", "Choose one of the scopes in the list.")));
    if (made instanceof Result.Refused<NewToken> refused) {
      return refuse(refused.problem(), label);
    }
    NewToken token = made.orThrow();
    return Response.ok(
            page(
                Optional.of(new Made(label, token.token(), moments.of(token.expiresAt()))),
                Optional.empty(),
                Optional.empty(),
                ""))
        .build();
  }

  @POST
  @Path("tokens/{id: \\d{1,18}}/revoke")
  @NotByToken
  public Response revokeToken(long id) {
    Result<String> revoked = tokens.revoke(user.getName(), id);
    return revoked instanceof Result.Refused<String> refused
        ? refuse(refused.problem(), "")
        : back(Done.TOKEN);
  }

  @POST
  @Path("attempts")
  @NotByToken
  public Response acknowledgeAttempts() {
    sessions.acknowledge(user.getName());
    return back(Done.ATTEMPTS);
  }

  /** A text that isn't a number counts as a number of days that isn't allowed. */
  private static int number(String days) {
    return days.matches("\\d{1,4}") ? Integer.parseInt(days) : 0;
  }

  private static Response back(Done done) {
    return Response.seeOther(URI.create(PAGE + "?done=" + done.name())).build();
  }

  private Response refuse(Problem problem, String label) {
    return FormErrors.reply(
        problem, page(Optional.empty(), Optional.empty(), Optional.of(problem), label));
  }

  private TemplateInstance page(
      Optional<Made> made, Optional<String> done, Optional<Problem> problem, String label) {
    Account account = accounts.find(user.getName()).orElseThrow();
    return Templates.own(
        new OwnView(
            account.name(),
            account.displayName(),
            account.role().label(),
            sessions.failedAttempts(account.name()).map(this::failed),
            sessions.list(account.name()).stream().map(this::line).toList(),
            tokens.list(account.name()).stream().map(this::line).toList(),
            List.of(TokenScope.values()).stream()
                .map(scope -> new Choice(scope.label(), scope.words()))
                .toList(),
            ApiTokens.USUAL_DAYS,
            ApiTokens.MOST_DAYS,
            made,
            done,
            problem,
            label));
  }

  private Failed failed(FailedAttempts attempts) {
    return new Failed(
        attempts.times(),
        moments.of(attempts.since()),
        attempts.most().stream().map(from -> new From(from.address(), from.times())).toList(),
        attempts.addresses() - attempts.most().size());
  }

  private SessionLine line(Session session) {
    return new SessionLine(
        session.id(),
        session.browser(),
        user.session().equals(Optional.of(session.id())),
        session.address().orElse(""),
        moments.of(session.createdAt()),
        moments.of(session.lastUsedAt().orElse(session.createdAt())));
  }

  private TokenLine line(ApiToken token) {
    return new TokenLine(
        token.id(),
        token.label(),
        token.scope().words(),
        token.address().orElse(""),
        moments.of(token.createdAt()),
        token.lastUsedAt().map(moments::of),
        moments.of(token.expiresAt()));
  }

  @CheckedTemplate(basePath = "account")
  static class Templates {
    private Templates() {}

    static native TemplateInstance own(OwnView view);
  }
}
