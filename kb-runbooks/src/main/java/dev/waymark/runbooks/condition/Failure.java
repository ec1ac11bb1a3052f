package dev.waymark.runbooks.condition;

/**
 * Why a part of an expression has no value.
 *
 * @param reason one short line
 */
record Failure(String reason) {
  static Failure types(String operator) {
    return new Failure("`" + operator + "` can't take values of these types");
  }

  static Failure tooLarge() {
    return new Failure("a number gets too large");
  }
}
