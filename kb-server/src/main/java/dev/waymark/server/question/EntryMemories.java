package dev.waymark.server.question;

import dev.waymark.server.question.EntryMemory.Step;
import dev.waymark.server.question.EntryMemory.Way;
import dev.waymark.server.store.ReviewQueries;
import dev.waymark.server.store.ReviewQueries.FoundList;
import jakarta.enterprise.context.ApplicationScoped;
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
  private static final int MOST_INCIDENTS = 20;

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

  private final ReviewQueries queries;

  EntryMemories(ReviewQueries queries) {
    this.queries = queries;
  }

  /** What is remembered of an entry; little of one that nobody has walked. */
  public EntryMemory of(String entry) {
    FoundList found =
        queries.incidents(
            "select f.incident from fact_incident f join fact_entry e on e.id = f.entry"
                + " where e.entry_id = ?",
            List.of(entry),
            MOST_INCIDENTS);
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
        found.incidents().stream().map(Behind.One::of).toList(),
        found.total(),
        instant(last.get("success")),
        instant(last.get("failure")),
        ways(WAYS + GROUPED, entry),
        steps(entry),
        ways(
            WAYS
                + " and v.incident in (select incident from fact_incident where not covered)"
                + " and (b.kind = 'ESCALATE' or exists (select from fact_node t where t.entry = n.entry"
                + " and t.node = b.to_node and b.to_entry = '' and t.kind = 'ESCALATION'))"
                + GROUPED,
            entry));
  }

  /**
   * What happened at a step before, in one line. Of real incidents where there was one, and else of
   * drills; empty where nobody ever left the step.
   */
  public Optional<String> before(String entry, String node) {
    return queries
        .rows(
            "with v as (select v.drill, v.incident, v.opened_at, b.label "
                + VISITS
                + "where e.entry_id = ? and n.node = ?),"
                + " kind as (select not exists (select from v where not drill) as drill)"
                + " select v.drill, v.label, count(*) as times, sum(count(*)) over () as total,"
                + " max(v.opened_at) as last,"
                + " (array_agg(v.incident order by v.opened_at desc, v.incident desc))[1] as incident"
                + " from v join kind on kind.drill = v.drill group by v.drill, v.label"
                + " order by times desc, last desc, v.label limit 1",
            List.of(entry, node))
        .stream()
        .findFirst()
        .map(row -> line(row.values()));
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
