package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.EntryFile;
import dev.waymark.model.entry.Link;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Nearest;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.compile.EntryLinks.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What only several entries together show: ids, alerts, and links from one into another. It knows
 * no more of them than their signatures, so that it holds for as long as these stay.
 */
public final class KnowledgeBaseRules {
  private final Map<String, Signature> byPath = new HashMap<>();
  private final Map<String, Signature> byId = new HashMap<>();
  private final Map<String, Signature> byAlert = new HashMap<>();

  /**
   * @param entries in the order in which they take precedence
   */
  public KnowledgeBaseRules(List<Signature> entries) {
    for (Signature entry : entries) {
      byPath.put(entry.path(), entry);
      byId.putIfAbsent(entry.id(), entry);
      entry.alerts().forEach(alert -> byAlert.putIfAbsent(alert, entry));
    }
  }

  /**
   * Everything that is wrong between one of the entries and others; of two that clash, the later
   * one has the issue.
   *
   * @param exists whether there is a file of a path, among those that aren't entries here
   */
  public List<Issue> check(EntryLinks links, Predicate<String> exists) {
    List<Issue> issues = new ArrayList<>();
    id(links, issues);
    alerts(links, issues);
    links.links().forEach(link -> link(links, link, exists, issues));
    links.places().forEach(link -> place(links, link, issues));
    return List.copyOf(issues);
  }

  private void id(EntryLinks links, List<Issue> issues) {
    Entry entry = links.entry();
    Signature first = byId.getOrDefault(entry.id(), links.signature());
    if (!first.file().equals(links.signature().file())) {
      add(
          issues,
          entry,
          KnowledgeBaseIssue.DUPLICATE_ID,
          FrontMatterPlace.of(entry, "id"),
          "The id `" + entry.id() + "` belongs to " + first.file(),
          "Give this entry an id of its own.");
      return;
    }
    String path = links.signature().path();
    String file = EntryFile.name(path);
    if (!EntryFile.stem(file).equals(entry.id())) {
      add(
          issues,
          entry,
          KnowledgeBaseIssue.FILE_NAME,
          FrontMatterPlace.of(entry, "id"),
          "The file is called `" + file + "`, but the entry's id is `" + entry.id() + "`",
          "Rename the file to `" + entry.id() + ".md`, or change the id: both must be the same.");
    }
  }

  private void alerts(EntryLinks links, List<Issue> issues) {
    for (Excerpt alert : links.entry().frontMatter().alerts()) {
      Signature first = byAlert.getOrDefault(alert.text().strip(), links.signature());
      if (!first.file().equals(links.signature().file())) {
        add(
            issues,
            links.entry(),
            KnowledgeBaseIssue.SHARED_ALERT,
            alert.span(),
            "The same alert also opens " + first.file(),
            "Add to the condition what tells the two apart.");
      }
    }
  }

  private void link(
      EntryLinks links, EntryLinks.FileLink link, Predicate<String> exists, List<Issue> issues) {
    Entry entry = links.entry();
    Signature target = byPath.get(link.path());
    if (target != null) {
      link.slug()
          .filter(slug -> !(link.edge() ? target.slugs() : target.anchors()).contains(slug))
          .ifPresent(slug -> issues.add(noSuchPlace(entry, target, slug, link)));
    } else if (!exists.test(link.path())) {
      add(
          issues,
          entry,
          KnowledgeBaseIssue.BROKEN_LINK,
          link.span(),
          "There is no file `" + entry.source().text(link.span()).split("#", 2)[0] + "`",
          nearest(links.signature().path(), link.path())
              .orElse("Write a path that starts at the folder of this file."));
    }
  }

  /** Another entry whose path is much like one, as the file that links would name it. */
  private Optional<String> nearest(String from, String path) {
    Set<String> others = new TreeSet<>();
    byPath.keySet().stream()
        .filter(other -> !other.equals(from))
        .forEach(other -> others.add(seenFrom(from, other)));
    return Nearest.to(seenFrom(from, path), others).map(near -> "Did you mean `" + near + "`?");
  }

  private static String seenFrom(String file, String path) {
    List<String> from = List.of(file.split("/"));
    List<String> to = List.of(path.split("/"));
    int common = 0;
    while (common < Math.min(from.size(), to.size()) - 1
        && from.get(common).equals(to.get(common))) {
      common++;
    }
    return "../".repeat(from.size() - 1 - common) + String.join("/", to.subList(common, to.size()));
  }

  /** A link to a heading of the entry itself, in whatever text it stands. */
  private static void place(EntryLinks links, Link link, List<Issue> issues) {
    Set<String> anchors = links.signature().anchors();
    Optional<String> named = link.to().here();
    if (named.isEmpty()) {
      add(
          issues,
          links.entry(),
          KnowledgeBaseIssue.BROKEN_LINK,
          EntryLinks.place(links.entry(), link),
          "This link has no target",
          "Write a heading such as `#escalation`, a file or an address between its brackets.");
    } else if (!named.get().isEmpty() && !anchors.contains(named.get())) {
      add(
          issues,
          links.entry(),
          KnowledgeBaseIssue.BROKEN_LINK,
          EntryLinks.place(links.entry(), link),
          "The entry has no heading `#" + named.get() + "`",
          Nearest.to(named.get(), new TreeSet<>(anchors))
              .map(near -> "Did you mean `#" + near + "`?")
              .orElse("Link to a heading that is there, or remove the link."));
    }
  }

  private static Issue noSuchPlace(
      Entry entry, Signature target, String slug, EntryLinks.FileLink link) {
    Set<String> known = link.edge() ? target.slugs() : target.anchors();
    return new Issue(
        KnowledgeBaseIssue.BROKEN_LINK,
        entry.source(),
        link.span(),
        "`"
            + target.file()
            + "` has no "
            + (link.edge() ? "step, cause or action" : "heading")
            + " `#"
            + slug
            + "`",
        Nearest.to(slug, new TreeSet<>(known))
            .map(near -> "Did you mean `#" + near + "`?")
            .orElse("Link to a `###` heading of that entry, or to the whole entry."));
  }

  private static void add(
      List<Issue> issues,
      Entry entry,
      KnowledgeBaseIssue code,
      SourceSpan span,
      String message,
      String hint) {
    issues.add(new Issue(code, entry.source(), span, message, hint));
  }
}
