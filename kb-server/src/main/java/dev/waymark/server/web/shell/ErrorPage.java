package dev.waymark.server.web.shell;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemPage;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;

/** Says calmly what went wrong and what to do. */
@ApplicationScoped
class ErrorPage implements ProblemPage {

  @Override
  public String render(Problem problem) {
    return Templates.error(problem).render();
  }

  @CheckedTemplate(basePath = "shell")
  static class Templates {
    private Templates() {}

    static native TemplateInstance error(Problem problem);
  }
}
