package dev.waymark.server.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server as it is shipped, in a process of its own. */
final class PackagedServer implements AutoCloseable {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Pattern READY = Pattern.compile("ready at (http://\\S+)");
  private static final Pattern LINK = Pattern.compile("(http://\\S+/welcome/\\S+)");

  private final Process process;
  private final String base;
  private final Optional<String> firstLink;

  private final List<String> log;

  private PackagedServer(
      Process process, String base, Optional<String> firstLink, List<String> log) {
    this.log = log;
    this.process = process;
    this.base = base;
    this.firstLink = firstLink;
  }

  /** Starts it and waits until it says that it is ready. */
  static PackagedServer start(Path data, Path content, int port) {
    return start(data, content, port, Map.of());
  }

  /** Starts it with further variables in its environment. */
  static PackagedServer start(Path data, Path content, int port, Map<String, String> environment) {
    return start(data, port, List.of("--content", content.toString()), environment);
  }

  /** Starts it on the entries of a git repository, looked at each second. */
  static PackagedServer startOnRepository(Path data, String url) {
    return startOnRepository(data, url, Map.of());
  }

  /** The same with further variables in its environment. */
  static PackagedServer startOnRepository(Path data, String url, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("WAYMARK_CONTENT_URL", url);
    all.put("WAYMARK_CONTENT_INTERVAL", "1s");
    return start(data, 0, List.of(), all);
  }

  private static PackagedServer start(
      Path data, int port, List<String> options, Map<String, String> environment) {
    try {
      ProcessBuilder command =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  // It lives for a test: compiling it further would take longer than it saves.
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-jar",
                  JAR.toAbsolutePath().toString(),
                  "--port",
                  Integer.toString(port),
                  "--data",
                  data.toString())
              .redirectErrorStream(true);
      command.command().addAll(options);
      command.environment().putAll(environment);
      Process process = command.start();
      List<String> log = new ArrayList<>();
      CompletableFuture<String> ready = new CompletableFuture<>();
      Thread reader = new Thread(() -> read(process, log, ready), "server-output");
      reader.setDaemon(true);
      reader.start();
      String base = await(ready, process, log);
      return new PackagedServer(process, base, firstLink(log), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String base() {
    return base;
  }

  /** What it has said so far. */
  List<String> log() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  int port() {
    return Integer.parseInt(base.substring(base.lastIndexOf(':') + 1));
  }

  /** The link that signs the administrator in; printed until it has been followed. */
  String firstLink() {
    return firstLink.orElseThrow();
  }

  /** Ends it as a crash would. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  @Override
  public void close() {
    process.destroy();
    await();
  }

  private void await() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void read(Process process, List<String> log, CompletableFuture<String> ready) {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        synchronized (log) {
          log.add(line);
        }
        // The first link, where there is one, follows within two lines, and then an empty one.
        Matcher found = READY.matcher(String.join("\n", tail(log)));
        if (line.isBlank() && found.find()) {
          ready.complete(found.group(1));
        }
      }
    } catch (IOException e) {
      ready.completeExceptionally(e);
    }
    ready.completeExceptionally(new IllegalStateException("the server ended"));
  }

  private static String await(CompletableFuture<String> ready, Process process, List<String> log) {
    try {
      return ready.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IllegalStateException("No server:\n" + String.join("\n", tail(log)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> tail(List<String> log) {
    synchronized (log) {
      return List.copyOf(log.subList(Math.max(0, log.size() - 40), log.size()));
    }
  }

  private static Optional<String> firstLink(List<String> log) {
    Matcher found = LINK.matcher(String.join("\n", tail(log)));
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }

  /** A folder for data that is deleted when the JVM ends. */
  static Path temporaryFolder(String name) {
    try {
      Path folder = Files.createTempDirectory("waymark-" + name + "-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Folders.delete(folder)));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
