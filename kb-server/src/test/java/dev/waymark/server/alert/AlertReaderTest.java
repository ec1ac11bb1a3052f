package dev.waymark.server.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.incident.Alert;
import dev.waymark.model.incident.AlertLink;
import dev.waymark.model.incident.AlertState;
import dev.waymark.model.incident.Measurement;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-03T02:20:00Z");

  @Test
  void readsAzuresMetricAlerts() {
    Alert alert =
        read(
            """
            {"schemaId": "azureMonitorCommonAlertSchema", "data": {
              "essentials": {"alertId": "/subscriptions/00000000-0000-0000-0000-000000000002/providers/Microsoft.AlertsManagement/alerts/17",
                "alertRule": "apim-502-prod", "severity": "Sev1", "monitorCondition": "Fired",
                "alertTargetIDs": ["/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g"], "signalType": "Metric",
                "firedDateTime": "2026-11-03T02:10:00.123Z", "description": "Too many 502",
                "investigationLink": "https://portal.azure.com/#17"},
              "alertContext": {"properties": {"team": "api"}, "condition": {"allOf": [
                {"metricName": "Requests", "operator": "GreaterThan", "threshold": "25", "metricValue": 31.5,
                 "dimensions": [{"name": "status", "value": "502"}]}]}}},
              "customProperties": {"tier": "gold"}}
            """);
    assertThat(alert)
        .isEqualTo(
            new Alert(
                "azure",
                Optional.of(
                    "/subscriptions/00000000-0000-0000-0000-000000000002/providers/Microsoft.AlertsManagement/alerts/17"),
                "apim-502-prod",
                Optional.of(IncidentSeverity.SEV2),
                AlertState.FIRING,
                "Too many 502",
                List.of("/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g"),
                alert.labels(),
                alert.annotations(),
                List.of(
                    new Measurement(
                        "Requests",
                        Optional.of(31.5),
                        Optional.of(25.0),
                        Optional.of("GreaterThan"))),
                Instant.parse("2026-11-03T02:10:00.123Z"),
                Optional.empty(),
                List.of(
                    new AlertLink(
                        "Alert in the portal",
                        "https://portal.azure.com/#blade/Microsoft_Azure_Monitoring/AlertDetailsTemplateBlade"
                            + "/alertId/%2Fsubscriptions%2F00000000-0000-0000-0000-000000000002%2Fproviders%2FMicrosoft.AlertsManagement"
                            + "%2Falerts%2F17"),
                    new AlertLink("Investigation", "https://portal.azure.com/#17"),
                    new AlertLink(
                        "Resource in the portal",
                        "https://portal.azure.com/#resource/subscriptions/00000000-0000-0000-0000-000000000002/resourceGroups/g"))));
    assertThat(alert.labels())
        .containsExactly(
            entry("status", "502"),
            entry("metricName", "Requests"),
            entry("team", "api"),
            entry("tier", "gold"),
            entry("signalType", "Metric"));
  }

  /** The links to the API would need a token. */
  @Test
  void readsLinksAndValuesOfBothKindsOfAzuresLogAlerts() {
    Alert newer =
        read(
            azure(
                """
                "alertContext": {"condition": {"allOf": [{"operator": "GreaterThan", "threshold": "0",
                  "timeAggregation": "Count", "metricValue": 3.0, "metricMeasureColumn": null,
                  "linkToSearchResultsUI": "https://portal.azure.com#@x/all",
                  "linkToFilteredSearchResultsUI": "https://portal.azure.com#@x/filtered",
                  "linkToSearchResultsAPI": "https://api.loganalytics.io/v1/x"}]}}
                """));
    assertThat(newer.links())
        .containsExactly(
            new AlertLink("Search results of this alert", "https://portal.azure.com#@x/filtered"),
            new AlertLink("Search results", "https://portal.azure.com#@x/all"));
    assertThat(newer.measurements())
        .containsExactly(
            new Measurement(
                "Count", Optional.of(3.0), Optional.of(0.0), Optional.of("GreaterThan")));

    Alert older =
        read(
            azure(
                """
                "alertContext": {"ResultCount": 2, "Threshold": 10000.0, "Operator": "Less Than",
                  "LinkToSearchResults": "https://portal.azure.com/AnalyticsBlade/1",
                  "LinkToFilteredSearchResultsUI": "https://portal.azure.com/AnalyticsBlade/2",
                  "LinkToFilteredSearchResultsAPI": "https://api.applicationinsights.io/v1/apps/0"}
                """));
    assertThat(older.links())
        .extracting(AlertLink::address)
        .containsExactly(
            "https://portal.azure.com/AnalyticsBlade/2",
            "https://portal.azure.com/AnalyticsBlade/1");
    assertThat(older.measurements())
        .containsExactly(
            new Measurement(
                "ResultCount", Optional.of(2.0), Optional.of(10_000.0), Optional.of("Less Than")));
  }

  @Test
  void readsAnEndOfAzureThatSaysLittle() {
    Alert alert =
        read(
            """
            {"schemaId": "azureMonitorCommonAlertSchema", "data": {"essentials": {"alertId": "/x/Budget_1",
              "alertRule": null, "severity": null, "monitorCondition": "Resolved", "alertTargetIDs": null,
              "resolvedDateTime": "2026-11-03T02:15:00"}}}
            """);
    assertThat(alert.rule()).isEqualTo("Budget_1");
    assertThat(alert.state()).isEqualTo(AlertState.RESOLVED);
    assertThat(alert.severity()).isEmpty();
    assertThat(alert.targets()).isEmpty();
    assertThat(alert.firedAt()).isEqualTo(NOW);
    assertThat(alert.resolvedAt()).contains(Instant.parse("2026-11-03T02:15:00Z"));
    assertThat(alert.links()).isEmpty();
  }

  /** The activity log gives each of a rule's firings the rule's id. */
  @Test
  void tellsFiringsApartWhereAzureGivesOnlyTheRulesId() {
    String alert =
        """
        {"schemaId": "azureMonitorCommonAlertSchema", "data": {"essentials": {"monitorCondition": "Fired",
          "alertId": "/subscriptions/00000000-0000-0000-0000-000000000002/providers/microsoft.insights/activityLogAlerts/restarts",
          "firedDateTime": "%s"}}}
        """;
    assertThat(read(alert.formatted("2026-11-03T02:10:00Z")).id())
        .isNotEqualTo(read(alert.formatted("2026-11-03T02:11:00Z")).id());
  }

  @Test
  void readsEachAlertOfAlertmanagersGroup() {
    List<Alert> alerts =
        readAll(
            """
            {"version": "4", "status": "firing", "externalURL": "http://alertmanager:9093", "alerts": [
              {"status": "firing", "labels": {"alertname": "Http502", "instance": "gw-1", "severity": "critical"},
               "annotations": {"description": "gw-1 answers 502", "summary": "Many 502",
                 "runbook_url": "https://wiki.example/502", "dashboard": "/d/1"},
               "startsAt": "2026-11-03T03:10:00+01:00", "endsAt": "0001-01-01T00:00:00Z",
               "generatorURL": "javascript:alert(1)", "fingerprint": "a1"},
              {"status": "resolved", "labels": {"alertname": "Http502", "instance": "gw-2"},
               "startsAt": "2026-11-03T02:00:00Z", "endsAt": "2026-11-03T02:05:00Z", "fingerprint": "b2",
               "generatorURL": "/graph?g0.expr=up"}]}
            """);
    assertThat(alerts)
        .extracting(alert -> alert.id().orElseThrow())
        .containsExactly("a1 2026-11-03T02:10:00Z", "b2 2026-11-03T02:00:00Z");
    assertThat(alerts)
        .extracting(Alert::state)
        .containsExactly(AlertState.FIRING, AlertState.RESOLVED);
    assertThat(alerts)
        .extracting(Alert::resolvedAt)
        .containsExactly(Optional.empty(), Optional.of(Instant.parse("2026-11-03T02:05:00Z")));
    Alert first = alerts.get(0);
    assertThat(first.severity()).contains(IncidentSeverity.SEV1);
    assertThat(first.targets()).containsExactly("gw-1");
    assertThat(first.description()).isEqualTo("Many 502\ngw-1 answers 502");
    assertThat(first.annotations()).containsEntry("runbook_url", "https://wiki.example/502");
    assertThat(first.links())
        .as("no address that runs something or that isn't an address")
        .containsExactly(new AlertLink("Runbook", "https://wiki.example/502"));
    assertThat(alerts.get(1).links())
        .as("a path at Prometheus, whose address isn't known")
        .isEmpty();
    assertThat(alerts).extracting(Alert::source).containsOnly("alertmanager");
  }

  @Test
  void readsWhatGrafanaAdds() {
    Alert alert =
        read(
            """
            {"orgId": 1, "status": "firing", "externalURL": "https://grafana.example/sub", "alerts": [
              {"status": "firing", "labels": {"alertname": "cpu"}, "values": {"B": 44.2, "C": 1, "D": null},
               "generatorURL": "/sub/alerting/grafana/1/view?orgId=1", "panelURL": "d/7?viewPanel=2",
               "dashboardURL": "https://grafana.example/sub/d/7", "silenceURL": "", "imageURL": "//elsewhere/x"}]}
            """);
    assertThat(alert.source()).isEqualTo("grafana");
    assertThat(alert.links())
        .containsExactly(
            new AlertLink("Rule", "https://grafana.example/sub/alerting/grafana/1/view?orgId=1"),
            new AlertLink("Panel", "https://grafana.example/sub/d/7?viewPanel=2"),
            new AlertLink("Dashboard", "https://grafana.example/sub/d/7"));
    assertThat(alert.measurements())
        .extracting(Measurement::name, one -> one.value().orElseThrow())
        .containsExactly(tuple("B", 44.2), tuple("C", 1.0));
    assertThat(alert.firedAt()).as("where nothing is said").isEqualTo(NOW);
  }

  /** They must not become one alert whose firings and ends are each other's. */
  @Test
  void tellsAlertsWithoutANameApartByTheirLabels() {
    List<Alert> alerts =
        readAll(
            """
            {"alerts": [{"status": "firing", "labels": {"job": "a"}}, {"status": "firing", "labels": {"job": "b"}}]}
            """);
    assertThat(alerts).extracting(Alert::rule).containsExactly("{job=a}", "{job=b}");
  }

  @Test
  void readsOurOwnForm() {
    Alert alert =
        read(
            """
            {"rule": "apim-502", "id": 7, "severity": "Warning", "state": "firing", "targets": ["a", "b"],
             "labels": {"status": 502, "share": 0.10, "none": null}, "annotations": {"team": "api"},
             "metric": "Requests", "value": 31.5, "threshold": "25", "operator": ">",
             "link": "https://monitor.example/7", "firedAt": "2026-11-03T02:10:00Z"}
            """);
    assertThat(alert.id()).contains("7");
    assertThat(alert.targets()).containsExactly("a", "b");
    assertThat(alert.labels()).containsExactly(entry("status", "502"), entry("share", "0.10"));
    assertThat(alert.annotations()).containsExactly(entry("team", "api"));
    assertThat(alert.severity()).contains(IncidentSeverity.SEV3);
    assertThat(alert.source()).isEqualTo("other");
    assertThat(alert.measurements())
        .containsExactly(
            new Measurement("Requests", Optional.of(31.5), Optional.of(25.0), Optional.of(">")));
    assertThat(alert.links())
        .containsExactly(new AlertLink("In its system", "https://monitor.example/7"));
    assertThat(read("{\"rule\": \"a\", \"id\": null, \"state\": null}").state())
        .isEqualTo(AlertState.FIRING);
  }

  @Test
  void aListIsTakenWhole() {
    assertThat(readAll("[{\"rule\": \"a\"}, {\"rule\": \"b\"}]"))
        .extracting(Alert::rule)
        .containsExactly("a", "b");
    assertThat(
            refused(
                "[{\"rule\": \"a\"}, {\"rule\": \"\"}, 5, {\"rule\": \"b\", \"state\": \"ok\"}]"))
        .contains("`[1].rule` is empty")
        .contains("`[2]` has no known form of an alert")
        .contains("`[3].state` can't be “ok”. It is `firing` or `resolved`, in any case.")
        .contains("Nothing of it was taken in");
  }

  @ParameterizedTest
  @CsvSource({
    "firing, FIRING",
    "Firing, FIRING",
    "FIRING, FIRING",
    "resolved, RESOLVED",
    "Resolved, RESOLVED",
    "RESOLVED, RESOLVED"
  })
  void aStateIsInAnyCase(String word, AlertState state) {
    assertThat(read("{\"rule\": \"a\", \"state\": \"" + word + "\"}").state()).isEqualTo(state);
    assertThat(read(alertmanager(word)).state()).isEqualTo(state);
    String azures = word.replaceAll("(?i)firing", "fIRED");
    assertThat(read(azure("\"alertContext\": {}").replace("Fired", azures)).state())
        .isEqualTo(state);
  }

  /** An end whose word isn't known would open an incident, were it read as firing. */
  @ParameterizedTest
  @ValueSource(
      strings = {"ok", "closed", "alerting", "", "Firing!", "inactive", "recovered", "no_data"})
  void anUnknownStateIsRefusedWithTheKnownOnes(String word) {
    assertThat(refused("{\"rule\": \"a\", \"state\": \"" + word + "\"}"))
        .contains("`state` can't be “" + word + "”. It is `firing` or `resolved`");
    assertThat(refused(alertmanager(word)))
        .contains("`alerts[0].status` can't be “" + word + "”. It is `firing` or `resolved`");
    assertThat(refused(azure("\"alertContext\": {}").replace("Fired", word)))
        .contains(
            "`data.essentials.monitorCondition` can't be “"
                + word
                + "”. It is `Fired` or `Resolved`");
  }

  @Test
  void aStateThatAFormNeverLeavesOutIsMissed() {
    assertThat(refused("{\"alerts\": [{\"labels\": {\"alertname\": \"a\"}}, 5]}"))
        .contains("`alerts[0].status` is missing")
        .contains("`alerts[1].status` is missing");
    assertThat(refused("{\"schemaId\": \"azureMonitorCommonAlertSchema\"}"))
        .contains("`data.essentials.monitorCondition` is missing")
        .contains("`data.essentials.alertRule` is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-03T02:10:00Z, 2026-11-03T02:10:00Z",
    "2026-11-03T02:10:00, 2026-11-03T02:10:00Z",
    "2026-11-03 02:10:00, 2026-11-03T02:10:00Z",
    "2026-11-03t02:10:00z, 2026-11-03T02:10:00Z",
    "2026-11-03T02:10Z, 2026-11-03T02:10:00Z",
    "2026-11-03T03:10:00.739266876+01:00, 2026-11-03T02:10:00.739266876Z",
    "2026-11-03T03:10:00.548+0100, 2026-11-03T02:10:00.548Z",
    "2026-11-03 04:10:00 +02, 2026-11-03T02:10:00Z",
    "2026-11-03 02:10:00 UTC, 2026-11-03T02:10:00Z",
    "1793671800, 2026-11-03T02:10:00Z",
    "1793671800.25, 2026-11-03T02:10:00.250Z",
    "1793671800000, 2026-11-03T02:10:00Z",
    "1793671800250, 2026-11-03T02:10:00.250Z",
  })
  void aTimeIsReadAsItIsWritten(String written, Instant time) {
    assertThat(read("{\"rule\": \"a\", \"firedAt\": \"" + written + "\"}").firedAt())
        .isEqualTo(time);
    if (written.matches("[\\d.]+")) {
      assertThat(read("{\"rule\": \"a\", \"firedAt\": " + written + "}").firedAt()).isEqualTo(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"yesterday\"",
        "\"\"",
        "\"2026-02-30T02:10:00Z\"",
        "\"2026-11-03T25:10:00Z\"",
        "\"2026-11-03\"",
        "\"11/3/2026 2:10 AM\"",
        "\"2026-11-03T02:10:00+25:00\"",
        "\"0001-01-01T00:00:00Z\"",
        "\"+999999999-12-31T23:59:59Z\"",
        "0",
        "-1793671800",
        "17936718",
        "1793671800000000",
        "1e999999999",
        "true",
        "[]",
        "{}"
      })
  void aTimeThatIsNoneIsRefusedNeverNow(String time) {
    assertThat(refused("{\"rule\": \"a\", \"firedAt\": " + time + "}"))
        .contains("`firedAt` can't be")
        .contains("2026-11-03T02:10:00Z");
  }

  @Test
  void aTimeIsRefusedInEveryForm() {
    assertThat(refused(azure("\"alertContext\": {}").replace("2026-11-03T02:10:00Z", "soon")))
        .contains("`data.essentials.firedDateTime` can't be “soon”");
    assertThat(refused(alertmanager("firing").replace("2026-11-03T02:10:00Z", "soon")))
        .contains("`alerts[0].startsAt` can't be “soon”");
    assertThat(
            read(alertmanager("firing").replace("2026-11-03T02:10:00Z", "0001-01-01T00:00:00Z"))
                .firedAt())
        .as("Go's word for no time")
        .isEqualTo(NOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "\"severity\": \"sev9\" | ~severity~ can't be “sev9”. It is sev1, sev2, sev3 or sev4",
        "\"severity\": 2 | ~severity~ is “2”. It is a text.",
        "\"targets\": \"one\" | ~targets~ is “one”. It is a list of texts",
        "\"targets\": [\"a\", 5] | ~targets[1]~ is “5”",
        "\"targets\": [null] | ~targets[0]~ is “null”",
        "\"targets\": {} | ~targets~ is an object",
        "\"labels\": [\"a\"] | ~labels~ is a list. It is an object",
        "\"labels\": {\"deep\": {\"no\": 1}} | ~labels.deep~ is an object. It is a text",
        "\"labels\": {\"list\": []} | ~labels.list~ is a list",
        "\"annotations\": \"x\" | ~annotations~ is “x”",
        "\"description\": {} | ~description~ is an object. It is a text.",
        "\"id\": \"\" | ~id~ is empty. Leave it out.",
        "\"id\": 1.5 | ~id~ is “1.5”. It is a text.",
        "\"id\": true | ~id~ is “true”",
        "\"source\": [] | ~source~ is a list",
        "\"link\": \"javascript:alert(1)\" | ~link~ can't be “javascript:alert(1)”. It is a whole"
            + " address",
        "\"link\": \"/graph\" | ~link~ can't be “/graph”",
        "\"value\": \"much\" | ~value~ is “much”. It is a number",
        "\"threshold\": [] | ~threshold~ is a list",
        "\"operator\": \">\" | ~operator~ stands without a value",
        "\"resolvedAt\": \"2026-11-03T02:10:00Z\" | ~resolvedAt~ is the time of an end",
        "\"sevrity\": \"sev1\" | ~sevrity~ isn't known. An alert has rule, id, source, state,",
      })
  void aBadValueOfOurOwnFormIsNamed(String member, String words) {
    assertThat(refused("{\"rule\": \"a\", " + member + "}")).contains(words.replace("~", "`"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"rule\": \"\"} | `rule` is empty. Give the name",
        "{\"rule\": \" \"} | `rule` is empty",
        "{\"rule\": 5} | `rule` is “5”. It is a text.",
        "{\"rule\": null} | `rule` is missing",
      })
  void aRuleHasAName(String body, String words) {
    assertThat(refused(body)).contains(words);
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() {
    assertThat(
            refused(
                "{\"rule\": \"\", \"severity\": \"sev9\", \"state\": \"fired\", \"targets\":"
                    + " \"one\"}"))
        .contains("`rule`", "`severity`", "`state`", "`targets`");
  }

  /** An alert is never refused for what one of its texts holds. */
  @Test
  void keepsWithinBoundsWhatTheStoreCanKeep() {
    Alert alert =
        read("{\"rule\": \"a\\u0000b\\ud800\", \"description\": \"" + "x".repeat(9_000) + "\"}");
    assertThat(alert.rule()).isEqualTo("a?b?");
    assertThat(alert.description()).hasSizeLessThan(4_100).endsWith("…");
  }

  @Test
  void whatWouldBeCutFromANameOrDroppedIsRefused() {
    String long301 = "x".repeat(301);
    assertThat(refused("{\"rule\": \"" + long301 + "\"}")).contains("`rule` has 301 characters");
    assertThat(refused("{\"rule\": \"a\", \"labels\": {\"" + long301 + "\": 1}}"))
        .contains("has 301 characters");
    String labels =
        IntStream.range(0, 101)
            .mapToObj(i -> "\"l" + i + "\": \"v\"")
            .collect(Collectors.joining(", "));
    assertThat(refused("{\"rule\": \"a\", \"labels\": {" + labels + "}}"))
        .contains("`labels` has 101 members. It may have 100.");
    String targets =
        IntStream.range(0, 51).mapToObj(i -> "\"t" + i + "\"").collect(Collectors.joining(", "));
    assertThat(refused("{\"rule\": \"a\", \"targets\": [" + targets + "]}"))
        .contains("`targets` has 51 members");
    String alerts = "{\"rule\": \"a\"},".repeat(1_001);
    assertThat(refused("[" + alerts.substring(0, alerts.length() - 1) + "]"))
        .contains("The body has 1,001 alerts");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ | it ends in the middle (line 1",
        "{\"rule\": \"a\" | it ends in the middle",
        "{\"rule\": \"a | it ends in the middle",
        "[] | no known form of an alert",
        "5 | no known form of an alert",
        "null | no known form of an alert",
        "'' | The body is empty.",
        "{rule: a} | The body isn't JSON (line 1, column 2)",
        "{\"rule\": \"a\", \"rule\": \"b\"} | Duplicate",
        "{\"rule\": \"a\"} {\"rule\": \"b\"} | More follows the first JSON value (line 1",
        "{\"rule\": \"a\"} }] | The body isn't JSON",
        "{\"rule\": \"a\"}, | The body isn't JSON",
        "{\"schemaId\": \"AzureMonitorMetricAlert\"} | Turn on the common alert schema",
        "{\"state\": \"alerting\", \"title\": \"monit\"} | see docs/alerts.md",
      })
  void saysWhatIsWrongWithABody(String body, String words) {
    assertThat(refused(body)).contains(words);
  }

  @Test
  void blanksAroundTheValueAndAByteOrderMarkAreNothing() {
    assertThat(read("\uFEFF {\"rule\": \"a\"}\r\n \n").rule()).isEqualTo("a");
    assertThat(refused("\uFEFF")).contains("The body is empty.");
  }

  @Test
  void whatIsNotUtf8IsRefusedWithItsPlace() {
    assertThat(refused("{\"rule\": \"ä\"}".getBytes(StandardCharsets.ISO_8859_1)))
        .contains("its byte 11 is 0xE4");
    assertThat(refused("{\"rule\": \"a\"}".getBytes(StandardCharsets.UTF_16)))
        .contains("its byte 1 is 0xFE");
    assertThat(refused(new byte[] {'{', (byte) 0xC3})).contains("its byte 2 is 0xC3");
  }

  @ParameterizedTest
  @CsvSource({
    "1001, 1, 1",
    "40000, 1, 1",
    "1, 1001, 1",
    "1, 300000, 1",
    "1, 1, 50001",
    "1, 1, 900000"
  })
  void whatIsBeyondTheParserIsRefused(int depth, int digits, int name) {
    String body =
        "{\"rule\": \"a\", \"labels\": {\"%s\": %s%s%s}}"
            .formatted("n".repeat(name), "[".repeat(depth), "7".repeat(digits), "]".repeat(depth));
    assertThat(refused(body))
        .startsWith("The body goes beyond what is read")
        .contains("1,000 deep")
        .doesNotContain("StreamReadConstraints");
  }

  private static String azure(String context) {
    return """
    {"schemaId": "azureMonitorCommonAlertSchema", "data": {"essentials": {"alertId": "/x/1", "alertRule": "a",
      "monitorCondition": "Fired", "firedDateTime": "2026-11-03T02:10:00Z"}, %s}}
    """
        .formatted(context);
  }

  private static String alertmanager(String status) {
    return """
    {"alerts": [{"status": "%s", "labels": {"alertname": "a"}, "startsAt": "2026-11-03T02:10:00Z"}]}
    """
        .formatted(status);
  }

  private static Alert read(String json) {
    List<Alert> alerts = readAll(json);
    assertThat(alerts).hasSize(1);
    return alerts.get(0);
  }

  private static List<Alert> readAll(String json) {
    return AlertReader.read(json.getBytes(StandardCharsets.UTF_8), NOW).orThrow();
  }

  private static String refused(String json) {
    return refused(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String refused(byte[] body) {
    Result<List<Alert>> result = AlertReader.read(body, NOW);
    assertThat(result).isInstanceOf(Result.Refused.class);
    Problem problem = ((Result.Refused<List<Alert>>) result).problem();
    return problem.detail() + " " + problem.hint();
  }
}
