package dev.waymark.runbooks;

import dev.waymark.model.entry.EntryFile;
import java.util.Optional;

/**
 * How much the content of a folder or a repository may be. A counter: what it names is beyond the
 * bounds, and isn't read.
 */
public final class ContentBounds {
  static final int MOST_PATHS = 100_000;

  private static final int MOST_DEPTH = 32;
  private static final int LONGEST_PATH = 1_000;
  private static final int LONGEST_NAME = 255;
  private static final long MOST_BYTES = 1L << 30;

  /** Compiled, an entry takes up to about ten times the bytes of its text. */
  private static final int HEAP_PER_BYTE = 16;

  private final long mostEntryBytes;
  private int paths;
  private long bytes;
  private long entryBytes;

  public ContentBounds() {
    this(Runtime.getRuntime().maxMemory());
  }

  ContentBounds(long heap) {
    this.mostEntryBytes = heap / HEAP_PER_BYTE;
  }

  /** Whether a file or folder isn't read because of its own path. */
  public static boolean isBeyond(String path) {
    if (path.length() > LONGEST_PATH) {
      return true;
    }
    int depth = 0;
    int start = 0;
    for (int at = 0; at <= path.length(); at++) {
      if (at == path.length() || path.charAt(at) == '/') {
        if (at - start > LONGEST_NAME) {
          return true;
        }
        depth++;
        start = at + 1;
      }
    }
    return depth > MOST_DEPTH;
  }

  /** Why a path isn't read. */
  public static String whyBeyond() {
    return "Names have at most %d characters, paths %,d, and folders lie at most %d deep."
        .formatted(LONGEST_NAME, LONGEST_PATH, MOST_DEPTH);
  }

  /**
   * Counts a file or folder.
   *
   * @param size of a file that is read, in bytes; 0 for what isn't
   * @return why that is more than there may be
   */
  public Optional<String> add(String path, long size) {
    paths++;
    bytes += size;
    entryBytes += EntryFile.isMarkdown(path) ? Math.min(size, EntryLoader.MOST_BYTES) : 0;
    if (paths > MOST_PATHS) {
      return Optional.of("more than %,d files and folders".formatted(MOST_PATHS));
    }
    if (bytes > MOST_BYTES) {
      return Optional.of("more than %,d MiB of files".formatted(MOST_BYTES >> 20));
    }
    return entryBytes > mostEntryBytes
        ? Optional.of(
            "more than %,d MiB of Markdown, which is what fits into this process's memory"
                .formatted(mostEntryBytes >> 20))
        : Optional.empty();
  }
}
