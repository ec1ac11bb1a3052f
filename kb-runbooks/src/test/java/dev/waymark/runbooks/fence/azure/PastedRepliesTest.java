package dev.waymark.runbooks.fence.azure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.table.Row;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.paste.PasteReading;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What {@code az monitor} prints, as the answer to a fence. */
class PastedRepliesTest {
  private static final Instant AT = Instant.parse("2026-11-30T16:21:00Z");
  private static final BoundQuery METRICS =
      new BoundQuery(
          MetricsFence.KIND,
          """
          resource: /subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/g/providers/Microsoft.ApiManagement/service/apim
          metrics: [Requests, Duration]
          aggregations: [Total, Maximum]
          filter: ApiName eq '*'
          """,
          Map.of());

  /** As the command line prints it; %s is what a point holds beside its time. */
  private static final String PRINTED =
      """
      {
        "cost": 59,
        "interval": "0:01:00",
        "value": [
          {
            "errorCode": "Success",
            "name": {"localizedValue": "Duration", "value": "Duration"},
            "timeseries": [],
            "unit": "MilliSeconds"
          },
          {
            "errorCode": "Success",
            "name": {"localizedValue": "Requests", "value": "Requests"},
            "timeseries": [
              {
                "data": [
                  {"average": null, "maximum": 3.0, "timeStamp": "2026-11-30T16:21:00+00:00"%s}
                ],
                "metadatavalues": [
                  {"name": {"localizedValue": "apiname", "value": "apiname"}, "value": "orders"}
                ]
              }
            ],
            "unit": "Count"
          }
        ]
      }
      """;

  @Test
  void metricsAreReadAsTheCommandLinePrintsThem() {
    assertThat(rows(read(METRICS, PRINTED.formatted(", \"total\": 12.0"))))
        .containsExactly(Row.of(AT, "Requests", "orders", 12.0, 3.0));
  }

  @Test
  void anAggregationThatWasNotAskedForIsMissedWhereItStands() {
    PasteReading.Unreadable wrong =
        (PasteReading.Unreadable) read(METRICS, PRINTED.formatted(", \"total\": null"));

    assertThat(wrong.message())
        .isEqualTo("Line 17, column 13: There is no `Total` of `Requests` here");
    assertThat(wrong.hint()).startsWith("Ask for it, too (`--aggregation Total`).");
  }

  @Test
  void aMetricThatWasNotAskedForIsMissed() {
    String text = PRINTED.formatted("").replace("\"Duration\"", "\"Capacity\"");

    assertThat(((PasteReading.Unreadable) read(METRICS, text)).problem())
        .isIn("The metric `Duration` is missing", "There is no `Total` of `Requests` here");
    assertThat(
            ((PasteReading.Unreadable) read(METRICS, text.replace("\"Requests\"", "\"Others\"")))
                .message())
        .isEqualTo("Line 4, column 12: The metric `Requests` is missing");
  }

  @Test
  void metricsAreReadAsATableToo() {
    assertThat(
            rows(
                read(
                    METRICS,
                    "Time,Metric,ApiName,Total,Maximum\n2026-11-30T16:21:00Z,Requests,a,1,2")))
        .containsExactly(Row.of(AT, "Requests", "a", 1.0, 2.0));
  }

  @Test
  void eventsOfTheActivityLogAreReadAsTheCommandLinePrintsThem() {
    var query = new BoundQuery(ActivityLogFence.KIND, "window: 1h", Map.of());
    String printed =
        """
        [{"caller": "ann@example.com", "category": {"value": "Administrative"},
          "correlationId": "c", "description": null, "eventTimestamp": "2026-11-30T16:21:00Z",
          "level": "Informational", "operationName": {"localizedValue": "Write", "value": "a/write"},
          "resourceGroupName": "g", "resourceId": "/subscriptions/x", "status": {"value": "Succeeded"}}]
        """;

    assertThat(rows(read(query, printed)))
        .containsExactly(
            Row.of(
                AT,
                "a/write",
                "Succeeded",
                "ann@example.com",
                "/subscriptions/x",
                "g",
                "Administrative",
                "Informational",
                "c",
                ""));
    assertThat(
            ((PasteReading.Unreadable)
                    read(query, printed.replace("2026-11-30T16:21:00Z", "yesterday")))
                .message())
        .isEqualTo("Line 1, column 2: This event has no `eventTimestamp`");
  }

  private static PasteReading read(BoundQuery query, String text) {
    return FenceTypes.of(query.kind()).pasted(text, query, Optional.empty());
  }

  private static java.util.List<Row> rows(PasteReading reading) {
    assertThat(reading).isInstanceOf(PasteReading.Complete.class);
    return ((PasteReading.Complete) reading).table().rows();
  }
}
