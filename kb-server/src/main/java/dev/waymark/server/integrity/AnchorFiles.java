package dev.waymark.server.integrity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How anchors lie in the branch of the content repository that holds nothing else: a line a head,
 * in files by the day, none of them larger than a file of text should be.
 */
final class AnchorFiles {
  static final String FOLDER = "anchors/";

  private static final int MOST_LINES = 5_000;
  private static final String README =
      """
      # Anchors of the record

      Waymark writes here where each log of its incidents ended at some time, so that a record that
      was rewritten in the database is found: `kb verify-record` compares the two. Keep this branch
      out of the reach of those who can write to the database, and forbid to rewrite it.

      Each line of a file below `anchors` is one head: when it was anchored, the number of the
      incident, the number of the run (0 for the incident's own log), what the log is called, the
      number of its last event, and the hash of that event.
      """;

  private AnchorFiles() {}

  /** The files that change where anchors are added to those that are there. */
  static Map<String, String> with(Map<String, String> files, List<Anchor> added, Instant now) {
    Map<String, String> changed = new TreeMap<>();
    if (!files.containsKey("README.md")) {
      changed.put("README.md", README);
    }
    String day = now.toString().substring(0, 10);
    int part = 1;
    int from = 0;
    while (from < added.size()) {
      String before = files.getOrDefault(path(day, part), "");
      int room = (int) (MOST_LINES - before.lines().count());
      if (room > 0) {
        int to = Math.min(added.size(), from + room);
        changed.put(
            path(day, part),
            before
                + added.subList(from, to).stream()
                    .map(anchor -> anchor.line() + "\n")
                    .collect(Collectors.joining()));
        from = to;
      }
      part++;
    }
    return changed;
  }

  private static String path(String day, int part) {
    return FOLDER + day + (part == 1 ? "" : "-" + part) + ".txt";
  }
}
