package dev.waymark.server.search;

import dev.waymark.server.lesson.LessonText;
import dev.waymark.server.search.SearchPage.Found;
import dev.waymark.server.store.Jdbc;
import dev.waymark.server.store.NamedStatement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Documents to be found, and what is asked of them. */
@ApplicationScoped
@Transactional
public class SearchStore {
  /** Of each of five kinds: ranking looks at every one of them. */
  private static final int CANDIDATES = 100;

  /** Of one kind, when only that one is wanted. */
  private static final int CANDIDATES_OF_ONE_KIND = 1_000;

  /** How often a word must be there to count as common. */
  public static final int COMMON = 200;

  private static final NamedStatement RANKED =
      NamedStatement.ofResource("/waymark/search/ranked.sql");

  private static final String SAVE = NamedStatement.ofResource("/waymark/search/save.sql").sql();

  /** What an incident's document was made from: the format, and the time of the last change. */
  private static final String INCIDENT_VERSION =
      "'3.' || (extract(epoch from i.updated_at) * 1000000)::bigint::text";

  private static final String STALE_LESSONS =
      NamedStatement.ofResource("/waymark/search/stale-lessons.sql").sql();

  private static final String MARKS =
      "select incident, title, entry_id, service, severity, state, drill, at, marks"
          + " from search_document ";

  private final Jdbc jdbc;

  SearchStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds documents, or takes them in the place of their earlier versions. */
  public void save(List<SearchDocument> documents) {
    if (documents.isEmpty()) {
      return;
    }
    jdbc.batch(SAVE, documents.stream().map(SearchStore::values).toList());
  }

  private static Object[] values(SearchDocument document) {
    return new Object[] {
      document.kind(),
      document.id(),
      document.version(),
      document.url(),
      document.title(),
      document.entry(),
      document.service(),
      document.severity(),
      document.state(),
      document.incident().isPresent()
          ? Optional.of(document.incident().getAsLong())
          : Optional.empty(),
      document.drill(),
      document.at(),
      document.visibleTo(),
      document.marks().toArray(String[]::new),
      document.words().title(),
      document.words().head(),
      document.words().body(),
      document.body()
    };
  }

  /** The versions of the entries that can be found, by their ids. */
  public Map<String, String> entryVersions() {
    Map<String, String> versions = new HashMap<>();
    jdbc.list(
            "select id, version from search_document where kind = 'ENTRY'",
            row -> Map.entry(row.getString("id"), row.getString("version")))
        .forEach(entry -> versions.put(entry.getKey(), entry.getValue()));
    return versions;
  }

  /** Takes away what was made of some entries, but for documents that are among these. */
  public void keepOnly(Collection<String> entries, Collection<String> ids) {
    jdbc.update(
        "delete from search_document where entry_id = any(?) and kind in ('ENTRY', 'STEP')"
            + " and id <> all(?)",
        entries.toArray(String[]::new),
        ids.toArray(String[]::new));
  }

  /** Incidents that have changed since they were last saved here, the newest first. */
  public List<Long> staleIncidents(int limit) {
    return jdbc.list(
        "select i.number from incident i left join search_document d"
            + " on d.kind = 'INCIDENT' and d.id = i.number::text where d.version is distinct from "
            + INCIDENT_VERSION
            + " order by i.number desc limit ?",
        row -> row.getLong(1),
        limit);
  }

  /** What the document of an incident is made from. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<String> incidentVersion(long number) {
    return jdbc.first(
        "select " + INCIDENT_VERSION + " from incident i where i.number = ?",
        row -> row.getString(1),
        number);
  }

  /** Lessons that have changed since they were last saved here. */
  public List<LessonText> staleLessons(int limit) {
    return jdbc.list(
        STALE_LESSONS,
        row ->
            new LessonText(
                row.getLong("id"),
                row.getString("version"),
                row.getLong("incident"),
                row.getString("title"),
                Jdbc.optional(row, "scenario"),
                row.getString("kind"),
                row.getString("entry_id"),
                row.getString("node"),
                row.getString("text"),
                row.getString("state"),
                Jdbc.instant(row, "updated_at")),
        limit);
  }

  /** Lets the database count again how frequent each word is, which it plans searches by. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public void analyze() {
    jdbc.update("analyze search_document");
  }

  @Transactional(Transactional.TxType.SUPPORTS)
  public SearchPage search(SearchCriteria wanted) {
    Map<String, Object> values = new HashMap<>();
    values.put("query", wanted.query());
    values.put("plain", wanted.plain());
    values.put("kinds", wanted.kinds().toArray(String[]::new));
    values.put("roles", wanted.roles().toArray(String[]::new));
    values.put("entry", wanted.entry());
    values.put("service", wanted.service());
    values.put("severity", wanted.severity());
    values.put("state", wanted.state());
    values.put("drill", wanted.drill());
    values.put("since", wanted.since());
    values.put("until", wanted.until());
    values.put("candidates", wanted.kinds().size() == 1 ? CANDIDATES_OF_ONE_KIND : CANDIDATES);
    values.put("terms", wanted.weights().keySet().toArray(String[]::new));
    values.put("weights", wanted.weights().values().toArray(Double[]::new));
    values.put("size", wanted.size());
    values.put("skipped", wanted.skipped());
    Map<String, Integer> counts = new HashMap<>();
    List<String> stems = new ArrayList<>();
    List<Found> found =
        jdbc.listPlanned(
            RANKED.sql(),
            row -> {
              if (counts.isEmpty()) {
                counts.putAll(counts(row.getString("counts")));
                stems.addAll(texts(row, "stems"));
              }
              return found(row);
            },
            RANKED.values(values));
    return new SearchPage(found, counts, stems);
  }

  /** How many documents have a term. */
  public record Frequency(String parsed, int documents) {}

  /**
   * How many documents have each of some terms, if any has; common ones aren't counted to the end.
   *
   * @param terms in the language of {@code to_tsquery}
   */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Map<String, Frequency> frequencies(Collection<String> terms, Collection<String> roles) {
    Map<String, Frequency> frequencies = new HashMap<>();
    jdbc.list(
            "select t.term, to_tsquery('waymark', t.term)::text as parsed, c.found"
                + " from unnest(?::text[]) as t (term) cross join lateral"
                + " (select count(*) as found from (select from search_document"
                + " where words @@ to_tsquery('waymark', t.term) and visible_to = any(?) limit "
                + COMMON
                + ") few) c where c.found > 0",
            row ->
                Map.entry(
                    row.getString("term"),
                    new Frequency(row.getString("parsed"), row.getInt("found"))),
            terms.toArray(String[]::new),
            roles.toArray(String[]::new))
        .forEach(term -> frequencies.put(term.getKey(), term.getValue()));
    return frequencies;
  }

  /** Whether the database can tell what a mistyped word was meant to be. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public boolean corrects() {
    return !jdbc.list("select 1 from pg_extension where extname = 'pg_trgm'", row -> true)
        .isEmpty();
  }

  /** The known words that are most like another, the nearest first. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public List<String> similarWords(String word, int limit) {
    return jdbc.list(
        "select word from search_word order by word <-> ?, word limit ?",
        row -> row.getString(1),
        word,
        limit);
  }

  /** Adds words that mistyped ones may have been meant to be. */
  public void addWords(Collection<String> words) {
    jdbc.update(
        "insert into search_word (word) select unnest(?::text[]) on conflict do nothing",
        (Object) words.toArray(String[]::new));
  }

  /** What an incident has in common with others. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public Optional<IncidentMarks> marks(long incident, Collection<String> roles) {
    return jdbc.first(
        MARKS + "where kind = 'INCIDENT' and id = ? and visible_to = any(?)",
        SearchStore::incidentMarks,
        Long.toString(incident),
        roles.toArray(String[]::new));
  }

  /** Earlier incidents with the same entry or one of the same marks, the newest of both. */
  @Transactional(Transactional.TxType.SUPPORTS)
  public List<IncidentMarks> relatives(IncidentMarks of, Collection<String> roles, int most) {
    String[] readers = roles.toArray(String[]::new);
    String earlier = "where kind = 'INCIDENT' and incident < ? and visible_to = any(?) ";
    return jdbc.list(
        "("
            + MARKS
            + earlier
            + "and entry_id = ? order by at desc, key desc limit ?) union ("
            + MARKS
            + earlier
            + "and marks && ?::text[] order by at desc, key desc limit ?)",
        SearchStore::incidentMarks,
        of.number(),
        readers,
        of.entry(),
        most,
        of.number(),
        readers,
        of.marks().toArray(String[]::new),
        most);
  }

  private static Map<String, Integer> counts(String text) {
    Map<String, Integer> counts = new HashMap<>();
    for (String count : text.split(",")) {
      int equals = count.indexOf('=');
      counts.put(count.substring(0, equals), Integer.parseInt(count.substring(equals + 1)));
    }
    return counts;
  }

  private static Found found(ResultSet row) throws SQLException {
    long incident = row.getLong("incident");
    return new Found(
        row.getString("kind"),
        row.getString("id"),
        row.getString("url"),
        row.getString("title"),
        Jdbc.optional(row, "entry_id"),
        Jdbc.optional(row, "service"),
        Jdbc.optional(row, "severity"),
        Jdbc.optional(row, "state"),
        incident == 0 ? OptionalLong.empty() : OptionalLong.of(incident),
        row.getBoolean("drill"),
        Jdbc.instant(row, "at"),
        row.getString("body"),
        row.getDouble("rank"));
  }

  private static IncidentMarks incidentMarks(ResultSet row) throws SQLException {
    return new IncidentMarks(
        row.getLong("incident"),
        row.getString("title"),
        Jdbc.optional(row, "entry_id"),
        Jdbc.optional(row, "service"),
        Jdbc.optional(row, "severity"),
        Jdbc.optional(row, "state"),
        row.getBoolean("drill"),
        Jdbc.instant(row, "at"),
        texts(row, "marks"));
  }

  private static List<String> texts(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
  }
}
