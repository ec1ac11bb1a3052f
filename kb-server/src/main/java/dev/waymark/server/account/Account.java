package dev.waymark.server.account;

import java.time.Instant;
import java.util.List;

/**
 * Somebody who may sign in.
 *
 * @param name unique, lower case: what is typed to sign in and what stands beside events
 * @param active whether they may sign in now
 * @param passwordSet false until the first one-time link was followed
 */
public record Account(
    String name,
    String displayName,
    Role role,
    boolean active,
    boolean passwordSet,
    Instant createdAt) {

  /** What its owner is called: no good password. */
  List<String> names() {
    return List.of(name, displayName);
  }
}
