package dev.waymark.server.run.api;

import dev.waymark.server.api.Api;
import dev.waymark.server.http.LargeBody;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/**
 * Inputs to runs, by program and by form: an answer that people paste has up to 1 MiB, and a form
 * or JSON writes many of its characters with several bytes.
 */
@ApplicationScoped
class PastedAnswerBodies implements LargeBody {
  private static final Pattern ROUTES =
      Pattern.compile(Api.BASE + "/runs/[^/]+/inputs|/incidents/[^/]+/answer");

  @Override
  public boolean isAt(String path) {
    return ROUTES.matcher(path).matches();
  }
}
