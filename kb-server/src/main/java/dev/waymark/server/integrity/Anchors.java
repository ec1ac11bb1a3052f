package dev.waymark.server.integrity;

import dev.waymark.server.problem.Result;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All heads that were ever anchored, by the log that they belong to. */
public final class Anchors {
  /** The branch of the content repository that holds them. */
  public static final String BRANCH = "waymark/record";

  public static final Anchors NONE = new Anchors(List.of(), List.of());

  private final Map<String, NavigableMap<Integer, Anchor>> byLog = new HashMap<>();
  private final List<String> unreadable;
  private Optional<Instant> first = Optional.empty();
  private Optional<Instant> last = Optional.empty();

  private Anchors(Collection<Anchor> anchors, List<String> unreadable) {
    this.unreadable = List.copyOf(unreadable);
    for (Anchor anchor : anchors) {
      byLog
          .computeIfAbsent(anchor.log(), log -> new TreeMap<>())
          .putIfAbsent(anchor.sequence(), anchor);
      first = first.filter(at -> !at.isAfter(anchor.at())).or(() -> Optional.of(anchor.at()));
      last = last.filter(at -> !at.isBefore(anchor.at())).or(() -> Optional.of(anchor.at()));
    }
  }

  public static Anchors of(Collection<Anchor> anchors) {
    return new Anchors(anchors, List.of());
  }

  /** Those that the files of the branch hold. */
  public static Result<Anchors> of(Result<Map<String, String>> files) {
    return files.map(Anchors::read);
  }

  /**
   * Those that some files hold.
   *
   * @param files texts by their paths; only those below {@code anchors/} count
   */
  static Anchors read(Map<String, String> files) {
    List<Anchor> anchors = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    new TreeMap<>(files)
        .forEach(
            (path, text) -> {
              if (!path.startsWith(AnchorFiles.FOLDER)) {
                return;
              }
              int number = 0;
              for (String line : text.lines().toList()) {
                number++;
                Optional<Anchor> anchor = Anchor.read(line);
                anchor.ifPresent(anchors::add);
                if (anchor.isEmpty()) {
                  unreadable.add("line " + number + " of " + path);
                }
              }
            });
    return new Anchors(anchors, unreadable);
  }

  /** The anchors of a log by the numbers of their events. */
  NavigableMap<Integer, Anchor> of(String log) {
    return byLog.getOrDefault(log, Collections.emptyNavigableMap());
  }

  /** The last anchor of each log. */
  List<Anchor> heads() {
    return byLog.values().stream().map(log -> log.lastEntry().getValue()).toList();
  }

  /** Lines that say nothing, such as {@code line 3 of anchors/2026-11-30.txt}. */
  List<String> unreadable() {
    return unreadable;
  }

  /** Since when heads are anchored. */
  public Optional<Instant> first() {
    return first;
  }

  /** When heads were anchored last. */
  public Optional<Instant> last() {
    return last;
  }
}
