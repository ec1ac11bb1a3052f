package dev.waymark.server.account.page;

import dev.waymark.server.account.Account;
import dev.waymark.server.account.Client;
import dev.waymark.server.account.DeviceCookie;
import dev.waymark.server.account.NewSession;
import dev.waymark.server.account.SessionCookie;
import dev.waymark.server.account.Sessions;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import dev.waymark.server.web.SafeReturn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** Where a one-time link leads: its owner sets a password and is signed in. */
@Path("/welcome/{token}")
@Produces(MediaType.TEXT_HTML)
@PermitAll
public class WelcomePageResource {
  private final Sessions sessions;
  private final SessionCookie cookie;
  private final DeviceCookie device;
  private final HttpServerRequest request;

  WelcomePageResource(
      Sessions sessions, SessionCookie cookie, DeviceCookie device, HttpServerRequest request) {
    this.sessions = sessions;
    this.cookie = cookie;
    this.device = device;
    this.request = request;
  }

  @GET
  public Response welcome(String token) {
    return page(token, Optional.empty());
  }

  @POST
  public Response redeem(String token, @RestForm @DefaultValue("") String password) {
    Result<NewSession> result = sessions.redeem(token, password, Client.of(request));
    if (result instanceof Result.Refused<NewSession> refused) {
      return page(token, Optional.of(refused.problem()));
    }
    NewSession session = result.orThrow();
    return Response.seeOther(SafeReturn.to(Optional.empty()))
        .cookie(cookie.of(session), device.of(session.device()))
        .build();
  }

  private Response page(String token, Optional<Problem> problem) {
    Result<Account> owner = sessions.linkOwner(token, Client.of(request));
    if (owner instanceof Result.Refused<Account> refused) {
      return FormErrors.reply(refused.problem(), Templates.deadLink(refused.problem()));
    }
    Account account = owner.orThrow();
    return Response.status(problem.map(found -> found.kind().status()).orElse(200))
        .entity(
            Templates.welcome(
                new WelcomeView(token, account.name(), account.displayName(), problem)))
        .build();
  }

  /**
   * The form behind a one-time link.
   *
   * @param problem why the last try failed
   */
  record WelcomeView(String token, String name, String displayName, Optional<Problem> problem) {}

  @CheckedTemplate(basePath = "account")
  static class Templates {
    private Templates() {}

    static native TemplateInstance welcome(WelcomeView view);

    static native TemplateInstance deadLink(Problem problem);
  }
}
