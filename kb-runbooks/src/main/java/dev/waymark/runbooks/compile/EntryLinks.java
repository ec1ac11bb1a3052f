package dev.waymark.runbooks.compile;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry with its links into other files, which are looked for once: {@link KnowledgeBaseRules}
 * follows them again whenever one of the other files changes.
 *
 * @param path of the entry's file, as the links name paths
 */
public record EntryLinks(Entry entry, String path, List<FileLink> links) {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#:]*\\.md)(?:#([^)\\s]*))?\\)");

  public EntryLinks {
    requireNonNull(entry);
    requireNonNull(path);
    links = List.copyOf(links);
  }

  /**
   * A link into another file.
   *
   * @param path of that file, seen from where the linking file's path begins
   * @param slug of the heading there, where the link names one
   */
  public record FileLink(String path, Optional<String> slug, SourceSpan span) {
    public FileLink {
      requireNonNull(path);
      requireNonNull(slug);
      requireNonNull(span);
    }
  }

  public static EntryLinks of(Entry entry) {
    String from = normal(entry.source().path());
    List<FileLink> links = new ArrayList<>();
    Matcher link = LINK.matcher(entry.source().text());
    while (link.find()) {
      links.add(
          new FileLink(
              resolve(from, link.group(1)),
              Optional.ofNullable(link.group(2)),
              new SourceSpan(link.start() + 2, link.end() - 1)));
    }
    return new EntryLinks(entry, from, links);
  }

  private static String resolve(String from, String link) {
    return link.startsWith("/")
        ? normal(link)
        : normal(from.substring(0, from.lastIndexOf('/') + 1) + link);
  }

  /** With slashes, and without {@code .} and {@code ..} where they can be left out. */
  private static String normal(String path) {
    String slashed = path.replace('\\', '/');
    List<String> parts = new ArrayList<>();
    for (String part : slashed.split("/")) {
      boolean up = part.equals("..") && !parts.isEmpty();
      if (up && !parts.get(parts.size() - 1).equals("..")) {
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return (slashed.startsWith("/") ? "/" : "") + String.join("/", parts);
  }
}
