package dev.waymark.model.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the name that an author probably meant. */
public final class Nearest {
  private static final int LONGEST = 80;
  private static final int SHORTEST_PART = 3;
  private static final int MOST = 8;
  private static final int NOTHING = 3;

  private Nearest() {}

  /**
   * The known name that is most like the written one; empty if none is like it. Upper and lower
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

  /**
   * The known names that may be meant, the likeliest first: the one that {@link #to} finds and
   * those that begin as written, or else those of which the written name is a part, or that begin
   * it.
   */
  public static List<String> all(String written, Collection<String> known) {
    String wanted = written.toLowerCase(Locale.ROOT);
    Optional<String> slip = to(written, known);
    int most = wanted.length() < SHORTEST_PART ? -1 : slip.isPresent() ? 0 : NOTHING - 1;
    Stream<String> sharing =
        known.stream()
            .filter(name -> sharing(wanted, name.toLowerCase(Locale.ROOT)) <= most)
            .sorted(
                Comparator.comparingInt(
                        (String name) -> sharing(wanted, name.toLowerCase(Locale.ROOT)))
                    .thenComparingInt(String::length)
                    .thenComparing(Comparator.naturalOrder()));
    return Stream.concat(slip.stream(), sharing).distinct().limit(MOST).toList();
  }

  /** How much a name has in common with what was written: less is more. */
  private static int sharing(String wanted, String name) {
    if (name.startsWith(wanted)) {
      return 0;
    }
    if (name.contains(wanted)) {
      return 1;
    }
    return name.length() >= SHORTEST_PART && wanted.startsWith(name) ? 2 : NOTHING;
  }

  /** What {@link #all} finds, put as a question that a hint may begin with. */
  public static Optional<String> question(String written, Collection<String> known) {
    return question(all(written, known));
  }

  /** The same with the names as code. */
  public static Optional<String> codeQuestion(String written, Collection<String> known) {
    return question(all(written, known).stream().map(name -> "`" + name + "`").toList());
  }

  private static Optional<String> question(List<String> names) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    int last = names.size() - 1;
    String others = last == 0 ? "" : String.join(", ", names.subList(0, last)) + " or ";
    return Optional.of("Did you mean " + others + names.get(last) + "?");
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
