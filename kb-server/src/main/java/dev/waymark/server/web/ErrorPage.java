package dev.waymark.server.web;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemPage;
import dev.waymark.server.problem.SentForm;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Says calmly what went wrong and what to do. */
@ApplicationScoped
class ErrorPage implements ProblemPage {
  /** What the pages put into their forms by themselves. */
  private static final Set<String> OF_PAGES =
      Set.of(
          "alert",
          "back",
          "base",
          "csrf",
          "done",
          "index",
          "key",
          "revision",
          "scenario",
          "seen",
          "visit");

  @Override
  public String render(Problem problem, HttpServerRequest request, Optional<SentForm> form) {
    Preferences look =
        Optional.ofNullable(request.getCookie(Preferences.COOKIE))
            .map(Cookie::getValue)
            .map(Preferences::ofCookie)
            .orElse(Preferences.DEFAULT);
    return Templates.error(
            new ErrorView(
                problem,
                look.theme().label(),
                look.keys() ? "on" : "off",
                form.map(sent -> new FormView(sent.action(), fields(sent))),
                problem
                    .retryAfterSeconds()
                    .filter(wait -> request.method().equals(HttpMethod.GET))))
        .render();
  }

  private static List<FieldView> fields(SentForm form) {
    return form.fields().stream()
        .map(
            field ->
                new FieldView(
                    field.name(),
                    label(field.name()),
                    field.value(),
                    OF_PAGES.contains(field.name()) || field.value().isBlank()))
        .toList();
  }

  /** {@code parameter.window} and {@code handOver} as words. */
  private static String label(String name) {
    String words =
        name.substring(name.lastIndexOf('.') + 1)
            .replaceAll("([a-z])([A-Z])", "$1 $2")
            .replaceAll("[-_]+", " ")
            .toLowerCase(Locale.ROOT);
    return words.isEmpty()
        ? name
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /**
   * The page.
   *
   * @param refresh seconds after which it asks again by itself
   */
  record ErrorView(
      Problem problem,
      String theme,
      String keys,
      Optional<FormView> form,
      Optional<String> refresh) {}

  /** A form that can be sent again. */
  record FormView(String action, List<FieldView> fields) {}

  /**
   * A field of it.
   *
   * @param hidden whether there is nothing in it that a person wrote
   */
  record FieldView(String name, String label, String value, boolean hidden) {}

  @CheckedTemplate(basePath = "shell")
  static class Templates {
    private Templates() {}

    static native TemplateInstance error(ErrorView view);
  }
}
