package dev.waymark.server.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Says how much an earlier incident resembles another, and why: points for each thing that they
 * share. The same two incidents always give the same.
 */
final class Resemblance {
  private static final int SAME_CAUSE = 40;
  private static final int SAME_HOST = 25;
  private static final int SAME_ERROR = 20;
  private static final int SAME_ENTRY = 15;
  private static final int SAME_SERVICE = 5;

  /** Of several hosts or errors, each further one adds this. */
  private static final int ANOTHER = 5;

  private static final int MOST_FURTHER = 3;

  /** Most of what comes back does so within this time. */
  private static final int SOON_DAYS = 20;

  private static final int SOON = 10;
  private static final int LATER_DAYS = 90;
  private static final int LATER = 4;

  private Resemblance() {}

  /** A reason and its points. */
  private record Shared(int points, String reason) {}

  /** Empty if they share nothing but the time. */
  static Optional<SimilarIncident> of(IncidentMarks incident, IncidentMarks earlier) {
    List<Shared> shared = new ArrayList<>();
    Set<String> common = new HashSet<>(earlier.marks());
    common.retainAll(new HashSet<>(incident.marks()));
    of(common, ResemblanceMarks.CAUSE)
        .findFirst()
        .ifPresent(cause -> shared.add(new Shared(SAME_CAUSE, "same cause ‘" + cause + "’")));
    several(of(common, ResemblanceMarks.HOST).toList(), SAME_HOST, "same host")
        .ifPresent(shared::add);
    several(of(common, ResemblanceMarks.ERROR).toList(), SAME_ERROR, "shares error text")
        .ifPresent(shared::add);
    if (incident.entry().isPresent() && incident.entry().equals(earlier.entry())) {
      shared.add(new Shared(SAME_ENTRY, "same entry"));
    } else if (incident.service().isPresent() && incident.service().equals(earlier.service())) {
      shared.add(new Shared(SAME_SERVICE, "same service " + incident.service().orElseThrow()));
    }
    if (shared.isEmpty()) {
      return Optional.empty();
    }
    long days = Duration.between(earlier.at(), incident.at()).toDays();
    shared.add(new Shared(recency(days), ago(days)));
    return Optional.of(
        new SimilarIncident(
            earlier.number(),
            earlier.title(),
            earlier.severity(),
            earlier.state(),
            earlier.drill(),
            earlier.at(),
            shared.stream().mapToInt(Shared::points).sum(),
            shared.stream()
                .sorted(Comparator.comparingInt(Shared::points).reversed())
                .map(Shared::reason)
                .toList()));
  }

  private static Stream<String> of(Set<String> marks, String kind) {
    return marks.stream()
        .filter(mark -> mark.startsWith(kind))
        .map(mark -> mark.substring(kind.length()))
        // The longest tells most.
        .sorted(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
  }

  private static Optional<Shared> several(List<String> names, int points, String what) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    int further = names.size() - 1;
    return Optional.of(
        new Shared(
            points + ANOTHER * Math.min(MOST_FURTHER, further),
            what + " ‘" + names.get(0) + "’" + (further > 0 ? " and " + further + " more" : "")));
  }

  private static int recency(long days) {
    if (days <= SOON_DAYS) {
      return SOON;
    }
    return days <= LATER_DAYS ? LATER : 0;
  }

  private static String ago(long days) {
    if (days < 1) {
      return "less than a day before";
    }
    return days == 1 ? "1 day before" : days + " days before";
  }
}
