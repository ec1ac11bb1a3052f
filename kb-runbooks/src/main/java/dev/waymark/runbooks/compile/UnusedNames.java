package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Action;
import dev.waymark.model.entry.Check;
import dev.waymark.model.entry.CodeBlock;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.RememberRow;
import dev.waymark.model.entry.StateRow;
import dev.waymark.model.entry.TaskItem;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.runbooks.fence.FenceTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Pass 9: parameters and remembered values that nothing uses. Asked only about entries without an
 * error: what can't be read may use them.
 */
final class UnusedNames {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z_]\\w*)}");
  private static final Pattern IN_CONDITION =
      Pattern.compile("\\b(?:params|remembered)\\.([A-Za-z_]\\w*)");

  private final Names names;
  private final Set<String> used = new HashSet<>();

  private UnusedNames(Entry entry, Names names) {
    this.names = names;
    named(PLACEHOLDER, entry.source().text());
    Checks.of(entry).forEach(this::check);
    for (Action action : entry.actions()) {
      action.items().forEach(this::item);
    }
    entry.frontMatter().incidentTitle().ifPresent(this::condition);
    Replies.of(entry).values().stream()
        .flatMap(List::stream)
        .forEach(row -> row.written().ifPresent(this::condition));
  }

  static List<Issue> check(Entry entry, Names names) {
    List<Issue> issues = new ArrayList<>();
    Set<String> used = new UnusedNames(entry, names).used;
    for (Parameter parameter : entry.frontMatter().parameters()) {
      if (!used.contains(parameter.name())) {
        issues.add(
            new Issue(
                NameIssue.UNUSED_PARAMETER,
                entry.source(),
                parameter.span(),
                "Nothing uses the parameter `" + parameter.name() + "`",
                "Remove it: the responder would be asked for it. Or name it in a fence or a"
                    + " condition."));
      }
    }
    for (Check check : Checks.of(entry)) {
      for (RememberRow row : check.remembers()) {
        if (!used.contains(row.name())) {
          issues.add(
              new Issue(
                  NameIssue.UNUSED_REMEMBERED,
                  entry.source(),
                  row.span(),
                  "Nothing uses the remembered value `" + row.name() + "`",
                  "Remove the row, or name the value in a fence or a condition."));
        }
      }
    }
    return issues;
  }

  private void check(Check check) {
    Fence fence = check.fence();
    used.addAll(names.usedBy(fence));
    used.addAll(FenceTypes.of(fence.kind()).namedBy(fence.options()));
    for (StateRow row : check.patterns()) {
      row.when().ifPresent(this::condition);
      row.finding().written().ifPresent(this::condition);
    }
    check.remembers().forEach(row -> condition(row.from()));
  }

  private void item(TaskItem item) {
    for (CodeBlock code : item.code()) {
      used.addAll(names.usedByKql(QueryTokens.of(code.body().text())));
    }
  }

  private void condition(Excerpt condition) {
    named(IN_CONDITION, condition.text());
  }

  private void named(Pattern pattern, String text) {
    pattern.matcher(text).results().map(found -> found.group(1)).forEach(used::add);
  }
}
