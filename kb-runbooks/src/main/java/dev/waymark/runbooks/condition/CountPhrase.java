package dev.waymark.runbooks.condition;

/** Numbers with their noun. */
final class CountPhrase {
  private CountPhrase() {}

  static String of(int count, String noun) {
    return count == 1 ? "1 " + noun : count == 0 ? "no " + noun + "s" : count + " " + noun + "s";
  }
}
