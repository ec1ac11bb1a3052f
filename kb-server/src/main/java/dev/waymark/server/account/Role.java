package dev.waymark.server.account;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What an account may do; each role may do what the ones before it may. */
public enum Role {
  /** Reads entries and incidents. */
  VIEWER,
  /** Opens incidents and walks them. */
  RESPONDER,
  /** Changes the knowledge base. */
  AUTHOR,
  /** Manages accounts. */
  ADMINISTRATOR;

  /** For {@code @RolesAllowed}. */
  public static final String VIEW = "viewer";

  /** For {@code @RolesAllowed}. */
  public static final String RESPOND = "responder";

  /** For {@code @RolesAllowed}. */
  public static final String WRITE = "author";

  /** For {@code @RolesAllowed}. */
  public static final String ADMINISTER = "administrator";

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> ofLabel(String label) {
    return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
  }

  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /** The labels of this role and those that it includes. */
  public Set<String> included() {
    return Arrays.stream(values())
        .filter(this::includes)
        .map(Role::label)
        .collect(Collectors.toUnmodifiableSet());
  }
}
