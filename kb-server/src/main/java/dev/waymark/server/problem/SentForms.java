package dev.waymark.server.problem;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Finds the form that a request brought; the accounts bring the one implementation. */
public interface SentForms {
  /** The form, if it came from a page of the sender's own session and holds no password. */
  Optional<SentForm> of(RoutingContext context);
}
