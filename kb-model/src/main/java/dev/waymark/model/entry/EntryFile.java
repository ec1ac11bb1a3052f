package dev.waymark.model.entry;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which file names are those of entries: {@code .md} and {@code .markdown}, in any case. */
public final class EntryFile {
  private static final Pattern MARKDOWN =
      Pattern.compile(".+\\.(?:md|markdown)", Pattern.CASE_INSENSITIVE);
  private static final Set<String> NOT_ENTRIES = Set.of("readme");

  private EntryFile() {}

  /** Whether a file of this name is Markdown. */
  public static boolean isMarkdown(String name) {
    return MARKDOWN.matcher(name).matches();
  }

  /** Whether a file of this name is an entry: every Markdown file but a README and hidden ones. */
  public static boolean isEntry(String name) {
    return isMarkdown(name)
        && !name.startsWith(".")
        && !NOT_ENTRIES.contains(stem(name).toLowerCase(Locale.ROOT));
  }

  /** A path without the ending of Markdown, if it has one. */
  public static String stem(String path) {
    return isMarkdown(path) ? path.substring(0, path.lastIndexOf('.')) : path;
  }

  /** The name of a file without its folders, whose names end in a slash. */
  public static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
