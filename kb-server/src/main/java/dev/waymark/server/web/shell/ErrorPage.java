package dev.waymark.server.web.shell;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemPage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Says calmly what went wrong and what to do. */
@ApplicationScoped
class ErrorPage implements ProblemPage {

  @Override
  public String render(Problem problem, HttpServerRequest request) {
    Preferences look =
        Optional.ofNullable(request.getCookie(Preferences.COOKIE))
            .map(Cookie::getValue)
            .map(Preferences::ofCookie)
            .orElse(Preferences.DEFAULT);
    return Templates.error(problem, look.theme().label(), look.keys() ? "on" : "off").render();
  }

  @CheckedTemplate(basePath = "shell")
  static class Templates {
    private Templates() {}

    static native TemplateInstance error(Problem problem, String theme, String keys);
  }
}
