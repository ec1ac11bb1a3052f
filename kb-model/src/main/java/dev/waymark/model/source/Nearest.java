package dev.waymark.model.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that an author probably meant. */
public final class Nearest {
  private static final int LONGEST = 80;

  private Nearest() {}

  /**
   * The known name that is most like the written one; empty where none is like it. Upper and lower
   * case count little, and of equally near names the first in alphabetical order wins.
   */
  public static Optional<String> to(String written, Collection<String> known) {
    String wanted = written.toLowerCase(Locale.ROOT);
    if (wanted.length() > LONGEST) {
      return Optional.empty();
    }
    int allowed = wanted.length() / 3;
    return known.stream()
        .filter(name -> Math.abs(name.length() - wanted.length()) <= allowed)
        .map(name -> new Candidate(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
        .filter(candidate -> candidate.distance <= allowed)
        .min(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .map(Candidate::name);
  }

  /** As {@link #to}, put as a question that a hint may begin with. */
  public static Optional<String> question(String written, Collection<String> known) {
    return to(written, known).map(name -> "Did you mean " + name + "?");
  }

  private record Candidate(String name, int distance) {}

  /** Letters to insert, delete, replace or swap with a neighbour. */
  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] next = new int[b.length() + 1];
      next[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        next[j] = Math.min(replaced, 1 + Math.min(last[j], next[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          next[j] = Math.min(next[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = next;
    }
    return last[b.length()];
  }
}
