package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Step;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Nearest;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What only several entries together show: ids, alerts, and links from one into another. */
public final class KnowledgeBaseRules {
  private final Predicate<String> exists;
  private final Map<String, Entry> byPath = new HashMap<>();
  private final Map<String, Entry> byId = new HashMap<>();
  private final Map<String, Entry> byAlert = new HashMap<>();
  private final List<Issue> issues = new ArrayList<>();

  private KnowledgeBaseRules(Predicate<String> exists) {
    this.exists = exists;
  }

  /**
   * Everything that is wrong between entries; of two that clash, the later one has the issue.
   *
   * @param entries in the order in which they take precedence
   * @param exists whether there is a file of a path, among those that aren't entries here
   */
  public static List<Issue> check(List<EntryLinks> entries, Predicate<String> exists) {
    KnowledgeBaseRules rules = new KnowledgeBaseRules(exists);
    entries.forEach(links -> rules.byPath.put(links.path(), links.entry()));
    for (EntryLinks links : entries) {
      rules.id(links.entry(), links.path());
      rules.alerts(links.entry());
      links.links().forEach(link -> rules.link(links.entry(), link));
    }
    return List.copyOf(rules.issues);
  }

  private void id(Entry entry, String path) {
    Entry first = byId.putIfAbsent(entry.id(), entry);
    if (first != null) {
      add(
          entry,
          KnowledgeBaseIssue.DUPLICATE_ID,
          FrontMatterPlace.of(entry, "id"),
          "The id `" + entry.id() + "` belongs to " + first.source().path(),
          "Give this entry an id of its own.");
      return;
    }
    String file = path.substring(path.lastIndexOf('/') + 1);
    if (!file.equals(entry.id() + ".md")) {
      add(
          entry,
          KnowledgeBaseIssue.FILE_NAME,
          FrontMatterPlace.of(entry, "id"),
          "The file is called `" + file + "` and the entry `" + entry.id() + "`",
          "Call the file `" + entry.id() + ".md`, so that links into the entry lead there.");
    }
  }

  private void alerts(Entry entry) {
    for (Excerpt alert : entry.frontMatter().alerts()) {
      Entry first = byAlert.putIfAbsent(alert.text().strip(), entry);
      if (first != null && !first.source().path().equals(entry.source().path())) {
        add(
            entry,
            KnowledgeBaseIssue.SHARED_ALERT,
            alert.span(),
            "The same alert opens " + first.source().path(),
            "Say in the condition what tells the two apart.");
      }
    }
  }

  private void link(Entry entry, EntryLinks.FileLink link) {
    Entry target = byPath.get(link.path());
    if (target != null) {
      link.slug().ifPresent(slug -> step(entry, target, slug, link.span()));
    } else if (!exists.test(link.path())) {
      add(
          entry,
          KnowledgeBaseIssue.BROKEN_LINK,
          link.span(),
          "There is no file `" + link.path() + "`",
          Nearest.question(link.path(), byPath.keySet())
              .orElse("Link to an entry by its path from this file."));
    }
  }

  private void step(Entry entry, Entry target, String slug, SourceSpan span) {
    Set<String> slugs = slugs(target);
    if (!slugs.contains(slug)) {
      add(
          entry,
          KnowledgeBaseIssue.BROKEN_LINK,
          span,
          "`" + target.source().path() + "` has no step, cause or action `#" + slug + "`",
          Nearest.to(slug, slugs)
              .map(near -> "Did you mean `#" + near + "`?")
              .orElse("Link to a `###` heading of that entry, or to the whole entry."));
    }
  }

  private static Set<String> slugs(Entry entry) {
    Set<String> slugs = new TreeSet<>();
    entry.steps().stream().map(Step::heading).forEach(heading -> slugs.add(heading.slug()));
    entry.causes().forEach(cause -> slugs.add(cause.heading().slug()));
    entry.actions().forEach(action -> slugs.add(action.heading().slug()));
    slugs.add(entry.preventionSection().heading().slug());
    slugs.add(entry.escalationSection().heading().slug());
    return slugs;
  }

  private void add(
      Entry entry, KnowledgeBaseIssue code, SourceSpan span, String message, String hint) {
    issues.add(new Issue(code, entry.source(), span, message, hint));
  }
}
