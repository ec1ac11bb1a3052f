package dev.waymark.server.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.scenario.ScenarioFiles;
import dev.waymark.runbooks.scenario.ScenarioLoader;
import dev.waymark.server.entry.ScenarioVersionStore.ScenarioVersion;
import dev.waymark.server.event.CanonicalJson;
import dev.waymark.server.event.Sha256;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The files of the scenarios that runs walk on, so that a drill ends on the data that it began
 * with. They are kept by their hash, and laid out in a folder of this server's own to be read.
 */
@ApplicationScoped
public class ScenarioVersions {
  private static final Logger LOG = Logger.getLogger(ScenarioVersions.class);

  /** Far more than are drilled on at the same time; a forgotten one is laid out again. */
  private static final int MOST_FOLDERS = 100;

  private final ScenarioVersionStore store;
  private final Catalog catalog;
  private final Clock clock;
  private final Deque<String> laid = new ArrayDeque<>();
  private Optional<Path> root = Optional.empty();

  ScenarioVersions(ScenarioVersionStore store, Catalog catalog, Clock clock) {
    this.store = store;
    this.catalog = catalog;
    this.clock = clock;
  }

  /** A scenario with its files as they were when it was read. */
  public record PinnedScenario(String hash, String name, String files) {}

  /** The files of a scenario as they are now; empty if they are too many or too large to keep. */
  public Optional<PinnedScenario> pin(Scenario scenario) {
    return ScenarioFiles.read(scenario)
        .map(
            texts -> {
              ObjectNode node = JsonNodeFactory.instance.objectNode();
              texts.forEach(node::put);
              String files = CanonicalJson.write(node);
              return new PinnedScenario(Sha256.of(files), scenario.name(), files);
            });
  }

  /** Keeps a scenario in the transaction that is under way. */
  public void keep(PinnedScenario scenario, String entryId) {
    store.keep(
        scenario.hash(),
        new ScenarioVersion(entryId, scenario.name(), scenario.files()),
        clock.instant());
  }

  /** What answers a run on files that are kept; empty if they aren't, or can't be read any more. */
  public Optional<RecordedSource> source(String hash, String entryId) {
    return folder(hash)
        .flatMap(folder -> ScenarioLoader.load(folder, catalog.schemas(entryId)).value())
        .map(scenario -> RecordedSource.withTables(scenario, catalog.schemas(entryId), clock));
  }

  private synchronized Optional<Path> folder(String hash) {
    Optional<ScenarioVersion> version = Optional.empty();
    if (!laid.contains(hash)) {
      version = store.find(hash);
      if (version.isEmpty()) {
        return Optional.empty();
      }
    }
    try {
      if (version.isPresent()) {
        layOut(hash, version.orElseThrow());
      }
      try (Stream<Path> folders = Files.list(root().resolve(hash))) {
        return folders.findFirst();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void layOut(String hash, ScenarioVersion version) throws IOException {
    Map<String, String> texts = new HashMap<>();
    for (Map.Entry<String, JsonNode> file : CanonicalJson.read(version.files()).properties()) {
      texts.put(file.getKey(), file.getValue().textValue());
    }
    if (laid.size() >= MOST_FOLDERS) {
      delete(root().resolve(laid.removeFirst()));
    }
    ScenarioFiles.write(texts, root().resolve(hash).resolve(version.name()));
    laid.addLast(hash);
  }

  private Path root() throws IOException {
    if (root.isEmpty()) {
      root = Optional.of(Files.createTempDirectory("waymark-scenarios-"));
    }
    return root.orElseThrow();
  }

  synchronized void end(@Observes ShutdownEvent event) {
    root.ifPresent(
        folder -> {
          try {
            delete(folder);
          } catch (IOException e) {
            LOG.debugf("%s is left behind: %s", folder, e);
          }
        });
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
