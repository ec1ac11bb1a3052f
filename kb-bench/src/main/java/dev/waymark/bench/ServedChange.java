package dev.waymark.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * P2-served: from a commit that changes one of 10,000 entries to the replies of the searches by
 * symptom and by text that find it, once all entries are served and searchable.
 */
final class ServedChange implements Benchmark {
  private static final double MOST_MILLIS = 100;

  @Override
  public String id() {
    return "P2-served";
  }

  @Override
  public String title() {
    return "from a commit that changes 1 of 10,000 entries until a search finds it, against 100 ms";
  }

  @Override
  public Target target() {
    return Target.atMost(1);
  }

  @Override
  public int warmUps() {
    return 20;
  }

  @Override
  public Rounds prepare() throws Exception {
    GeneratedEntries entries = new GeneratedEntries();
    Path folder = Files.createTempDirectory("waymark-bench");
    ContentRepository repository = ContentRepository.create(folder.resolve("content.git"), entries);
    MeasuredServer server = MeasuredServer.startOn(repository.folder());
    server.awaitEntries(entries.texts().size());
    server.awaitSearchable(entries.texts().size());
    return new Changes(entries, folder, repository, server);
  }

  private static final class Changes implements Rounds {
    private final GeneratedEntries entries;
    private final Path folder;
    private final ContentRepository repository;
    private final MeasuredServer server;
    private int changed;

    Changes(
        GeneratedEntries entries,
        Path folder,
        ContentRepository repository,
        MeasuredServer server) {
      this.entries = entries;
      this.folder = folder;
      this.repository = repository;
      this.server = server;
    }

    @Override
    public double round() throws Exception {
      String word = "novelty" + changed;
      String file = "service-" + changed + "-fails";
      String text =
          entries
              .texts()
              .get(changed)
              .replace("## Symptoms\n", "## Symptoms\n\n- Says `" + word + "`\n");
      repository.commit(Map.of(GeneratedEntries.file(changed), text));
      changed++;
      long nanos =
          Stopwatch.nanos(
              () -> {
                server.post("/api/v1/content/sync", Map.of());
                String query = "?q=" + URLEncoder.encode(word, StandardCharsets.UTF_8);
                String found = server.get("/api/v1/entries/search" + query);
                if (!found.contains(word)) {
                  throw new IllegalStateException("the change isn't found: " + found);
                }
                // Full-text search follows in the background.
                while (!server.get("/api/v1/search" + query).contains(file)) {
                  Thread.onSpinWait();
                }
              });
      return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1) / MOST_MILLIS;
    }

    @Override
    public void close() throws IOException {
      server.close();
      repository.close();
      DataFolders.delete(folder);
    }
  }
}
