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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What only several entries together show: ids, alerts, and links from one into another. */
public final class KnowledgeBaseRules {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s#:]*\\.md)(?:#([^)\\s]*))?\\)");

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
  public static List<Issue> check(List<Entry> entries, Predicate<String> exists) {
    KnowledgeBaseRules rules = new KnowledgeBaseRules(exists);
    entries.forEach(entry -> rules.byPath.put(normal(entry.source().path()), entry));
    for (Entry entry : entries) {
      rules.id(entry);
      rules.alerts(entry);
      rules.links(entry);
    }
    return List.copyOf(rules.issues);
  }

  private void id(Entry entry) {
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
    String path = normal(entry.source().path());
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

  private void links(Entry entry) {
    Matcher link = LINK.matcher(entry.source().text());
    while (link.find()) {
      String path = resolve(entry.source().path(), link.group(1));
      SourceSpan span = new SourceSpan(link.start() + 2, link.end() - 1);
      Entry target = byPath.get(path);
      if (target != null) {
        Optional.ofNullable(link.group(2)).ifPresent(slug -> step(entry, target, slug, span));
      } else if (!exists.test(path)) {
        add(
            entry,
            KnowledgeBaseIssue.BROKEN_LINK,
            span,
            "There is no file `" + path + "`",
            Nearest.question(path, byPath.keySet())
                .orElse("Link to an entry by its path from this file."));
      }
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

  /** The path that a link names, seen from where the linking file's path begins. */
  private static String resolve(String from, String link) {
    String file = normal(from);
    return link.startsWith("/")
        ? normal(link)
        : normal(file.substring(0, file.lastIndexOf('/') + 1) + link);
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

  private void add(
      Entry entry, KnowledgeBaseIssue code, SourceSpan span, String message, String hint) {
    issues.add(new Issue(code, entry.source(), span, message, hint));
  }
}
