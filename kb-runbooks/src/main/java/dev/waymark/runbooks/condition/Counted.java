package dev.waymark.runbooks.condition;

/** Numbers with their noun. */
final class Counted {
  private Counted() {}

  static String of(int count, String noun) {
    return count == 1 ? "1 " + noun : count == 0 ? "no " + noun + "s" : count + " " + noun + "s";
  }
}
