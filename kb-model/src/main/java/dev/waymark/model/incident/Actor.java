package dev.waymark.model.incident;

import static java.util.Objects.requireNonNull;

/**
 * Who did something.
 *
 * @param name of the account, or of the part of the engine
 */
public record Actor(Kind kind, String name) {
  /** What did it if nobody did. */
  public static final Actor ENGINE = new Actor(Kind.ENGINE, "engine");

  public Actor {
    requireNonNull(kind);
    requireNonNull(name);
  }

  public static Actor person(String name) {
    return new Actor(Kind.PERSON, name);
  }

  /** A person or a machine. */
  public enum Kind {
    PERSON,
    ENGINE
  }
}
