package dev.waymark.server.question;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.waymark.runbooks.draw.Heat;
import dev.waymark.server.question.EntryMemory.Coverage;
import dev.waymark.server.question.EntryMemory.Step;
import dev.waymark.server.question.EntryMemory.Untested;
import dev.waymark.server.question.EntryMemory.Way;
import dev.waymark.server.store.NamedStatement;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Remembers at an entry, and at each of its steps, what happened there before. */
@ApplicationScoped
public class EntryMemories {
  /** Far more steps than people stand at; a forgotten one is asked for again. */
  private static final int MOST_STEPS = 5_000;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final String VISITS =
      """
      from fact_visit v join fact_node n on n.id = v.node join fact_entry e on e.id = n.entry
        join fact_edge b on b.id = v.edge
      """;

  private static final String WAYS =
      """
      select n.node, b.condition, b.label, b.to_node, count(*) as times,
        count(*) filter (where v.overridden) as overriding
      """
          + VISITS
          + "where e.entry_id = ? and not v.drill";

  private static final String GROUPED =
      " group by n.node, b.condition, b.label, b.to_node, b.id order by n.node, times desc, b.id";

  private static final String BRANCHES =
      """
      select n.node, n.title, b.label, b.tested
      from fact_edge b join fact_node n on n.id = b.node join fact_entry e on e.id = n.entry
      where e.entry_id = ? and e.served and n.served and b.served
      order by b.id
      """;

  private static final String BEFORE =
      NamedStatement.ofResource("/waymark/question/before.sql").sql();

  private static final String TAKEN =
      NamedStatement.ofResource("/waymark/question/taken.sql").sql();

  private final ReviewQueries queries;
  private final Cache<Place, Optional<Before>> lines;

  EntryMemories(ReviewQueries queries, QuestionConfig config) {
    this.queries = queries;
    this.lines =
        Caffeine.newBuilder()
            .maximumSize(MOST_STEPS)
            .expireAfterWrite(config.refresh().isNegative() ? Duration.ZERO : config.refresh())
            .build();
  }

  /** What happened at a step, in a line; how often, and in which incident last. */
  private record Before(String line, long times, long incident) {}

  /** A step of an entry. */
  private record Place(String entry, String node) {}

  /** What is remembered of an entry; little of one that nobody has walked. */
  public EntryMemory of(String entry) {
    Map<String, @Nullable Object> last =
        queries
            .rows(
                "select max(f.resolved_at) as success,"
                    + " max(f.ended_at) filter (where not f.covered) as failure"
                    + " from fact_incident f join fact_entry e on e.id = f.entry"
                    + " where e.entry_id = ? and not f.drill",
                List.of(entry))
            .get(0)
            .values();
    return new EntryMemory(
        entry,
        instant(last.get("success")),
        instant(last.get("failure")),
        ways(WAYS + GROUPED, entry),
        steps(entry),
        ways(
            WAYS
                + " and v.incident in (select incident from fact_incident where not covered)"
                + " and (b.kind = 'ESCALATE'"
                + " or (b.kind = 'END' and b.label = 'not-covered' and n.kind <> 'ESCALATION')"
                + " or exists (select from fact_node t where t.entry = n.entry"
                + " and t.node = b.to_node and b.to_entry = '' and t.kind = 'ESCALATION'))"
                + GROUPED,
            entry),
        coverage(entry));
  }

  /** How often each way on was taken in real incidents, or in drills. */
  public List<Heat.Taken> taken(String entry, boolean drills) {
    return queries.rows(TAKEN, List.of(entry, drills)).stream()
        .map(ReviewQueries.Row::values)
        .map(
            row ->
                new Heat.Taken(
                    text(row.get("node")),
                    text(row.get("leads_to")),
                    text(row.get("condition")),
                    number(row.get("times")),
                    text(row.get("title")) + " → " + text(row.get("label"))))
        .toList();
  }

  private Coverage coverage(String entry) {
    List<Map<String, @Nullable Object>> branches =
        queries.rows(BRANCHES, List.of(entry)).stream().map(ReviewQueries.Row::values).toList();
    return new Coverage(
        branches.stream().allMatch(row -> row.get("tested") != null),
        branches.size(),
        branches.stream()
            .filter(row -> Boolean.FALSE.equals(row.get("tested")))
            .map(
                row ->
                    new Untested(
                        text(row.get("node")), text(row.get("title")), text(row.get("label"))))
            .toList());
  }

  /**
   * What happened at a step before, in one line. Of real incidents if there was one, and else of
   * drills; empty if nobody ever left the step. What is folded later is seen later, so that a step
   * that many have seen is counted once for all who stand there.
   *
   * @param incident where it is asked: that it alone has seen the step is no news there
   */
  public Optional<String> before(String entry, String node, long incident) {
    return before(new Place(entry, node))
        .filter(before -> before.times() > 1 || before.incident() != incident)
        .map(Before::line);
  }

  private Optional<Before> before(Place place) {
    Optional<Before> known = lines.getIfPresent(place);
    if (known != null) {
      return known;
    }
    Optional<Before> line =
        queries.rows(BEFORE, List.of(place.entry(), place.node())).stream()
            .findFirst()
            .map(ReviewQueries.Row::values)
            .map(
                row ->
                    new Before(line(row), number(row.get("total")), number(row.get("incident"))));
    lines.put(place, line);
    return line;
  }

  private static String line(Map<String, @Nullable Object> row) {
    long total = number(row.get("total"));
    long times = number(row.get("times"));
    String seen =
        (total == 1 ? "Seen once" : "Seen " + total + " times")
            + (Boolean.TRUE.equals(row.get("drill")) ? " in drills" : "");
    return "%s; %s took “%s”, last on %s in #%d."
        .formatted(
            seen,
            times == total ? total == 1 ? "it" : "all" : Long.toString(times),
            row.get("label"),
            instant(row.get("last")).map(DAY::format).orElse("an unknown day"),
            number(row.get("incident")));
  }

  private List<Way> ways(String sql, String entry) {
    return queries.rows(sql, List.of(entry)).stream()
        .map(ReviewQueries.Row::values)
        .map(
            row ->
                new Way(
                    text(row.get("node")),
                    text(row.get("condition")),
                    text(row.get("label")),
                    text(row.get("to_node")),
                    number(row.get("times")),
                    number(row.get("overriding"))))
        .toList();
  }

  private List<Step> steps(String entry) {
    return queries
        .rows(
            "select n.node, n.title, count(*) as visits,"
                + " percentile_cont(0.5) within group (order by v.seconds) as median "
                + VISITS
                + "where e.entry_id = ? and not v.drill and v.seconds is not null"
                + " group by n.node, n.title order by n.node",
            List.of(entry))
        .stream()
        .map(ReviewQueries.Row::values)
        .map(
            row ->
                new Step(
                    text(row.get("node")),
                    text(row.get("title")),
                    number(row.get("visits")),
                    row.get("median") instanceof Number median ? median.doubleValue() : 0))
        .toList();
  }

  private static Optional<Instant> instant(@Nullable Object value) {
    return value instanceof Instant time ? Optional.of(time) : Optional.empty();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static long number(@Nullable Object value) {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
