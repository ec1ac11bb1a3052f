package dev.waymark.server.web;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** Changes how pages look, and goes back to the page that asked. */
@Path("/preferences")
public class PreferencesPageResource {
  private static final int A_YEAR = 365 * 24 * 3600;

  @POST
  @PermitAll
  public Response change(
      @CookieParam(Preferences.COOKIE) Optional<String> cookie,
      @RestForm Optional<String> theme,
      @RestForm Optional<String> keys,
      @RestForm Optional<String> times,
      @RestForm Optional<String> back) {
    Preferences before = cookie.map(Preferences::ofCookie).orElse(Preferences.DEFAULT);
    Preferences after =
        new Preferences(
            theme.map(Preferences.Theme::ofLabel).orElse(before.theme()),
            keys.map(value -> !value.equals("off")).orElse(before.keys()),
            times.map(value -> value.equals("local")).orElse(before.localTimes()));
    return Response.seeOther(SafeReturn.to(back))
        .cookie(
            new NewCookie.Builder(Preferences.COOKIE)
                .value(after.toCookie())
                .path("/")
                .maxAge(A_YEAR)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .build())
        .build();
  }
}
