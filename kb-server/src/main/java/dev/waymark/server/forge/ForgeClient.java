package dev.waymark.server.forge;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waymark.server.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * Sends JSON to a forge, over HTTPS only, and never anywhere else: redirects aren't followed,
 * because they would take the token along.
 */
final class ForgeClient {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7E]+");
  private static final Pattern CONTROLS = Pattern.compile("[\\s\\p{Cntrl}]+");
  private static final int MOST_SAID = 300;

  /** In bytes; the longest that the forges send, a list of open pull requests, is far shorter. */
  private static final long LONGEST_REPLY = 4_000_000;

  private final ForgeConfig config;
  private final URI address;
  private final HeaderOf authorization;

  /** The client of the JDK, made when the first request needs it. */
  private Optional<HttpClient> client = Optional.empty();

  /** How a token is sent. */
  record Header(String name, String value) {}

  /** The header for a token. */
  interface HeaderOf {
    Header of(String token);
  }

  /**
   * @param address of the public host, if no other one is configured
   */
  ForgeClient(ForgeConfig config, String address, HeaderOf authorization) {
    this.config = config;
    this.address = config.url().orElse(URI.create(address));
    this.authorization = authorization;
  }

  /** Where the forge is, without a slash at the end. */
  String address() {
    String text = address.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  /** One part of a path, or a value of a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** A path, each of its parts encoded, with a slash before each. */
  static String path(String text) {
    return Arrays.stream(text.split("/")).map(part -> "/" + encoded(part)).collect(joining());
  }

  ForgeReply get(String path) {
    return send(path, HttpRequest.newBuilder().GET());
  }

  ForgeReply post(String path, Map<String, String> fields) {
    try {
      String body = JSON.writeValueAsString(fields);
      return send(path, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always JSON", e);
    }
  }

  private ForgeReply send(String path, HttpRequest.Builder request) {
    String token = token();
    Header header = authorization.of(token);
    HttpRequest ready =
        request
            .uri(uri(path))
            .header(header.name(), header.value())
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .header("User-Agent", "waymark")
            .build();
    HttpResponse<String> response = await(ready);
    ForgeReply reply =
        new ForgeReply(response.statusCode(), json(response.body()), said(response.body(), token));
    refuse(reply);
    return reply;
  }

  private URI uri(String path) {
    if (!"https".equals(address.getScheme())) {
      throw ForgeException.unavailable(
          "waymark.forge.url doesn't begin with https, so the token would be read on the way",
          "Write an https address.");
    }
    if (address.getHost() == null) {
      throw ForgeException.unavailable(
          "waymark.forge.url names no host: " + address, "Write it as https://forge.example.org.");
    }
    return URI.create(address() + path);
  }

  private String token() {
    Path file =
        config
            .tokenFile()
            .orElseThrow(
                () ->
                    ForgeException.unavailable(
                        "waymark.forge.token-file isn't set, so the forge lets nobody in",
                        "Put a token into a file and name it there."));
    try {
      String token = Files.readString(file).strip();
      if (TOKEN.matcher(token).matches()) {
        return token;
      }
    } catch (IOException e) {
      throw ForgeException.unavailable(
          "The file of waymark.forge.token-file can't be read: " + file,
          "Check that it is there, and that the server may read it.");
    }
    throw ForgeException.unavailable(
        "The file of waymark.forge.token-file holds no token: " + file,
        "Put the token into it, on one line and nothing else.");
  }

  /** Waits no longer than the time-out for the whole answer, however slowly it comes. */
  private HttpResponse<String> await(HttpRequest request) {
    CompletableFuture<HttpResponse<String>> reply =
        client()
            .sendAsync(
                request,
                HttpResponse.BodyHandlers.limiting(
                    HttpResponse.BodyHandlers.ofString(), LONGEST_REPLY));
    try {
      return reply.get(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      reply.cancel(true);
      throw ForgeException.unavailable(
          "%s gave no answer within %s s".formatted(host(), config.timeout().toSeconds()),
          "Try again; if it stays so, raise waymark.forge.timeout.");
    } catch (InterruptedException e) {
      reply.cancel(true);
      Thread.currentThread().interrupt();
      throw ForgeException.unavailable("The server is going down", "Try again in a minute.");
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    }
  }

  private ForgeException failed(Throwable cause) {
    return switch (cause) {
      case SSLException _ ->
          ForgeException.unavailable(
              "%s showed a certificate that isn't trusted".formatted(host()),
              "Name your authority's certificate in waymark.forge.ca-file.");
      case ConnectException _ -> unreachable();
      case HttpConnectTimeoutException _ -> unreachable();
      default ->
          ForgeException.unavailable(
              "%s broke its answer off, or gave one of more than %d MB"
                  .formatted(host(), LONGEST_REPLY / 1_000_000),
              "Try again; if it stays so, check waymark.forge.url: something else may answer"
                  + " there.");
    };
  }

  private ForgeException unreachable() {
    return ForgeException.unavailable(
        "%s can't be reached".formatted(host()),
        "Check waymark.forge.url, the network and the proxy; then try again.");
  }

  private String host() {
    return String.valueOf(address.getAuthority());
  }

  private synchronized HttpClient client() {
    if (client.isEmpty()) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .connectTimeout(CONNECT)
              .followRedirects(HttpClient.Redirect.NEVER);
      config.caFile().ifPresent(file -> builder.sslContext(trusting(file)));
      client = Optional.of(builder.build());
    }
    return client.get();
  }

  private static SSLContext trusting(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        number++;
        store.setCertificateEntry("authority-" + number, each);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw ForgeException.unavailable(
          "The file of waymark.forge.ca-file can't be read: " + file,
          "Name a PEM file with certificates.");
    }
  }

  private static JsonNode json(String body) {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null ? MissingNode.getInstance() : node;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  /** The message of an error, as the three forges put it. */
  private static String said(String body, String token) {
    JsonNode json = json(body);
    StringBuilder said = new StringBuilder();
    JsonNode message = json.path("message");
    if (message.isTextual()) {
      said.append(message.textValue());
    } else if (!message.isMissingNode()) {
      said.append(message);
    }
    json.path("errors").forEach(error -> said.append(' ').append(error.path("message").asText("")));
    String oneLine = CONTROLS.matcher(said.toString().replace(token, "…")).replaceAll(" ").strip();
    return oneLine.length() > MOST_SAID ? oneLine.substring(0, MOST_SAID) + "…" : oneLine;
  }

  /** What is wrong whatever was asked. */
  private void refuse(ForgeReply reply) {
    switch (reply.status()) {
      // Azure DevOps answers a bad token with a page to sign in.
      case 401, 203, 302 ->
          throw ForgeException.unavailable(
              "%s doesn't take the token".formatted(host()),
              "It may have run out: put a new one into the file of waymark.forge.token-file.");
      case 403 ->
          throw ForgeException.unavailable(
              "%s takes the token but doesn't allow this%s".formatted(host(), quoted(reply)),
              "Give the token the right to read and write pull requests of the repository.");
      case 404 ->
          throw ForgeException.unavailable(
              "%s knows no repository %s, or doesn't show it to this token"
                  .formatted(host(), config.repository().orElse("")),
              "Check waymark.forge.repository and waymark.forge.url, and what the token may see.");
      case 429 ->
          throw ForgeException.unavailable(
              "%s was asked too often".formatted(host()), "Try again in some minutes.");
      default -> {
        if (reply.status() >= 500 || (reply.status() >= 300 && reply.status() < 400)) {
          throw ForgeException.unavailable(
              "%s answered with status %d".formatted(host(), reply.status()),
              "Check waymark.forge.url, or try again later.");
        }
      }
    }
  }

  /** What was asked is refused: the request itself, not who asks. */
  static ForgeException refused(ForgeReply reply, String branch, String target) {
    return new ForgeException(
        Problem.invalid(
            "The forge opens no pull request of %s into %s%s"
                .formatted(branch, target, quoted(reply)),
            "Check that both branches are there and differ, and waymark.forge.target-branch."));
  }

  private static String quoted(ForgeReply reply) {
    return reply.said().isEmpty() ? "" : ": " + reply.said();
  }
}
