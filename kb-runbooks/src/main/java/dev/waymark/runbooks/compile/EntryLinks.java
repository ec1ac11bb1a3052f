package dev.waymark.runbooks.compile;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry with its links into other files, which are looked for once: {@link KnowledgeBaseRules}
 * follows them again whenever one of the other files changes.
 *
 * @param signature what others see of it
 */
public record EntryLinks(Entry entry, Signature signature, List<FileLink> links) {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#:]*\\.md)(?:#([^)\\s]*))?\\)");

  public EntryLinks {
    requireNonNull(entry);
    requireNonNull(signature);
    links = List.copyOf(links);
  }

  /**
   * What other entries clash with or lead to: as long as it stays, nothing that is wrong with them
   * changes.
   *
   * @param file the path of the entry's file
   * @param path the same, as the links name paths
   * @param slugs of the headings that a link may name
   */
  public record Signature(
      String file, String path, String id, List<String> alerts, Set<String> slugs) {
    public Signature {
      requireNonNull(file);
      requireNonNull(path);
      requireNonNull(id);
      alerts = List.copyOf(alerts);
      slugs = Set.copyOf(slugs);
    }

    private static Signature of(Entry entry, String path) {
      Set<String> slugs = new HashSet<>();
      entry.steps().forEach(step -> slugs.add(step.heading().slug()));
      entry.causes().forEach(cause -> slugs.add(cause.heading().slug()));
      entry.actions().forEach(action -> slugs.add(action.heading().slug()));
      slugs.add(entry.preventionSection().heading().slug());
      slugs.add(entry.escalationSection().heading().slug());
      List<String> alerts =
          entry.frontMatter().alerts().stream().map(alert -> alert.text().strip()).toList();
      return new Signature(entry.source().path(), path, entry.id(), alerts, slugs);
    }
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
    return new EntryLinks(entry, Signature.of(entry, from), links);
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
