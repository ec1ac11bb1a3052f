package dev.waymark.server.audit;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Writes down what is {@link Audited}; what can't be written down isn't granted. */
class AuditedFilter {
  private static final int FIRST_ERROR = 400;

  private final AuditLog log;
  private final SecurityIdentity identity;
  private final ResourceInfo resource;
  private final UriInfo uri;

  @Inject
  AuditedFilter(AuditLog log, SecurityIdentity identity, ResourceInfo resource, UriInfo uri) {
    this.log = log;
    this.identity = identity;
    this.resource = resource;
    this.uri = uri;
  }

  @ServerResponseFilter
  public void record(ContainerResponseContext response) {
    Method method = resource.getResourceMethod();
    Audited audited = method == null ? null : method.getAnnotation(Audited.class);
    if (audited == null || response.getStatus() >= FIRST_ERROR) {
      return;
    }
    log.record(
        audited.value(),
        identity.getPrincipal().getName(),
        uri.getRequestUri().getRawPath(),
        Optional.ofNullable(uri.getRequestUri().getQuery()).orElse(""));
  }
}
