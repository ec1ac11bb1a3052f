package dev.waymark.sources.live;

import dev.waymark.model.run.BoundQuery;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How long queries took, whatever values were bound into them. Guarded by the lock of {@link
 * LiveQueries}.
 */
final class QueryDurations {
  private static final int MOST = 5_000;
  private static final Duration UNKNOWN = Duration.ofSeconds(5);

  private final Map<String, Duration> remembered =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Duration> eldest) {
          return size() > MOST;
        }
      };

  Duration expected(BoundQuery query) {
    return remembered.getOrDefault(key(query), UNKNOWN);
  }

  /** The newest counts as much as all that went before. */
  void took(BoundQuery query, Duration length) {
    remembered.merge(key(query), length, (before, now) -> before.plus(now).dividedBy(2));
  }

  private static String key(BoundQuery query) {
    return query.kind()
        + query
            .text()
            .lines()
            .dropWhile(line -> line.startsWith("let "))
            .collect(Collectors.joining("\n"));
  }
}
