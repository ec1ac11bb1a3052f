package dev.waymark.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.server.account.Role;
import dev.waymark.server.support.Parameter;
import dev.waymark.server.support.People;
import dev.waymark.server.support.RawClient;
import dev.waymark.server.support.Route;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.junit.jupiter.api.Test;

/**
 * Hostile values in every place of every route, read from the routes themselves: none is answered
 * with a failure of the server. {@code -Dwaymark.rounds=full} tries all, {@code -Dwaymark.seed}
 * repeats a run.
 */
@QuarkusTest
class RouteFuzzTest {
  private static final boolean IS_FULL = "full".equals(System.getProperty("waymark.rounds"));

  private static final Duration TIME = IS_FULL ? Duration.ofMinutes(20) : Duration.ofSeconds(12);

  /** No answer takes longer, however busy the machine is. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final Pattern TRACE = Pattern.compile("\\tat |Exception\\b");

  /** As they stand in an address or a form. */
  private static final List<String> TEXTS =
      List.of(
          "",
          "%00",
          "a%00b",
          "%",
          "%4",
          "%zz",
          "%ff",
          "%ed%a0%80",
          "%c0%80",
          "%0d%0aSet-Cookie:%20a=b",
          "%0a",
          "%f0%9f%98%80",
          "0",
          "-1",
          "2147483647",
          "2147483648",
          "-9223372036854775808",
          "9223372036854775807",
          "99999999999999999999999999",
          "1e400",
          "NaN",
          "null",
          "true",
          "%7b%7d",
          "%5b",
          "'%22;--",
          "..%2f..%2fetc%2fpasswd",
          "%2525",
          "+1000000000-12-31T23:59:59Z",
          "0000-00-00",
          "x".repeat(3_000));

  /** As JSON writes them. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "-1",
          "2147483647",
          "2147483648",
          "-9223372036854775808",
          "99999999999999999999999999",
          "1e400",
          "1.5",
          "true",
          "[]",
          "{}",
          "[null]",
          "{\"a\":null}",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\u202e\"",
          "\"+1000000000-12-31T23:59:59Z\"",
          "{\"\\u0000\":\"a\"}",
          "\"" + "x".repeat(20_000) + "\"");

  /** Whole bodies, a character for each byte. */
  private static final List<String> BODIES =
      List.of(
          "",
          " ",
          "null",
          "0",
          "\"a\"",
          "[]",
          "{",
          "{}{}",
          "{\"a\":1,\"a\":1}",
          "{\"\u00c3\":1}",
          "[".repeat(100_000),
          "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000),
          "&".repeat(100_000),
          "a=%00&a=%zz",
          "a=\u00ff",
          "a=" + "%41".repeat(20_000),
          "\u0000");

  private static final List<String> TYPES =
      List.of(
          "application/json",
          "application/x-www-form-urlencoded",
          "application/x-www-form-urlencoded; charset=nonsense",
          "multipart/form-data",
          "multipart/form-data; boundary=a",
          "text/plain",
          "nonsense",
          "*/*");

  @Inject People people;

  @TestHTTPResource("/")
  URI server;

  private final Map<String, String> known = new LinkedHashMap<>();
  private String credential = "";

  /** For what a token may never. */
  private String password = "";

  /**
   * One request.
   *
   * @param body a character for each byte
   */
  private record Attack(Route route, String target, List<String> headers, String body) {
    String name() {
      return "%s %s %s %s".formatted(route.method(), brief(target), headers, brief(body));
    }

    private static String brief(String text) {
      return text.substring(0, Math.min(200, text.length()));
    }
  }

  @Test
  void nothingThatIsSentMakesTheServerFail() throws IOException {
    long seed = Long.getLong("waymark.seed", System.nanoTime());
    System.out.println("Routes are tried with -Dwaymark.seed=" + seed);
    openAnIncident();
    List<Attack> attacks = attacks();
    Collections.shuffle(attacks, new Random(seed));
    bringForwardOneOfEachRoute(attacks);

    List<String> faults = new ArrayList<>();
    Instant end = Instant.now().plus(TIME);
    int sent = 0;
    try (RawClient client = new RawClient(server.getPort())) {
      for (Attack attack : attacks) {
        if (sent > Route.all().size() && Instant.now().isAfter(end)) {
          break;
        }
        sent++;
        fault(client, attack).ifPresent(fault -> faults.add(fault + ": " + attack.name()));
      }
    }
    System.out.printf(
        "%,d of %,d requests to %d routes%n", sent, attacks.size(), Route.all().size());
    assertThat(faults).as("with -Dwaymark.seed=" + seed).isEmpty();
    assertThat(sent).isGreaterThan(Route.all().size());
  }

  private Optional<String> fault(RawClient client, Attack attack) throws IOException {
    Instant begin = Instant.now();
    RawClient.Reply reply = send(client, attack);
    if (reply.status() == 401 && attack.route().role().isPresent()) {
      // What was sent may have taken the credential itself back.
      signIn();
      reply = send(client, attack);
    }
    Duration taken = Duration.between(begin, Instant.now());
    // A reply that says what is being waited for isn't a failure.
    boolean hasFailed = reply.status() >= 500 && !reply.headers().containsKey("retry-after");
    if (hasFailed || TRACE.matcher(reply.status() < 400 ? "" : reply.body()).find()) {
      return Optional.of(reply.status() + " " + reply.body().lines().limit(3).toList());
    }
    if (!reply.headers().containsKey("content-security-policy")
        || !reply.headers().containsKey("x-content-type-options")) {
      return Optional.of("no safety headers");
    }
    return taken.compareTo(PATIENCE) > 0 ? Optional.of("took " + taken) : Optional.empty();
  }

  private RawClient.Reply send(RawClient client, Attack attack) throws IOException {
    String accept = attack.route().path().startsWith("/api/") ? "application/json" : "text/html";
    StringBuilder head =
        new StringBuilder()
            .append(attack.route().method())
            .append(' ')
            .append(attack.target())
            .append(" HTTP/1.1\r\nHost: localhost:")
            .append(server.getPort())
            .append("\r\nAccept: ")
            .append(accept)
            .append("\r\nAuthorization: ")
            .append(attack.route().notByToken() ? password : credential)
            .append("\r\n");
    attack.headers().forEach(header -> head.append(header).append("\r\n"));
    if (!attack.route().method().equals("GET")) {
      head.append("Content-Length: ").append(attack.body().length()).append("\r\n");
    }
    head.append("\r\n").append(attack.route().method().equals("GET") ? "" : attack.body());
    return client.send(head.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private void signIn() {
    credential = people.authorization(Role.ADMINISTRATOR);
    String pair = people.signedIn(Role.ADMINISTRATOR).account() + ":" + People.PASSWORD;
    password = "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  /** So that routes find what their paths name, and values get as far as they can. */
  private void openAnIncident() {
    signIn();
    String number =
        RestAssured.given()
            .header("Authorization", credential)
            .contentType(ContentType.JSON)
            .body("{\"entry\":\"apim-502-bad-gateway\",\"scenario\":\"backend-timeout\"}")
            .post("/api/v1/incidents")
            .then()
            .statusCode(201)
            .extract()
            .path("number")
            .toString();
    known.put("number", number);
    known.put("id", "apim-502-bad-gateway");
    known.put(
        "run",
        RestAssured.given()
            .header("Authorization", credential)
            .get("/api/v1/incidents/" + number + "/runs")
            .then()
            .extract()
            .path("[0].id"));
  }

  /** Each route is tried in any case. */
  private static void bringForwardOneOfEachRoute(List<Attack> attacks) {
    Map<Route, Attack> first = new LinkedHashMap<>();
    attacks.forEach(attack -> first.putIfAbsent(attack.route(), attack));
    List<Attack> others = new ArrayList<>(attacks);
    others.removeAll(first.values());
    attacks.clear();
    attacks.addAll(first.values());
    attacks.addAll(others);
  }

  private List<Attack> attacks() {
    List<String> fields = fieldsOfTemplates();
    List<Attack> attacks = new ArrayList<>();
    for (Route route : Route.all()) {
      String path = path(route, Map.of());
      Pattern.compile("\\{(\\w+)\\}")
          .matcher(route.template())
          .results()
          .flatMap(name -> TEXTS.stream().map(text -> Map.of(name.group(1), text)))
          .forEach(values -> attacks.add(attack(route, path(route, values), List.of(), "")));
      for (Parameter parameter : route.parameters()) {
        switch (parameter.kind()) {
          case QUERY ->
              TEXTS.forEach(
                  text ->
                      attacks.add(
                          attack(
                              route, path + "?" + parameter.name() + "=" + text, List.of(), "")));
          case HEADER ->
              TEXTS.forEach(
                  text ->
                      attacks.add(
                          attack(route, path, List.of(parameter.name() + ": " + text), "{}")));
          case FIELD -> attacks.addAll(forms(route, path, fieldsOf(route), parameter.name()));
          case FORM -> fields.forEach(field -> attacks.addAll(forms(route, path, fields, field)));
          case BODY -> attacks.addAll(jsons(route, path, parameter.type()));
        }
      }
      attacks.add(attack(route, path + "?" + "a=1&".repeat(1_000), List.of(), ""));
      if (!route.method().equals("GET")) {
        for (String body : BODIES) {
          for (String type : TYPES) {
            attacks.add(new Attack(route, path, List.of("Content-Type: " + type), body));
          }
        }
      }
    }
    return attacks;
  }

  private static Attack attack(Route route, String target, List<String> headers, String body) {
    List<String> all = new ArrayList<>(headers);
    if (!route.method().equals("GET")) {
      all.add(
          "Content-Type: "
              + (route.path().startsWith("/api/")
                  ? "application/json"
                  : "application/x-www-form-urlencoded"));
    }
    return new Attack(route, target, all, body);
  }

  private String path(Route route, Map<String, String> values) {
    return Pattern.compile("\\{(\\w+)\\}")
        .matcher(route.template())
        .replaceAll(
            name -> values.getOrDefault(name.group(1), known.getOrDefault(name.group(1), "1")));
  }

  private static List<String> fieldsOf(Route route) {
    return route.parameters().stream()
        .filter(each -> each.kind() == Parameter.Kind.FIELD)
        .map(Parameter::name)
        .toList();
  }

  private static List<Attack> forms(
      Route route, String path, List<String> fields, String attacked) {
    return TEXTS.stream()
        .map(
            text ->
                attack(
                    route,
                    path,
                    List.of(),
                    fields.stream()
                        .map(field -> field + "=" + (field.equals(attacked) ? text : "1"))
                        .collect(Collectors.joining("&"))))
        .toList();
  }

  private static List<Attack> jsons(Route route, String path, Class<?> type) {
    if (!type.isRecord()) {
      return List.of();
    }
    List<Attack> attacks = new ArrayList<>();
    for (Map<String, String> members : samples(type)) {
      attacks.add(attack(route, path, List.of(), object(members)));
      for (String name : members.keySet()) {
        for (String value : VALUES) {
          Map<String, String> changed = new LinkedHashMap<>(members);
          changed.put(name, value);
          attacks.add(attack(route, path, List.of(), object(changed)));
        }
      }
    }
    return attacks;
  }

  private static String object(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Objects that a route may take: one for each of the words that one of its members may be. */
  private static List<Map<String, String>> samples(Class<?> type) {
    Map<String, String> members = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      members.put(component.getName(), sample(component.getType()));
    }
    List<Map<String, String>> samples = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Schema schema = component.getAccessor().getAnnotation(Schema.class);
      for (String word : schema == null ? new String[0] : schema.enumeration()) {
        Map<String, String> sample = new LinkedHashMap<>(members);
        sample.put(component.getName(), "\"" + word + "\"");
        samples.add(sample);
      }
    }
    return samples.isEmpty() ? List.of(members) : samples;
  }

  private static String sample(Class<?> type) {
    if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
      return "1";
    }
    if (type == Boolean.class) {
      return "true";
    }
    if (Map.class.isAssignableFrom(type)) {
      return "{\"a\":\"b\"}";
    }
    if (List.class.isAssignableFrom(type)) {
      return "[]";
    }
    if (type == Instant.class) {
      return "\"2026-01-01T00:00:00Z\"";
    }
    return type.isRecord() ? object(samples(type).get(0)) : "\"a\"";
  }

  /** The names of all fields of all forms, for routes that take whatever comes. */
  private static List<String> fieldsOfTemplates() {
    Pattern name = Pattern.compile("\\sname=\"([\\w.-]+)\"");
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
      TreeSet<String> names = new TreeSet<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        name.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group(1)));
      }
      return List.copyOf(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
