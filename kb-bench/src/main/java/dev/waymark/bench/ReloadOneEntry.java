package dev.waymark.bench;

import dev.waymark.runbooks.KnowledgeFolder;
import dev.waymark.runbooks.KnowledgeFolder.Past;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** P2: compiling a knowledge base again after one of its entries has changed, against all of it. */
final class ReloadOneEntry implements Benchmark {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 2);

  @Override
  public String id() {
    return "P2";
  }

  @Override
  public String title() {
    return "compile again when 1 of 10,000 entries changes, against the full compile";
  }

  @Override
  public Target target() {
    return Target.atMost(0.02);
  }

  @Override
  public int warmUps() {
    return 2;
  }

  @Override
  public Rounds prepare() throws IOException {
    GeneratedEntries entries = new GeneratedEntries();
    Path folder = Files.createTempDirectory("waymark-bench");
    Path all = Files.createDirectory(folder.resolve("all"));
    Path part = Files.createDirectory(folder.resolve("part"));
    write(all, entries.texts());
    write(part, entries.nextSlice());
    return new Reloads(entries, folder, all, part, load(all));
  }

  private static void write(Path folder, List<String> texts) throws IOException {
    for (int i = 0; i < texts.size(); i++) {
      Path file = folder.resolve(GeneratedEntries.file(i));
      Files.createDirectories(file.getParent());
      Files.writeString(file, texts.get(i));
    }
  }

  private static KnowledgeFolder load(Path folder) {
    KnowledgeFolder loaded =
        KnowledgeFolder.load(folder, Optional.of(Checkout.SCHEMAS), TODAY, Past.NONE);
    if (loaded.base().entries().stream().anyMatch(entry -> entry.tree().isEmpty())) {
      throw new IllegalStateException("a generated entry has issues");
    }
    return loaded;
  }

  /** Of the full compile an eighth is measured a round, and counted eight times. */
  private static final class Reloads implements Rounds {
    private static final int CHANGES = 10;

    private final GeneratedEntries entries;
    private final Path folder;
    private final Path all;
    private final Path part;
    private KnowledgeFolder base;
    private int changed;

    Reloads(GeneratedEntries entries, Path folder, Path all, Path part, KnowledgeFolder base) {
      this.entries = entries;
      this.folder = folder;
      this.all = all;
      this.part = part;
      this.base = base;
    }

    @Override
    public double round() throws Exception {
      long full = Stopwatch.nanos(() -> load(part));
      double parts = (double) entries.texts().size() / GeneratedEntries.SLICE;
      long ours = 0;
      for (int i = 0; i < CHANGES; i++) {
        String file = GeneratedEntries.file(changed);
        Files.writeString(
            all.resolve(file),
            entries.texts().get(changed).replace("## Symptoms\n", "## Symptoms\n\n- Changed\n"));
        changed++;
        ours += Stopwatch.nanos(() -> base = base.changed(Set.of(file), TODAY));
      }
      return (double) ours / CHANGES / (full * parts);
    }

    @Override
    public void close() throws IOException {
      DataFolders.delete(folder);
    }
  }
}
