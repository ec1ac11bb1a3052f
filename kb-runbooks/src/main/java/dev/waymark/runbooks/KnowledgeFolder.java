package dev.waymark.runbooks;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.entry.EntryFile;
import dev.waymark.model.entry.EntryImage;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceFile;
import dev.waymark.runbooks.compile.KnowledgeBaseRules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A folder of entries that is compiled once, and then again file by file as it changes. Files are
 * named by their paths in the folder, with slashes.
 *
 * <p>An entry that ran and doesn't any more stays as it was, until its text runs again or its file
 * is gone; {@link #broken} has what stands there now. A value: a change gives a new one, and the
 * old one goes on.
 */
public final class KnowledgeFolder {
  private static final String SCENARIOS = ".scenarios/";

  private final Path root;
  private final Optional<Path> bundledSchemas;
  private final EntrySchemas schemas;
  private final SortedMap<String, UnlinkedEntry> served;
  private final SortedMap<String, UnlinkedEntry> broken;
  private final KnowledgeBaseRules rules;
  private final KnowledgeBase base;

  private KnowledgeFolder(
      Change change,
      Optional<Path> bundledSchemas,
      KnowledgeBaseRules rules,
      List<CompiledEntry> entries) {
    this.root = change.root();
    this.bundledSchemas = bundledSchemas;
    this.schemas = change.schemas();
    this.served = change.served();
    this.broken = change.broken();
    this.rules = rules;
    this.base = new KnowledgeBase(entries, schemas.issues());
  }

  /** What the files of a folder held before, as far as somebody remembers. */
  public interface Past {
    /** Nothing is remembered. */
    Past NONE = path -> List.of();

    /** Earlier bytes of a file, newest first; asked only for a file that doesn't run. */
    Iterable<byte[]> versions(String path);
  }

  /**
   * Compiles all entries below a folder, as {@link Runbooks#load(List, LocalDate)} does.
   *
   * @param bundledSchemas a folder with the schemas of well-known tables, which hold unless the
   *     entries bring others
   * @param past where the last good text of an entry is looked for that doesn't run
   * @throws UncheckedIOException if the folder can't be read
   */
  public static KnowledgeFolder load(
      Path root, Optional<Path> bundledSchemas, LocalDate today, Past past) {
    Change change =
        new Change(
            requireNonNull(root),
            new EntrySchemas(bundledSchemas),
            today,
            new TreeMap<>(),
            new TreeMap<>());
    try {
      for (Path file : EntryFiles.below(List.of(root)).files()) {
        change.add(nameOf(root, file), past);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return change.together(bundledSchemas);
  }

  /**
   * The same after some files were added, changed or deleted. Compiled again are the entries among
   * them and those whose scenarios they belong to; all, if table schemas have changed. Links and
   * ids are checked across all entries, unless none of them can see a difference.
   *
   * @param paths of the files that changed
   * @throws UncheckedIOException if a file can't be read
   */
  public KnowledgeFolder changed(Set<String> paths, LocalDate today) {
    boolean schemasChanged =
        paths.stream().anyMatch(path -> path.startsWith("schemas/") || path.contains("/schemas/"));
    Change change =
        new Change(
            root,
            schemasChanged ? new EntrySchemas(bundledSchemas) : schemas,
            today,
            new TreeMap<>(served),
            new TreeMap<>(broken));
    Set<String> entries = new TreeSet<>(schemasChanged ? served.keySet() : Set.of());
    for (String path : paths) {
      entryOf(path).ifPresent(entries::add);
    }
    try {
      for (String entry : entries) {
        change.again(entry);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    boolean onlyEntries = paths.stream().allMatch(path -> entryOf(path).isPresent());
    return onlyEntries
            && !schemasChanged
            && entries.stream().allMatch(entry -> looksAlike(entry, change))
        ? new KnowledgeFolder(change, bundledSchemas, rules, replaced(entries, change))
        : change.together(bundledSchemas);
  }

  /** Whether an entry is still there, and others see no difference. */
  private boolean looksAlike(String path, Change change) {
    UnlinkedEntry before = served.get(path);
    UnlinkedEntry after = change.served().get(path);
    return before != null && after != null && before.signature().equals(after.signature());
  }

  private List<CompiledEntry> replaced(Set<String> paths, Change change) {
    Map<String, CompiledEntry> changed = new HashMap<>();
    for (String path : paths) {
      changed.put(path, requireNonNull(change.served().get(path)).among(rules, change::exists));
    }
    List<CompiledEntry> entries = new ArrayList<>(base.entries());
    entries.replaceAll(entry -> changed.getOrDefault(entry.source().path(), entry));
    return entries;
  }

  /** The entries as they are served. */
  public KnowledgeBase base() {
    return base;
  }

  /**
   * What stands in files now whose entries are served as they were before: compiled, with the
   * issues that keep it from running, by path.
   */
  public Map<String, CompiledEntry> broken() {
    Map<String, CompiledEntry> entries = new TreeMap<>();
    broken.forEach((path, alone) -> entries.put(path, alone.entry()));
    return Collections.unmodifiableMap(entries);
  }

  /** The entry that a file is, or whose scenarios it belongs to. */
  private Optional<String> entryOf(String path) {
    int scenarios = path.indexOf(SCENARIOS);
    if (scenarios < 0) {
      return Optional.of(path).filter(EntryFiles::isEntryAt);
    }
    String stem = path.substring(0, scenarios);
    return served.keySet().stream().filter(entry -> EntryFile.stem(entry).equals(stem)).findFirst();
  }

  /**
   * Whether anything of the knowledge base is read from a file: entries and the images that they
   * show, other Markdown that they link to, scenarios, table schemas.
   *
   * @param path relative to the root, with slashes
   */
  public static boolean reads(String path) {
    boolean isHidden = path.startsWith(".") || path.contains("/.");
    return !isHidden
        && (EntryFile.isMarkdown(path)
            || EntryImage.isNamedAsOne(path)
            || path.contains(SCENARIOS)
            || path.startsWith("schemas/")
            || path.contains("/schemas/"));
  }

  /**
   * What lies in a folder as if it were content, and isn't read: symbolic links, submodules,
   * scenarios without an entry.
   *
   * @throws UncheckedIOException if the folder can't be read
   */
  public static List<Issue> leftOut(Path root) {
    try {
      return EntryFiles.below(List.of(root)).issues();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String nameOf(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  /** The maps of the next value while it is made. */
  private record Change(
      Path root,
      EntrySchemas schemas,
      LocalDate today,
      SortedMap<String, UnlinkedEntry> served,
      SortedMap<String, UnlinkedEntry> broken) {

    void add(String path, Past past) throws IOException {
      UnlinkedEntry now = load(path);
      served.put(path, now);
      if (now.runs()) {
        return;
      }
      for (byte[] bytes : past.versions(path)) {
        UnlinkedEntry before = shortened(loader().compile(root.resolve(path), path, bytes));
        if (before.runs()) {
          served.put(path, before);
          broken.put(path, now);
          return;
        }
      }
    }

    void again(String path) throws IOException {
      if (!Files.isRegularFile(root.resolve(path), LinkOption.NOFOLLOW_LINKS)) {
        served.remove(path);
        broken.remove(path);
        return;
      }
      UnlinkedEntry now = load(path);
      UnlinkedEntry before = served.get(path);
      broken.remove(path);
      if (now.runs() || before == null || !before.runs()) {
        served.put(path, now);
        return;
      }
      // With the scenarios and schemas of today, where the good text still runs on them.
      byte[] text = before.entry().source().text().getBytes(StandardCharsets.UTF_8);
      UnlinkedEntry good = shortened(loader().compile(root.resolve(path), path, text));
      served.put(path, good.runs() ? good : before);
      broken.put(path, now);
    }

    KnowledgeFolder together(Optional<Path> bundledSchemas) {
      KnowledgeBaseRules rules = UnlinkedEntry.rules(served.values());
      List<CompiledEntry> entries = UnlinkedEntry.together(served.values(), rules, this::exists);
      return new KnowledgeFolder(this, bundledSchemas, rules, entries);
    }

    private boolean exists(String path) {
      try {
        Path file = root.resolve(path).normalize();
        // What isn't read may not have been laid out here: the command line follows such links.
        return file.startsWith(root.normalize()) && (Files.exists(file) || !reads(path));
      } catch (InvalidPathException e) {
        return false;
      }
    }

    private UnlinkedEntry load(String path) throws IOException {
      return shortened(loader().load(root.resolve(path), path));
    }

    private EntryLoader loader() {
      return new EntryLoader(new Pipeline(today), schemas);
    }

    /** Issues of scenarios name their files by where they lie; here the folder is left out. */
    private UnlinkedEntry shortened(CompiledEntry entry) {
      String prefix = root.toString().replace('\\', '/') + "/";
      if (entry.issues().stream().noneMatch(issue -> issue.file().path().startsWith(prefix))) {
        return UnlinkedEntry.of(entry);
      }
      List<Issue> issues = entry.issues().stream().map(issue -> shortened(issue, prefix)).toList();
      return UnlinkedEntry.of(entry.with(issues));
    }

    private static Issue shortened(Issue issue, String prefix) {
      SourceFile file = issue.file();
      return file.path().startsWith(prefix)
          ? new Issue(
              issue.code(),
              new SourceFile(file.path().substring(prefix.length()), file.text()),
              issue.span(),
              issue.message(),
              issue.hint())
          : issue;
    }
  }
}
