package dev.waymark.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResemblanceTest {
  private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
  private static final IncidentMarks OPEN =
      incident(
          9,
          "apim-502",
          "API Management",
          0,
          "cause:Backend timeout",
          "error:BackendConnectionFailure",
          "error:ClientSocketTimeout",
          "host:api.contoso.com");

  @Test
  void everythingThatIsSharedIsSaidTheWeightiestFirst() {
    SimilarIncident similar =
        of(
            incident(
                3,
                "apim-502",
                "API Management",
                12,
                "cause:Backend timeout",
                "error:BackendConnectionFailure",
                "host:api.contoso.com"));

    assertThat(similar.reasons())
        .containsExactly(
            "same cause ‘Backend timeout’",
            "same host ‘api.contoso.com’",
            "shares error text ‘BackendConnectionFailure’",
            "same entry",
            "12 days before");
    assertThat(similar.score()).isEqualTo(40 + 25 + 20 + 15 + 10);
  }

  @Test
  void furtherErrorsAreCountedAndTheLongestNamed() {
    SimilarIncident similar =
        of(
            incident(
                3,
                "other",
                "Other",
                50,
                "error:BackendConnectionFailure",
                "error:ClientSocketTimeout"));

    assertThat(similar.reasons())
        .containsExactly(
            "shares error text ‘BackendConnectionFailure’ and 1 more", "50 days before");
    assertThat(similar.score()).isEqualTo(25 + 4);
  }

  @Test
  void anotherEntryOfTheSameServiceIsAWeakReason() {
    assertThat(of(incident(3, "other", "API Management", 0)).reasons())
        .containsExactly("less than a day before", "same service API Management");
    assertThat(of(incident(3, "apim-502", "API Management", 300)).reasons())
        .containsExactly("same entry", "300 days before");
  }

  @Test
  void whatSharesOnlyTheTimeIsNotSimilar() {
    assertThat(Resemblance.of(OPEN, incident(3, "other", "Other", 0, "host:db.contoso.com")))
        .isEmpty();
  }

  @Test
  void hostsAndErrorsAreToldFromOrdinaryWords() {
    assertThat(
            ResemblanceMarks.of(
                List.of(
                    "BackendConnectionFailure at com.contoso.Main.run(Main.java:12)",
                    "calls to api.contoso.com and backend-1.internal.contoso.net: ERR_TIMED_OUT",
                    "/subscriptions/0/resourceGroups/shop/providers/Microsoft.ApiManagement/service/a",
                    "i.e. nothing, version 1.2.3 of Contoso, ApiId")))
        .containsExactly(
            "error:BackendConnectionFailure",
            "error:ERR_TIMED_OUT",
            "host:api.contoso.com",
            "host:backend-1.internal.contoso.net");
  }

  private static SimilarIncident of(IncidentMarks earlier) {
    return Resemblance.of(OPEN, earlier).orElseThrow();
  }

  private static IncidentMarks incident(
      long number, String entry, String service, int daysAgo, String... marks) {
    return new IncidentMarks(
        number,
        "Incident " + number,
        Optional.of(entry),
        Optional.of(service),
        Optional.of("sev2"),
        Optional.of("resolved"),
        false,
        NOW.minus(Duration.ofDays(daysAgo)),
        List.of(marks));
  }
}
