package dev.waymark.runbooks;

/** How long an attack lasts: {@code -Dwaymark.rounds=full} asks for all of it. */
public final class Rounds {
  private Rounds() {}

  /**
   * How often a test tries.
   *
   * @param few as part of every build
   * @param all as often as is promised
   */
  public static int of(int few, int all) {
    return "full".equals(System.getProperty("waymark.rounds")) ? all : few;
  }
}
