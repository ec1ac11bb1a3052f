package dev.waymark.server.account;

import dev.waymark.model.incident.Actor;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.Comparator;

/** Who sends the request; {@code {inject:user}} in templates. */
@RequestScoped
@Named("user")
public class CurrentUser {
  private final SecurityIdentity identity;

  CurrentUser(SecurityIdentity identity) {
    this.identity = identity;
  }

  public boolean isSignedIn() {
    return !identity.isAnonymous();
  }

  /** The account's name. */
  public String getName() {
    return identity.getPrincipal().getName();
  }

  /** As events record it. */
  public Actor actor() {
    return Actor.person(getName());
  }

  public boolean may(Role role) {
    return identity.hasRole(role.label());
  }

  /** The highest role. */
  public Role role() {
    return Arrays.stream(Role.values())
        .filter(this::may)
        .max(Comparator.naturalOrder())
        .orElse(Role.VIEWER);
  }

  public boolean isResponder() {
    return may(Role.RESPONDER);
  }

  public boolean isAuthor() {
    return may(Role.AUTHOR);
  }

  public boolean isAdministrator() {
    return may(Role.ADMINISTRATOR);
  }
}
