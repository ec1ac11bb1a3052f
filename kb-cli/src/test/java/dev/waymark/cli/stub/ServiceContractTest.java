package dev.waymark.cli.stub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.StringJoiner;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each service refuses, in its own words, over HTTPS. */
@Timeout(60)
class ServiceContractTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);
  private static final String WORKSPACE = "11111111-2222-3333-4444-555555555555";
  private static final String SUBSCRIPTION = "/subscriptions/00000000-0000-0000-0000-000000000002";
  private static final String RESOURCE =
      SUBSCRIPTION + "/resourceGroups/g/providers/Microsoft.ApiManagement/service/shop";
  private static final String TENANT = "00000000-0000-0000-0000-000000000001";
  private static final String SIGN_IN =
      "client_id=a&client_secret=b&grant_type=client_credentials&scope=";
  private static final String LOGS = "https://api.loganalytics.io";
  private static final String MANAGER = "https://management.azure.com";

  private static AzureStub stub;
  private static HttpClient client;

  @BeforeAll
  static void start() throws Exception {
    stub =
        new AzureStub(
            request -> StubReply.json("{\"answered\": true}"),
            0,
            List.of("localhost"),
            CLOCK,
            GraphQuota.unlimited());
    client = HttpClient.newBuilder().sslContext(trusting(stub)).build();
  }

  @AfterAll
  static void stop() {
    stub.close();
  }

  private static SSLContext trusting(AzureStub stub) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry(
        "stub",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(stub.certificate().getBytes(StandardCharsets.UTF_8))));
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), new SecureRandom());
    return context;
  }

  private static HttpResponse<String> send(
      String method, String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(stub.address() + path))
            .method(method, BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static String bearer(String audience) throws Exception {
    HttpResponse<String> reply =
        send("POST", "/" + TENANT + "/oauth2/v2.0/token", SIGN_IN + audience + "/.default");
    return "Bearer " + StubJson.read(reply.body()).path("access_token").asText();
  }

  /** The status, and the innermost code with its message. */
  private static String told(HttpResponse<String> reply) {
    JsonNode root = StubJson.read(reply.body());
    if (root.path("answered").asBoolean()) {
      return reply.statusCode() + " answered";
    }
    JsonNode error = root.path("error").isObject() ? root.path("error") : root;
    while (error.path("innererror").isObject()) {
      error = error.path("innererror");
    }
    if (!error.path("details").isEmpty()) {
      error = error.path("details").path(error.path("details").size() - 1);
    }
    return reply.statusCode()
        + (reply.body().isEmpty() ? " nothing" : "")
        + (error.has("code") ? " " + error.path("code").asText() : "")
        + (error.has("message") ? ": " + error.path("message").asText() : "");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          POST | TENANT         | GOODhttps://management.azure.com/.default         | 200
          POST | TENANT         | GOODhttps://management.azure.com//.default        | 200
          POST | TENANT         | GOODhttps://api.loganalytics.us/.default%20openid | 200
          POST | contoso.com    | GOODhttps://api.loganalytics.io/.default          | 200
          POST | nobody         | GOODhttps://api.loganalytics.io/.default          | 400 invalid_request AADSTS90002
          GET  | TENANT         | GOODhttps://api.loganalytics.io/.default          | 400 invalid_request AADSTS900561
          POST | TENANT         | GOODhttps://api.loganalytics.io                   | 400 invalid_scope AADSTS1002012
          POST | TENANT         | GOODhttps://graph.example/.default                | 400 invalid_resource AADSTS500011
          POST | TENANT         | GOOD                                              | 400 invalid_request AADSTS900144
          POST | TENANT         | client_id=a&grant_type=client_credentials&scope=x | 400 invalid_request AADSTS900144
          POST | TENANT         | client_id=a&client_secret=b&grant_type=password   | 400 unsupported_grant_type AADSTS70003
          """)
  void signIn(String method, String tenant, String body, String expected) throws Exception {
    HttpResponse<String> reply =
        send(
            method,
            "/" + tenant.replace("TENANT", TENANT) + "/oauth2/v2.0/token",
            body.replace("GOOD", SIGN_IN));
    JsonNode root = StubJson.read(reply.body());
    String error = root.path("error").asText("");
    assertThat(
            reply.statusCode()
                + (error.isEmpty()
                    ? ""
                    : " " + error + " " + root.path("error_description").asText().split(":")[0]))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /v1/workspaces/WORKSPACE/query              | none    | 401 AuthenticationFailed: Authentication failed. The 'Authorization' header is missing.
          /v1/workspaces/WORKSPACE/query              | Bearer x | 403 InvalidAuthenticationToken: The access token is invalid.
          /v1/workspaces/WORKSPACE/query              | MANAGER | 403 InvalidAuthenticationTokenAudience: The access token has been obtained from wrong audience or resource 'https://management.azure.com'.
          RESOURCE/providers/Microsoft.Insights/metrics?api-version=2018-01-01 | LOGS | 403 InvalidAuthenticationTokenAudience: The access token has been obtained from wrong audience or resource 'https://api.loganalytics.io'.
          RESOURCE/providers/Microsoft.Insights/metrics?api-version=2018-01-01 | none | 401 AuthenticationFailed
          """)
  void tokens(String path, String token, String expected) throws Exception {
    String authorization =
        switch (token) {
          case "MANAGER" -> bearer(MANAGER);
          case "LOGS" -> bearer(LOGS);
          default -> token;
        };
    String[] headers =
        token.equals("none") ? new String[0] : new String[] {"Authorization", authorization};
    assertThat(told(send("GET", named(path), "", headers))).startsWith(expected);
  }

  private static String named(String path) {
    return path.replace("WORKSPACE", WORKSPACE)
        .replace("RESOURCE", RESOURCE)
        .replace("SUBSCRIPTION", SUBSCRIPTION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          POST | workspaces/WORKSPACE | application/json | wait=60,include-statistics=true | {"query": "T"}                          | 200 answered
          POST | workspaces/WORKSPACE | application/json | wait=600                        | {"query": "T", "timespan": "PT12H"}     | 200 answered
          POST | workspaces/WORKSPACE | application/json | -                               | {"query": "T", "timespan": "2024-01-01/2024-01-02"} | 200 answered
          POST | workspaces/WORKSPACE | application/json | -                               | {"query": "T", "workspaces": ["two"]}   | 200 answered
          POST | RESOURCE             | application/json | -                               | {"query": "T"}                          | 200 answered
          GET  | workspaces/WORKSPACE?query=T | -        | -                               | -                                       | 200 answered
          PUT  | workspaces/WORKSPACE | application/json | -                               | {"query": "T"}                          | 404 PathNotFoundError: The requested path does not exist
          POST | workspaces/shop      | application/json | -                               | {"query": "T"}                          | 404 WorkspaceNotFoundError: The workspace could not be found
          POST | subscriptions/s/resourceGroups/g | application/json | -                   | {"query": "T"}                          | 404 PathNotFoundError: The requested path does not exist
          POST | workspaces/WORKSPACE | text/plain       | -                               | {"query": "T"}                          | 200 nothing
          POST | workspaces/WORKSPACE | application/json | -                               | T                                       | 200 nothing
          POST | workspaces/WORKSPACE | application/json | -                               | {"kql": "T"}                            | 400 QueryValidationError: body must contain 'query' property
          POST | workspaces/WORKSPACE | application/json | -                               | {"query": "T", "workspaces": "two"}     | 400 QueryValidationError: 'workspaces' must be an array
          POST | workspaces/WORKSPACE | application/json | -                               | {"query": "T", "timespan": "1h"}        | 400 QueryValidationError: Invalid timespan: '1h'
          POST | workspaces/WORKSPACE | application/json | wait=601                        | {"query": "T"}                          | 400 QueryValidationError: Invalid Prefer header: 'wait' must be 1 to 600 seconds
          """)
  void logs(String method, String path, String type, String prefer, String body, String expected)
      throws Exception {
    String at =
        path.contains("?")
            ? path.replace("?", "/query?")
            : named(path).replaceFirst("^/", "") + "/query";
    assertThat(
            told(
                send(
                    method,
                    "/v1/" + named(at),
                    body.equals("-") ? "" : body,
                    "Authorization",
                    bearer(LOGS),
                    "Content-Type",
                    type,
                    "Prefer",
                    prefer)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      textBlock =
          """
          GET  | RESOURCE | api-version=2018-01-01&metricnames=Requests&aggregation=Total,average&interval=PT5M&timespan=2026-11-21T01:00:00Z/2026-11-21T02:00:00Z | 200 answered
          GET  | RESOURCE | api-version=2024-02-01&timespan=PT12H&$filter=Code eq '502' and Host eq '*' | 200 answered
          POST | RESOURCE | api-version=2018-01-01                      | 405 MethodNotAllowed: The requested resource does not support http method 'POST'.
          GET  | RESOURCE | timespan=PT1H                               | 400 MissingApiVersionParameter: The api-version query parameter (?api-version=) is required for all requests.
          GET  | RESOURCE | api-version=2010-01-01                      | 400 InvalidResourceType: The resource type 'metrics' could not be found in the namespace 'microsoft.insights' for api version '2010-01-01'.
          GET  | /123     | api-version=2018-01-01                      | 404 MissingSubscription: The request did not have a subscription or a valid tenant level resource provider.
          GET  | /RESOURCE | api-version=2018-01-01                     | 404 MissingSubscription
          GET  | /subscriptions/s/resourceGroups/g/providers/P/t/r | api-version=2018-01-01 | 400 InvalidSubscriptionId: The provided subscription identifier 's' is malformed or invalid.
          GET  | SUBSCRIPTION/resourceGroups/g | api-version=2018-01-01 | 400 BadRequest: The resource id is invalid
          GET  | RESOURCE | api-version=2018-01-01&interval=PT3M        | 400 BadRequest: Invalid time grain duration: PT3M, supported ones are: 00:01:00,00:05:00,00:15:00,00:30:00,01:00:00,06:00:00,12:00:00,1.00:00:00
          GET  | RESOURCE | api-version=2018-01-01&interval=5m          | 400 BadRequest: Invalid time grain duration: 5m
          GET  | RESOURCE | api-version=2018-01-01&aggregation=Avrage   | 400 BadRequest: Invalid aggregation type: Avrage
          GET  | RESOURCE | api-version=2018-01-01&timespan=1h          | 400 BadRequest: Invalid time interval input: 1h
          GET  | RESOURCE | api-version=2018-01-01&timespan=2026-11-21T02:00:00Z/2026-11-21T01:00:00Z | 400 BadRequest: Invalid time interval input
          GET  | RESOURCE | api-version=2018-01-01&$filter=Code = 502   | 400 BadRequest: Invalid filter input: Code = 502
          """)
  void metrics(String method, String resource, String query, String expected) throws Exception {
    assertThat(
            told(
                managed(
                    method,
                    named(resource) + "/providers/Microsoft.Insights/metrics?" + encoded(query),
                    "")))
        .startsWith(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " and eventTimestamp le '2026-11-21T00:00:00Z'",
        " and eventTimestamp le '2026-11-21T00:00:00Z' and resourceGroupName eq 'g'",
        " and eventTimestamp le '2026-11-21T00:00:00Z' and resourceUri eq '/subscriptions/s/r'",
        " and eventTimestamp le '2026-11-21T00:00:00Z' and resourceProvider eq 'Microsoft.Web'",
        " and eventTimestamp le '2026-11-21T00:00:00Z' and correlationId eq 'c'"
      })
  void theActivityLogTakesTheseFilters(String more) throws Exception {
    assertThat(activity("$filter=eventTimestamp ge '2026-11-20T00:00:00Z'" + more))
        .isEqualTo("200 answered");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          $select=eventName                                                          | $filter searching parameters invalid
          $filter=eventTimestamp le '2026-11-20T00:00:00Z'                           | $filter searching parameters invalid
          $filter=eventTimestamp ge 2026-11-20T00:00:00Z                             | $filter searching parameters invalid
          $filter=eventTimestamp ge 'yesterday'                                      | $filter searching parameters invalid
          $filter=eventTimestamp ge '2026-11-20T00:00:00Z' and caller eq 'ann'       | $filter searching parameters invalid
          $filter=eventTimestamp ge '2026-11-20T00:00:00Z' and resourceGroupName eq 'a' and resourceUri eq 'b' | $filter searching parameters invalid
          $filter=eventTimestamp ge '2026-11-20T00:00:00Z' or resourceGroupName eq 'a' | $filter searching parameters invalid
          $filter=eventTimestamp ge '2026-08-01T00:00:00Z'                           | The start time cannot be more than 90 days in the past.
          $filter=eventTimestamp ge '2026-11-20T00:00:00Z' and eventTimestamp le '2026-11-19T00:00:00Z' | The start time cannot be later than the end time.
          $filter=eventTimestamp ge '2026-11-20T00:00:00Z'&$select=eventName,colour  | $select names an unknown property: colour
          """)
  void theActivityLogRefuses(String query, String message) throws Exception {
    assertThat(activity(query)).startsWith("400 BadRequest: " + message);
  }

  private static String activity(String query) throws Exception {
    return told(
        managed(
            "GET",
            SUBSCRIPTION
                + "/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01&"
                + encoded(query),
            ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      textBlock =
          """
          2021-03-01 ¦ {"query": "resources"}                                                   ¦ 200 answered
          2024-04-01 ¦ {"query": "where name == 'x'", "options": {"$top": 1000, "$skip": 0}}    ¦ 200 answered
          2021-03-01 ¦ {"query": "resources", "subscriptions": ["00000000-0000-0000-0000-000000000002"], "options": {"resultFormat": "table"}} ¦ 200 answered
          2030-01-01 ¦ {"query": "resources"}                                                   ¦ 400 InvalidResourceType
          2021-03-01 ¦ {"options": {}}                                                          ¦ 400 InvalidRequest: The request body must hold a query.
          2021-03-01 ¦ resources                                                                ¦ 400 InvalidRequest: The request body must hold a query.
          2021-03-01 ¦ {"query": "resources", "subscriptions": ["shop"]}                        ¦ 400 InvalidSubscriptionId
          2021-03-01 ¦ {"query": "resources", "subscriptions": ["00000000-0000-0000-0000-000000000002"], "managementGroups": ["m"]} ¦ 400 InvalidRequest
          2021-03-01 ¦ {"query": "resources", "options": {"$top": 1001}}                        ¦ 400 InvalidTop
          2021-03-01 ¦ {"query": "resources", "options": {"$top": 0}}                           ¦ 400 InvalidTop
          2021-03-01 ¦ {"query": "resources", "options": {"$skip": -1}}                         ¦ 400 InvalidSkip
          2021-03-01 ¦ {"query": "resources", "options": {"resultFormat": "csv"}}               ¦ 400 InvalidResultFormat
          2021-03-01 ¦ {"query": "let t = 'x'; resources | where type == t"}                    ¦ 400 ParserFailure
          2021-03-01 ¦ {"query": "resources | where"}                                           ¦ 400 ParserFailure
          2021-03-01 ¦ {"query": "resources | make-series count() on t step 1h"}                ¦ 400 InvalidQueryLanguage
          2021-03-01 ¦ {"query": "resources | join kind=leftsemi (resources) on id"}            ¦ 400 UnsupportedJoinFlavor: The join kind "leftsemi" is not supported or not allowed.
          2021-03-01 ¦ {"query": "Heartbeat"}                                                   ¦ 400 DisallowedLogicalTableName: Table Heartbeat is invalid, unsupported or disallowed.
          """)
  void resourceGraph(String version, String body, String expected) throws Exception {
    HttpResponse<String> reply =
        managed(
            "POST", "/providers/Microsoft.ResourceGraph/resources?api-version=" + version, body);
    assertThat(told(reply)).startsWith(expected);
    assertThat(reply.headers().firstValue("x-ms-user-quota-remaining")).isPresent();
  }

  @Test
  void resourceGraphsRefusalLooksAsRecorded() throws Exception {
    HttpResponse<String> reply =
        managed(
            "POST",
            "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01",
            "{\"query\": \"resources\\n| where a has_any ('b')\"}");
    JsonNode error = StubJson.read(reply.body()).path("error");
    assertThat(error.path("code").asText()).isEqualTo("BadRequest");
    assertThat(error.path("message").asText())
        .matches(
            "Please provide below info when asking for support: timestamp = \\S+,"
                + " correlationId = [0-9a-f-]{36}\\.");
    assertThat(error.path("details").path(0).path("code").asText()).isEqualTo("InvalidQuery");
    assertThat(error.path("details").path(1))
        .isEqualTo(
            StubJson.read(
                """
                {"code": "ParserFailure", "message": "ParserFailure", "line": 2,
                 "characterPositionInLine": 10, "token": "has_any"}
                """));
  }

  @Test
  void anotherTypeOfContentIsAnInternalError() throws Exception {
    assertThat(
            told(
                send(
                    "POST",
                    "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01",
                    "{\"query\": \"resources\"}",
                    "Authorization",
                    bearer(MANAGER),
                    "Content-Type",
                    "text/plain")))
        .startsWith("500 InternalServerError");
  }

  @Test
  void fifteenQueriesInFiveSecondsAreResourceGraphsQuota() {
    GraphQuota quota = GraphQuota.ofService(CLOCK);
    for (int i = 0; i < 15; i++) {
      assertThat(quota.take()).isEmpty();
    }
    StubReply refused = quota.take().orElseThrow();
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("Retry-After", "5");
    assertThat(StubJson.read(refused.body()).at("/error/code").asText()).isEqualTo("RateLimiting");
    assertThat(quota.telling(refused).headers())
        .containsEntry("x-ms-user-quota-remaining", "0")
        .containsEntry("x-ms-user-quota-resets-after", "00:00:05");
  }

  private static HttpResponse<String> managed(String method, String path, String body)
      throws Exception {
    return send(
        method, path, body, "Authorization", bearer(MANAGER), "Content-Type", "application/json");
  }

  /** With its values encoded. */
  private static String encoded(String query) {
    var encoded = new StringJoiner("&");
    for (String pair : query.strip().split("&(?=[$a-z-]+=)")) {
      String[] parts = pair.split("=", 2);
      encoded.add(parts[0] + "=" + URLEncoder.encode(parts[1], StandardCharsets.UTF_8));
    }
    return encoded.toString();
  }
}
