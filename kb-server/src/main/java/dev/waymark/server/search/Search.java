package dev.waymark.server.search;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.source.Nearest;
import dev.waymark.server.search.SearchResult.Correction;
import dev.waymark.server.search.SearchResult.Reading;
import dev.waymark.server.search.SearchStore.Frequency;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Full-text search over everything that was written down. */
@ApplicationScoped
public class Search {
  /** How many of a pasted text's rarest terms are looked for. */
  private static final int RARE_TERMS = 12;

  private static final int SUGGESTIONS = 20;
  private static final int SHORTEST_CORRECTED = 4;

  private final SearchStore store;

  Search(SearchStore store) {
    this.store = store;
  }

  /** What a person who may see it finds. */
  public SearchResult find(SearchRequest request) {
    SearchQuery query = SearchQuery.of(request.text());
    if (query.isEmpty()) {
      return nothing(Reading.ALL_WORDS, request);
    }
    if (query.pasted()) {
      return findPasted(query, request);
    }
    SearchPage found = store.search(criteria(request, query.all(), query.plain(), Map.of()));
    if (!found.found().isEmpty() || request.page() > 1) {
      return result(found, Reading.ALL_WORDS, List.of(), List.of(), request);
    }
    return findNearly(query, request);
  }

  /** Whether mistyped words are corrected. */
  public boolean corrects() {
    return store.corrects();
  }

  /** What has the rarest of the words that are known at all, each the more the rarer it is. */
  private SearchResult findPasted(SearchQuery query, SearchRequest request) {
    Map<String, Frequency> known = frequencies(query.wanted(), request);
    SearchQuery rare = query.withWanted(rarest(query.wanted(), known));
    if (rare.isEmpty()) {
      return nothing(Reading.PASTED, request);
    }
    Map<String, Double> weights = new HashMap<>();
    for (QueryTerm term : rare.wanted()) {
      Frequency frequency = requireNonNull(known.get(term.query()));
      weights.put(
          frequency.parsed(),
          Math.log(1 + (double) SearchStore.COMMON / frequency.documents())
              * Math.sqrt(term.words().size()));
    }
    return result(
        store.search(criteria(request, rare.any(), rare.plain(), weights)),
        Reading.PASTED,
        List.of(),
        shown(rare),
        request);
  }

  /** With mistyped words corrected, or else with some of the words. */
  private SearchResult findNearly(SearchQuery query, SearchRequest request) {
    Map<String, Frequency> known = frequencies(query.wanted(), request);
    List<Correction> corrections = new ArrayList<>();
    List<QueryTerm> terms = new ArrayList<>();
    for (QueryTerm term : query.wanted()) {
      Optional<String> meant =
          known.containsKey(term.query()) ? Optional.empty() : nearest(term, request);
      meant.ifPresent(word -> corrections.add(new Correction(term.shown(), word)));
      terms.add(meant.map(QueryTerm::of).orElse(term));
    }
    SearchQuery corrected = query.withWanted(terms);
    if (!corrections.isEmpty()) {
      SearchPage found =
          store.search(criteria(request, corrected.all(), corrected.plain(), Map.of()));
      if (!found.found().isEmpty()) {
        return result(found, Reading.ALL_WORDS, corrections, List.of(), request);
      }
    }
    if (terms.size() == 1) {
      return nothing(Reading.ALL_WORDS, request);
    }
    SearchPage some = store.search(criteria(request, corrected.any(), corrected.plain(), Map.of()));
    return result(some, Reading.SOME_WORDS, corrections, shown(corrected), request);
  }

  /** The known word that a mistyped one is most like, if the reader can find anything by it. */
  private Optional<String> nearest(QueryTerm term, SearchRequest request) {
    String typed = term.whole().isEmpty() ? term.words().get(0) : term.whole();
    boolean isOneWord = term.isWord() || !term.whole().isEmpty();
    if (!isOneWord || typed.length() < SHORTEST_CORRECTED || !corrects()) {
      return Optional.empty();
    }
    List<String> similar =
        store.similarWords(typed, SUGGESTIONS).stream()
            .filter(word -> !word.equals(typed))
            .toList();
    Map<String, Frequency> known =
        frequencies(similar.stream().map(QueryTerm::of).toList(), request);
    return Nearest.to(
        typed,
        similar.stream().filter(word -> known.containsKey(QueryTerm.of(word).query())).toList());
  }

  private static List<QueryTerm> rarest(List<QueryTerm> terms, Map<String, Frequency> known) {
    return terms.stream()
        .filter(term -> known.containsKey(term.query()))
        // Of words that are equally rare, longer phrases and longer words tell more.
        .sorted(
            Comparator.<QueryTerm>comparingInt(
                    term -> requireNonNull(known.get(term.query())).documents())
                .thenComparing(term -> -term.words().size())
                .thenComparing(term -> -term.shown().length())
                .thenComparing(QueryTerm::shown))
        .limit(RARE_TERMS)
        .toList();
  }

  private Map<String, Frequency> frequencies(List<QueryTerm> terms, SearchRequest request) {
    return store.frequencies(terms.stream().map(QueryTerm::query).toList(), roles(request));
  }

  private static SearchCriteria criteria(
      SearchRequest request, String query, String plain, Map<String, Double> weights) {
    List<String> kinds =
        Arrays.stream(DocumentKind.values())
            .filter(kind -> request.kinds().isEmpty() || request.kinds().contains(kind))
            .map(DocumentKind::name)
            .toList();
    return new SearchCriteria(
        query,
        plain,
        weights,
        kinds,
        roles(request),
        request.entry(),
        request.service(),
        request.severity(),
        request.state(),
        request.drill(),
        request.since(),
        request.until(),
        // One more tells whether there is a next page.
        request.size() + 1,
        (request.page() - 1) * request.size());
  }

  private static List<String> roles(SearchRequest request) {
    return request.reader().included().stream().sorted().toList();
  }

  private static List<String> shown(SearchQuery query) {
    return query.wanted().stream().map(QueryTerm::shown).toList();
  }

  private static SearchResult result(
      SearchPage page,
      Reading reading,
      List<Correction> corrections,
      List<String> words,
      SearchRequest request) {
    Excerpts excerpts = new Excerpts(page.stems());
    Function<SearchPage.Found, SearchHit> hit =
        found ->
            new SearchHit(
                DocumentKind.valueOf(found.kind()),
                found.id(),
                found.url(),
                excerpts.whole(found.title()),
                excerpts.best(found.body()),
                found.entry(),
                found.service(),
                found.severity(),
                found.state(),
                found.incident(),
                found.drill(),
                found.at(),
                found.rank());
    return new SearchResult(
        page.found().stream().limit(request.size()).map(hit).collect(Collectors.toList()),
        counts(page),
        reading,
        corrections,
        words,
        request.page(),
        page.found().size() > request.size() && request.page() < SearchRequest.LAST_PAGE);
  }

  private static Map<DocumentKind, Integer> counts(SearchPage page) {
    Map<DocumentKind, Integer> counts = new EnumMap<>(DocumentKind.class);
    page.counts().forEach((kind, found) -> counts.put(DocumentKind.valueOf(kind), found));
    return counts;
  }

  private static SearchResult nothing(Reading reading, SearchRequest request) {
    return result(SearchPage.NOTHING, reading, List.of(), List.of(), request);
  }
}
