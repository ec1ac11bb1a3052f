package dev.waymark.bench;

import java.util.Random;

/**
 * Texts of the length of a note or a step, whose words are as unevenly frequent as those of a
 * language: the word of rank r is there about 1/r as often as the first.
 */
final class GeneratedNotes {
  private static final int VOCABULARY = 20_000;
  private static final int SHORTEST = 60;
  private static final int LENGTHS = 41;

  private final Random random;

  GeneratedNotes(long seed) {
    this.random = new Random(seed);
  }

  /** The word of a rank, from 1; its stem is the same. */
  static String word(int rank) {
    StringBuilder word = new StringBuilder("w");
    for (int rest = rank; rest > 0; rest /= 21) {
      word.append("bcdfghjklmnpqrtvwxzou".charAt(rest % 21));
    }
    return word.append("um").toString();
  }

  String next() {
    int length = SHORTEST + random.nextInt(LENGTHS);
    StringBuilder text = new StringBuilder(length * 7);
    for (int i = 0; i < length; i++) {
      int rank = (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY));
      text.append(i == 0 ? "" : " ").append(word(rank));
    }
    return text.toString();
  }
}
