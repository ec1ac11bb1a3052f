package dev.waymark.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.incident.Actor;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.server.account.Role;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.incident.NewIncident;
import dev.waymark.server.run.RunService;
import dev.waymark.server.run.RunView;
import dev.waymark.server.run.RunViews;
import dev.waymark.server.search.SearchResult.Correction;
import dev.waymark.server.search.SearchResult.Reading;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SearchTest {
  private static final Actor ANN = Actor.person("ann");
  private static final Instant NOVEMBER = Instant.parse("2026-11-01T00:00:00Z");

  @Inject Search search;
  @Inject SearchIndex index;
  @Inject SearchStore store;
  @Inject SimilarIncidents similar;
  @Inject Incidents incidents;
  @Inject RunService runs;
  @Inject RunViews views;

  @BeforeEach
  void takeIn() {
    index.flush();
    store.save(
        List.of(
            document(
                DocumentKind.NOTE,
                "zebra-1",
                "The zebra proxy",
                "It said QuaggaConnectionFailure for zebra-01.stripes.example and gave up.",
                "viewer"),
            document(
                DocumentKind.NOTE,
                "zebra-2",
                "Certificates",
                "The certificate of the zebra expired;"
                    + " /subscriptions/7f3a/resourceGroups/rg-zebra/x",
                "viewer"),
            document(
                DocumentKind.NOTE,
                "zebra-3",
                "Correlation",
                "Request 3f2504e0-4f89-41d3-9a0c-0305e82c3301 of the zebra was retried.",
                "viewer"),
            document(
                DocumentKind.INCIDENT,
                "990000001",
                "Zebra outage",
                "Payments stopped while okapiword leaked.",
                "administrator")));
    store.addWords(Set.of("zebra", "certificate", "stripes"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "zebra certificate | zebra-2",
        "certificates expiring zebra | zebra-2",
        "quagga connection | zebra-1",
        "QuaggaConnectionFailure | zebra-1",
        "quaggaconnectionfailure | zebra-1",
        "zebra-01.stripes.example | zebra-1",
        "stripes | zebra-1",
        "\"zebra expired\" | zebra-2",
        "zebra -certificate -proxy | zebra-3",
        "/subscriptions/7f3a/resourceGroups/rg-zebra | zebra-2",
        "3f2504e0-4f89-41d3-9a0c-0305e82c3301 | zebra-3"
      })
  void whatFitsBestComesFirst(String query, String id) {
    assertThat(find(query).hits()).first().extracting(SearchHit::id).isEqualTo(id);
  }

  @Test
  void entriesAreFoundAsTheyAreServed() {
    assertThat(ids(request("502 bad gateway", Set.of(DocumentKind.ENTRY), 1, 5)))
        .first()
        .isEqualTo("apim-502-bad-gateway");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"expired zebra\"", "zebra -zebra", "okapi zebra certificate xyzzyq"})
  void notEverythingIsFound(String query) {
    assertThat(find(query).hits())
        .filteredOn(hit -> find(query).reading() == Reading.ALL_WORDS)
        .isEmpty();
  }

  @Test
  void theWordsAreMarkedInPlainText() {
    SearchHit hit = find("zebra expires").hits().get(0);

    assertThat(hit.title()).containsExactly(new TextPart("Certificates", false));
    assertThat(hit.excerpt())
        .filteredOn(TextPart::found)
        .extracting(TextPart::text)
        .containsExactly("zebra", "expired", "zebra");
  }

  @Test
  void aMistypedWordIsCorrectedAndThatIsSaid() {
    SearchResult result = find("zerba certificate");

    assertThat(search.corrects()).isTrue();
    assertThat(result.corrections()).containsExactly(new Correction("zerba", "zebra"));
    assertThat(result.hits()).first().extracting(SearchHit::id).isEqualTo("zebra-2");
  }

  @Test
  void whereNothingHasAllTheWordsSomeOfThemDo() {
    SearchResult result = find("quagga zebra okapi");

    assertThat(result.reading()).isEqualTo(Reading.SOME_WORDS);
    assertThat(result.hits()).extracting(SearchHit::id).contains("zebra-1", "zebra-2");
  }

  @Test
  void aPastedTraceIsFoundByItsRareWords() {
    SearchResult result =
        find(
            """
            2026-11-21T02:00:00.123Z ERROR [pool-7] the request could not be sent
            net.example.QuaggaConnectionFailure: peer zebra-01.stripes.example:443 closed
                at net.example.Client.send(Client.java:120)
                at net.example.Client.call(Client.java:77)
            """);

    assertThat(result.reading()).isEqualTo(Reading.PASTED);
    assertThat(result.hits()).first().extracting(SearchHit::id).isEqualTo("zebra-1");
    assertThat(result.words()).isNotEmpty();
  }

  @Test
  void whoMayNotSeeADocumentDoesNotFindIt() {
    assertThat(find("okapiword").hits()).isEmpty();
    assertThat(find("okapiword", Role.AUTHOR).hits()).isEmpty();
    assertThat(find("okapiword", Role.ADMINISTRATOR).hits())
        .extracting(SearchHit::id)
        .containsExactly("990000001");
    assertThat(find("okapiwrod").corrections()).isEmpty();
    assertThat(find("okapiwrod", Role.ADMINISTRATOR).corrections()).isEmpty();
    assertThat(find("zebra").counts()).doesNotContainKey(DocumentKind.INCIDENT);
  }

  @Test
  void filtersNarrowAndPagesGoOn() {
    assertThat(ids(request("zebra", Set.of(DocumentKind.NOTE), 1, 20)))
        .containsExactlyInAnyOrder("zebra-1", "zebra-2", "zebra-3");
    assertThat(ids(request("zebra", Set.of(DocumentKind.ENTRY), 1, 20))).isEmpty();
    SearchResult first = search.find(request("zebra", Set.of(DocumentKind.NOTE), 1, 2));
    SearchResult second = search.find(request("zebra", Set.of(DocumentKind.NOTE), 2, 2));
    assertThat(first.more()).isTrue();
    assertThat(second.more()).isFalse();
    assertThat(first.hits()).hasSize(2);
    assertThat(second.hits()).hasSize(1);
    assertThat(first.hits()).doesNotContainAnyElementsOf(second.hits());
    assertThat(ids(filtered(Optional.of("sev4"), Optional.empty(), Optional.empty()))).isEmpty();
    assertThat(ids(filtered(Optional.of("sev3"), Optional.empty(), Optional.empty()))).hasSize(3);
    assertThat(ids(filtered(Optional.empty(), Optional.of(true), Optional.empty()))).isEmpty();
    assertThat(ids(filtered(Optional.empty(), Optional.of(false), Optional.empty()))).hasSize(3);
    assertThat(
            ids(filtered(Optional.empty(), Optional.empty(), Optional.of(NOVEMBER.plusSeconds(1)))))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'",
        "''",
        "\\",
        "\"",
        "a:*",
        "!",
        "& |",
        "<->",
        "((((",
        "a\u0000b",
        "%_%",
        "\uD800",
        "-",
        ":A",
        "<script>alert(1)</script>",
        "x'::tsquery",
        "{}",
        "🙂",
        "the of and",
        "a & !a",
        "ǅ ﬃ ½ ² ①"
      })
  void whateverIsTypedIsOnlyText(String text) {
    assertThat(find(text).hits()).isNotNull();
  }

  @Test
  void aPasteOfAHundredKilobytesIsAnsweredInTime() {
    StringBuilder paste = new StringBuilder();
    while (paste.length() < 100_000) {
      paste.append("at com.example.Zebra").append(paste.length()).append(".run(Unknown)\n");
    }
    long start = System.nanoTime();

    assertThat(find(paste.toString()).reading()).isEqualTo(Reading.PASTED);
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  @Test
  void aNoteIsFoundAtItsStepSoonAfterItWasWritten() {
    String word = "okapi" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
    long number = open();
    RunView run = views.currentOf(number).orElseThrow();
    runs.submit(
            run.id(),
            new RunInput.AddNote(1, "Saw " + word + " in the log."),
            ANN,
            Optional.empty())
        .orThrow();
    index.flush();

    SearchResult result = find(word);

    assertThat(result.hits())
        .extracting(SearchHit::kind)
        .containsExactlyInAnyOrder(DocumentKind.NOTE, DocumentKind.INCIDENT);
    assertThat(result.hits())
        .extracting(SearchHit::url)
        .allMatch(url -> url.startsWith("/incidents/" + number));
  }

  @Test
  void anEarlierIncidentOnTheSameDataIsSimilarAndSaysWhy() {
    long earlier = open();
    long later = open();
    index.flush();

    List<SimilarIncident> found = similar.similarTo(later, 50, Role.VIEWER);

    assertThat(found).extracting(SimilarIncident::number).contains(earlier).doesNotContain(later);
    assertThat(found.get(0).reasons()).contains("same entry", "less than a day before");
    assertThat(similar.similarTo(earlier, 50, Role.VIEWER))
        .extracting(SimilarIncident::number)
        .doesNotContain(later);
    assertThat(similar.similarTo(123_456_789, 5, Role.VIEWER)).isEmpty();
  }

  private long open() {
    return incidents
        .open(
            new NewIncident(
                "apim-502-bad-gateway",
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.of("backend-timeout"),
                Optional.empty()),
            ANN,
            Optional.empty())
        .orThrow()
        .number();
  }

  private SearchResult find(String text) {
    return find(text, Role.VIEWER);
  }

  private SearchResult find(String text, Role reader) {
    return search.find(SearchRequest.of(text, reader));
  }

  private List<String> ids(SearchRequest request) {
    return search.find(request).hits().stream().map(SearchHit::id).collect(Collectors.toList());
  }

  private static SearchRequest request(String text, Set<DocumentKind> kinds, int page, int size) {
    return new SearchRequest(
        text,
        kinds,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Role.VIEWER,
        page,
        size);
  }

  private static SearchRequest filtered(
      Optional<String> severity, Optional<Boolean> drill, Optional<Instant> since) {
    return new SearchRequest(
        "zebra",
        Set.of(),
        Optional.empty(),
        Optional.of("zoo"),
        severity,
        Optional.empty(),
        drill,
        since,
        Optional.empty(),
        Role.VIEWER,
        1,
        20);
  }

  private static SearchDocument document(
      DocumentKind kind, String id, String title, String body, String visibleTo) {
    return new SearchDocument(
        kind.name(),
        id,
        "1",
        "/incidents/1#" + id,
        title,
        Optional.of("zoo-entry"),
        Optional.of("Zoo"),
        Optional.of("sev3"),
        Optional.of("open"),
        OptionalLong.empty(),
        false,
        NOVEMBER,
        visibleTo,
        List.of(),
        new SearchDocument.Words(SearchWords.indexed(title), "", SearchWords.indexed(body)),
        body);
  }
}
