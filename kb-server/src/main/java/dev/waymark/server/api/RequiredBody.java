package dev.waymark.server.api;

import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;

/** Sees to it that a route which takes JSON gets some: neither nothing nor {@code null}. */
@Provider
public class RequiredBody implements ReaderInterceptor {
  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    Object body = context.proceed();
    if (body == null) {
      throw new ProblemException(
          Problem.invalid("The body is missing.", "Send the JSON that /q/openapi describes."));
    }
    return body;
  }
}
