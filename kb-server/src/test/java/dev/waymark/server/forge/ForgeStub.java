package dev.waymark.server.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Plays the pull requests of the three forges, each as its API documents them. */
final class ForgeStub implements AutoCloseable {
  static final String TOKEN = "canary-3f1e7a";

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static Optional<byte[]> keys = Optional.empty();

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Path authority;
  private final List<Pull> pulls = new ArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Optional<Reply> instead = Optional.empty();

  /** A pull request at the stand-in. */
  private record Pull(String from, String to, String title, String body, String state) {
    Pull in(String other) {
      return new Pull(from, to, title, body, other);
    }
  }

  /** A reply; with status 0 none ever comes. */
  private record Reply(int status, String body) {}

  ForgeStub(Path folder) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = new ByteArrayInputStream(keys())) {
      store.load(in, PASSWORD);
    }
    authority = folder.resolve("forge.pem");
    Files.writeString(
        authority,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(store.getCertificate("forge").getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** A key store with the certificate, made once: the tool takes longer than a test. */
  private static synchronized byte[] keys() throws Exception {
    if (keys.isEmpty()) {
      Path file = Files.createTempDirectory("waymark-keys-").resolve("forge.p12");
      Process tool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "forge",
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=localhost",
                  "-ext",
                  "SAN=dns:localhost",
                  "-validity",
                  "2",
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  new String(PASSWORD),
                  "-keystore",
                  file.toString())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (tool.waitFor() != 0) {
        throw new IllegalStateException("this JDK makes no certificate");
      }
      keys = Optional.of(Files.readAllBytes(file));
    }
    return keys.orElseThrow();
  }

  URI address() {
    return URI.create("https://localhost:" + server.getAddress().getPort());
  }

  /** The certificate to trust. */
  Path authority() {
    return authority;
  }

  /** Method, path and query of each request. */
  List<String> requests() {
    return requests;
  }

  /** From now on, every reply is this one. */
  void answer(int status, String body) {
    instead = Optional.of(new Reply(status, body));
  }

  /** Nothing is ever answered. */
  void keepSilent() {
    instead = Optional.of(new Reply(0, ""));
  }

  /** A person does something to a pull request, in the words of the forge. */
  void become(int number, String state) {
    pulls.set(number - 1, pulls.get(number - 1).in(state));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      requests.add(exchange.getRequestMethod() + " " + uri);
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Reply reply = instead.orElseGet(() -> reply(exchange, uri, body));
      if (reply.status() == 0) {
        threads.awaitTermination(1, java.util.concurrent.TimeUnit.MINUTES);
      }
      byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply reply(HttpExchange exchange, URI uri, String body) {
    String path = uri.getRawPath();
    String query = URLDecoder.decode(String.valueOf(uri.getRawQuery()), StandardCharsets.UTF_8);
    if (path.startsWith("/repos/content/kb/pulls")) {
      boolean in = ("Bearer " + TOKEN).equals(header(exchange, "Authorization"));
      return in ? gitHub(exchange, path, query, body) : new Reply(401, "{}");
    }
    if (path.startsWith("/api/v4/projects/group%2Fcontent%2Fkb/merge_requests")) {
      boolean in = TOKEN.equals(header(exchange, "PRIVATE-TOKEN"));
      return in ? gitLab(exchange, path, query, body) : new Reply(401, "{}");
    }
    if (path.startsWith("/org/my%20project/_apis/git/repositories/kb/pullrequests")) {
      String basic =
          Base64.getEncoder().encodeToString((":" + TOKEN).getBytes(StandardCharsets.UTF_8));
      boolean in = ("Basic " + basic).equals(header(exchange, "Authorization"));
      return in ? azure(exchange, path, query, body) : new Reply(203, "<html>Sign in</html>");
    }
    return new Reply(404, "{\"message\": \"Not Found\"}");
  }

  private static String header(HttpExchange exchange, String name) {
    return String.valueOf(exchange.getRequestHeaders().getFirst(name));
  }

  private Reply gitHub(HttpExchange exchange, String path, String query, String body) {
    if (exchange.getRequestMethod().equals("POST")) {
      JsonNode asked = read(body);
      return opened(
          new Pull(
              asked.path("head").asText(),
              asked.path("base").asText(),
              asked.path("title").asText(),
              asked.path("body").asText(),
              "open"),
          "open",
          this::gitHubJson,
          new Reply(
              422,
              "{\"message\":\"Validation Failed\",\"errors\":[{\"message\":\"A pull request already"
                  + " exists for content:x.\"}]}"));
    }
    return found(
        path,
        query,
        pull -> "head=content:" + pull.from() + "&base=" + pull.to(),
        "open",
        this::gitHubJson);
  }

  private ObjectNode gitHubJson(int number) {
    Pull pull = pulls.get(number - 1);
    boolean merged = pull.state().equals("merged");
    return JSON.createObjectNode()
        .put("number", number)
        .put("html_url", "https://github.example/content/kb/pull/" + number)
        .put("state", merged ? "closed" : pull.state())
        .put("merged", merged);
  }

  private Reply gitLab(HttpExchange exchange, String path, String query, String body) {
    if (exchange.getRequestMethod().equals("POST")) {
      JsonNode asked = read(body);
      return opened(
          new Pull(
              asked.path("source_branch").asText(),
              asked.path("target_branch").asText(),
              asked.path("title").asText(),
              asked.path("description").asText(),
              "opened"),
          "opened",
          this::gitLabJson,
          new Reply(
              409,
              "{\"message\":[\"Another open merge request already exists for this source branch:"
                  + " !1\"]}"));
    }
    return found(
        path,
        query,
        pull -> "source_branch=" + pull.from() + "&target_branch=" + pull.to(),
        "opened",
        this::gitLabJson);
  }

  private ObjectNode gitLabJson(int number) {
    return JSON.createObjectNode()
        .put("id", 9_000 + number)
        .put("iid", number)
        .put("web_url", "https://gitlab.example/group/content/kb/-/merge_requests/" + number)
        .put("state", pulls.get(number - 1).state());
  }

  private Reply azure(HttpExchange exchange, String path, String query, String body) {
    if (exchange.getRequestMethod().equals("POST")) {
      JsonNode asked = read(body);
      return opened(
          new Pull(
              asked.path("sourceRefName").asText(),
              asked.path("targetRefName").asText(),
              asked.path("title").asText(),
              asked.path("description").asText(),
              "active"),
          "active",
          this::azureJson,
          new Reply(
              409,
              "{\"message\":\"TF401179: An active pull request for the source and target branch"
                  + " already exists.\"}"));
    }
    Reply found =
        found(
            path,
            query,
            pull ->
                "searchCriteria.sourceRefName="
                    + pull.from()
                    + "&searchCriteria.targetRefName="
                    + pull.to(),
            "active",
            this::azureJson);
    return found.body().startsWith("[")
        ? new Reply(200, "{\"value\":" + found.body() + "}")
        : found;
  }

  private ObjectNode azureJson(int number) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("pullRequestId", number)
            .put("status", pulls.get(number - 1).state());
    json.putObject("repository")
        .put("webUrl", "https://dev.azure.example/org/my%20project/_git/kb");
    return json;
  }

  private interface ToJson {
    ObjectNode of(int number);
  }

  private interface Search {
    String of(Pull pull);
  }

  private Reply opened(Pull asked, String open, ToJson json, Reply exists) {
    boolean there =
        pulls.stream()
            .anyMatch(
                pull ->
                    pull.from().equals(asked.from())
                        && pull.to().equals(asked.to())
                        && pull.state().equals(open));
    if (there) {
      return exists;
    }
    pulls.add(asked);
    return new Reply(201, json.of(pulls.size()).toString());
  }

  private Reply found(String path, String query, Search search, String open, ToJson json) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    if (last.matches("\\d+")) {
      return new Reply(200, json.of(Integer.parseInt(last)).toString());
    }
    ArrayNode all = JSON.createArrayNode();
    for (int i = 0; i < pulls.size(); i++) {
      if (pulls.get(i).state().equals(open) && query.contains(search.of(pulls.get(i)))) {
        all.add(json.of(i + 1));
      }
    }
    return new Reply(200, all.toString());
  }

  private static JsonNode read(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      return JSON.createObjectNode();
    }
  }

  /** What was asked of the first pull request: from, to, title and body. */
  Map<String, String> first() {
    Pull pull = pulls.get(0);
    return Map.of("from", pull.from(), "to", pull.to(), "title", pull.title(), "body", pull.body());
  }
}
