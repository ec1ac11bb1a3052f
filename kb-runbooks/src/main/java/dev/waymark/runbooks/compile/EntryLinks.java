package dev.waymark.runbooks.compile;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.entry.Action;
import dev.waymark.model.entry.Cause;
import dev.waymark.model.entry.Check;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Link;
import dev.waymark.model.entry.LinkTarget;
import dev.waymark.model.entry.Step;
import dev.waymark.model.entry.Verification;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An entry with its links to places and files, which are looked for once: {@link
 * KnowledgeBaseRules} follows them again whenever one of the other files changes.
 *
 * @param signature what others see of it
 * @param links into other files
 * @param places links to headings of the entry itself, but for edges, which its tree has
 */
public record EntryLinks(
    Entry entry, Signature signature, List<FileLink> links, List<Link> places) {
  public EntryLinks {
    requireNonNull(entry);
    requireNonNull(signature);
    links = List.copyOf(links);
    places = List.copyOf(places);
  }

  /**
   * What other entries clash with or lead to: as long as it stays, nothing that is wrong with them
   * changes.
   *
   * @param file the path of the entry's file
   * @param path the same, as the links name paths
   * @param slugs of the nodes, which an edge may name
   * @param anchors of all headings, which any other link may name
   */
  public record Signature(
      String file,
      String path,
      String id,
      List<String> alerts,
      Set<String> slugs,
      Set<String> anchors) {
    public Signature {
      requireNonNull(file);
      requireNonNull(path);
      requireNonNull(id);
      alerts = List.copyOf(alerts);
      slugs = Set.copyOf(slugs);
      anchors = Set.copyOf(anchors);
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
      return new Signature(
          entry.source().path(), path, entry.id(), alerts, slugs, Set.copyOf(entry.anchors()));
    }
  }

  /**
   * A link or image that leads into another file.
   *
   * @param path of that file, seen from where the linking file's path begins
   * @param slug of the heading there, if the link names one
   * @param edge whether a run takes it, so that only a node will do
   */
  public record FileLink(String path, Optional<String> slug, boolean edge, SourceSpan span) {
    public FileLink {
      requireNonNull(path);
      requireNonNull(slug);
      requireNonNull(span);
    }
  }

  public static EntryLinks of(Entry entry) {
    String from = normal(entry.source().path());
    Set<SourceSpan> edges = edges(entry);
    List<FileLink> links = new ArrayList<>();
    List<Link> places = new ArrayList<>();
    for (Link link : entry.links()) {
      LinkTarget to = link.to();
      boolean edge = edges.contains(link.span());
      if (to.outside() || (edge && to.path().isEmpty())) {
        continue;
      }
      if (to.path().isEmpty()) {
        places.add(link);
      } else {
        links.add(new FileLink(resolve(from, to.path()), to.fragment(), edge, place(entry, link)));
      }
    }
    return new EntryLinks(entry, Signature.of(entry, from), links, places);
  }

  /** Where a link's target is written; the whole link, if that stands elsewhere. */
  static SourceSpan place(Entry entry, Link link) {
    SourceSpan span = link.span();
    int at = entry.source().text().lastIndexOf(link.target(), span.end() - link.target().length());
    return at < span.start() || link.target().isEmpty()
        ? span
        : new SourceSpan(at, at + link.target().length());
  }

  /** Where the links stand that a run takes; what is wrong with them in itself, the tree says. */
  private static Set<SourceSpan> edges(Entry entry) {
    Set<SourceSpan> edges = new HashSet<>();
    for (Step step : entry.steps()) {
      switch (step) {
        case Step.QueryStep query -> addEdges(query.check(), edges);
        case Step.QuestionStep question ->
            question.answers().forEach(row -> edges.add(row.next().span()));
      }
    }
    for (Cause cause : entry.causes()) {
      cause.resolutions().forEach(link -> edges.add(link.span()));
      cause.evidence().ifPresent(check -> addEdges(check, edges));
    }
    for (Action action : entry.actions()) {
      action.verification().flatMap(Verification::check).ifPresent(asks -> addEdges(asks, edges));
      action.verification().stream()
          .flatMap(verify -> verify.verdicts().stream())
          .forEach(row -> edges.add(row.next().span()));
    }
    return edges;
  }

  private static void addEdges(Check check, Set<SourceSpan> edges) {
    check.patterns().forEach(row -> edges.add(row.next().span()));
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
