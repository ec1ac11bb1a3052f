package dev.waymark.model.source;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The clues of all shapes, found in one pass over a text: a table holds those that begin with two
 * given characters, and few pairs of characters in a text begin one.
 */
final class SecretClues {
  private static final int ASCII = 128;

  private final List<SecretShape> shapes;

  /** By {@link #pair}. */
  private final Clue[][] table = new Clue[ASCII * ASCII][0];

  SecretClues(List<SecretShape> shapes) {
    this.shapes = List.copyOf(shapes);
    for (int i = 0; i < shapes.size(); i++) {
      for (String letters : shapes.get(i).clues()) {
        add(new Clue(letters, i));
      }
    }
  }

  private void add(Clue clue) {
    char first = clue.letters().charAt(0);
    char second = clue.letters().charAt(1);
    for (char one : new char[] {first, Character.toUpperCase(first)}) {
      for (char two : new char[] {second, Character.toUpperCase(second)}) {
        Set<Clue> clues = new LinkedHashSet<>(List.of(table[pair(one, two)]));
        clues.add(clue);
        table[pair(one, two)] = clues.toArray(new Clue[0]);
      }
    }
  }

  private static int pair(char first, char second) {
    return first * ASCII + second;
  }

  /** What the shapes find, shape by shape in their order. */
  List<Secret> find(String text) {
    SortedMap<Integer, SecretSearch> searches = new TreeMap<>();
    char first = ASCII;
    for (int i = 0; i < text.length(); i++) {
      char second = text.charAt(i);
      if (first < ASCII && second < ASCII) {
        for (Clue clue : table[pair(first, second)]) {
          if (clue.standsAt(text, i - 1)) {
            searches
                .computeIfAbsent(clue.shape(), number -> new SecretSearch(shapes.get(number), text))
                .clueStandsAt(i - 1);
          }
        }
      }
      first = second;
    }
    return searches.values().stream().flatMap(search -> search.found().stream()).toList();
  }

  /**
   * Letters that a secret of a shape has.
   *
   * @param letters small ones, which stand for both cases
   * @param shape its number
   */
  private record Clue(String letters, int shape) {
    boolean standsAt(String text, int place) {
      return text.regionMatches(true, place, letters, 0, letters.length());
    }
  }
}
