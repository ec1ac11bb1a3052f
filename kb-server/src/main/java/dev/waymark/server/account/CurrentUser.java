package dev.waymark.server.account;

import dev.waymark.model.incident.Actor;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Who sends the request; {@code {inject:user}} in templates. */
@RequestScoped
@Named("user")
public class CurrentUser {
  /** Attributes of an identity(). */
  static final String PROOF = "proof";

  static final String SESSION = "session";
  static final String FAILED_ATTEMPTS = "failedAttempts";

  /** When the store said who it is; only if it can't be asked now. */
  static final String CHECKED_AT = "checkedAt";

  /** Far longer than the store takes to say who it is, or that it can't. */
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final CurrentIdentityAssociation association;

  CurrentUser(CurrentIdentityAssociation association) {
    this.association = association;
  }

  public boolean isSignedIn() {
    return !identity().isAnonymous();
  }

  /** When it was last known for sure who it is; empty if it is known now. */
  public Optional<Instant> checkedAt() {
    return Optional.ofNullable(identity().<Instant>getAttribute(CHECKED_AT));
  }

  private SecurityIdentity identity() {
    return association.getDeferredIdentity().await().atMost(PATIENCE);
  }

  /** The account's name. */
  public String getName() {
    return identity().getPrincipal().getName();
  }

  /** As events record it. */
  public Actor actor() {
    return Actor.person(getName());
  }

  /** The session that sends the request; none if a program does. */
  public Optional<Long> session() {
    return Optional.ofNullable(identity().getAttribute(SESSION));
  }

  /** How many failed attempts the owner of the account is still to be told of. */
  public long getFailedAttempts() {
    return Optional.<Long>ofNullable(identity().getAttribute(FAILED_ATTEMPTS)).orElse(0L);
  }

  /** By what the request has shown who sends it. */
  Optional<AuthenticationMethod> proof() {
    return Optional.ofNullable(identity().getAttribute(PROOF));
  }

  public boolean may(Role role) {
    return identity().hasRole(role.label());
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
