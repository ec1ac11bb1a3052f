package dev.waymark.server.account.page;

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
import org.jboss.resteasy.reactive.RestQuery;

/** Signing in with a name and a password, and out. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@PermitAll
public class SignInPageResource {
  private final Sessions sessions;
  private final SessionCookie cookie;
  private final DeviceCookie device;
  private final HttpServerRequest request;

  SignInPageResource(
      Sessions sessions, SessionCookie cookie, DeviceCookie device, HttpServerRequest request) {
    this.sessions = sessions;
    this.cookie = cookie;
    this.device = device;
    this.request = request;
  }

  @GET
  @Path("login")
  public TemplateInstance form(@RestQuery @DefaultValue("/") String to) {
    return Templates.signIn(new SignInView("", to, Optional.empty()));
  }

  @POST
  @Path("login")
  public Response signIn(
      @RestForm @DefaultValue("") String name,
      @RestForm @DefaultValue("") String password,
      @RestForm @DefaultValue("/") String to) {
    Result<NewSession> result = sessions.signIn(name, password, Client.of(request));
    if (result instanceof Result.Refused<NewSession> refused) {
      Problem problem = refused.problem();
      return FormErrors.reply(
          problem, Templates.signIn(new SignInView(name, to, Optional.of(problem))));
    }
    NewSession session = result.orThrow();
    return Response.seeOther(SafeReturn.to(Optional.of(to)))
        .cookie(cookie.of(session), device.of(session.device()))
        .build();
  }

  @POST
  @Path("logout")
  public Response signOut() {
    cookie.token().ifPresent(sessions::signOut);
    return Response.seeOther(SafeReturn.to(Optional.of("/login"))).cookie(cookie.cleared()).build();
  }

  /**
   * The sign-in form.
   *
   * @param problem why the last try failed
   */
  record SignInView(String name, String to, Optional<Problem> problem) {}

  @CheckedTemplate(basePath = "account")
  static class Templates {
    private Templates() {}

    static native TemplateInstance signIn(SignInView view);
  }
}
