package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Action;
import dev.waymark.model.entry.Cause;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.EscalationRule;
import dev.waymark.model.entry.FrontMatter;
import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.entry.Risk;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.condition.Conditions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the house asks of every entry beyond a tree that runs. */
public final class EntryRules {
  /** Looks for a letter first, which is cheaper than for the border of a word. */
  private static final Pattern TODO = Pattern.compile("(?=[TFX])\\b(?:TODO|FIXME|TBD|XXX)\\b");

  private final Entry entry;
  private final List<Issue> issues = new ArrayList<>();

  private EntryRules(Entry entry) {
    this.entry = entry;
  }

  /**
   * Everything that breaks a rule.
   *
   * @param today decides whether the review is stale
   */
  public static List<Issue> check(Entry entry, LocalDate today) {
    EntryRules rules = new EntryRules(entry);
    rules.review(today);
    rules.alerts();
    rules.todos();
    entry.causes().forEach(rules::cause);
    entry.actions().forEach(rules::action);
    rules.escalation();
    return List.copyOf(rules.issues);
  }

  private void review(LocalDate today) {
    FrontMatter head = entry.frontMatter();
    String reviewed = head.reviewed().map(LocalDate::toString).orElse("");
    if (head.isReviewedInFuture(today)) {
      add(
          KnowledgeBaseIssue.FUTURE_REVIEW,
          FrontMatterPlace.of(entry, "reviewed"),
          "`" + reviewed + "` is in the future, so nobody can have reviewed the entry then",
          "Write the day when a person last checked it against reality.");
    }
    if (head.isStale(today)) {
      long days = head.reviewEvery().map(Duration::toDays).orElse(0L);
      add(
          KnowledgeBaseIssue.STALE_REVIEW,
          FrontMatterPlace.of(entry, "reviewed"),
          "The entry was last reviewed on %s, and must be reviewed every %s"
              .formatted(reviewed, days == 1 ? "day" : days + " days"),
          "Check it against reality, correct it, and set `reviewed: " + today + "`.");
    }
  }

  private void alerts() {
    for (Excerpt alert : entry.frontMatter().alerts()) {
      issues.addAll(Conditions.compileAlert(entry.source(), alert).issues());
    }
    for (Parameter parameter : entry.frontMatter().parameters()) {
      if (!entry.frontMatter().alerts().isEmpty() && !isKnownWithoutPeople(parameter)) {
        add(
            KnowledgeBaseIssue.NOT_OPENED_BY_ALERTS,
            parameter.span(),
            "No alert can open this entry: `"
                + parameter.name()
                + "` has no `from` and no `default`",
            "Add one of them, such as `from: \"alert.targets[0]\"`.");
      }
      parameter
          .from()
          .ifPresent(
              from -> issues.addAll(Conditions.compileAlertValue(entry.source(), from).issues()));
    }
  }

  /** A workspace is one for the whole site, so that the server's settings can name it. */
  private static boolean isKnownWithoutPeople(Parameter parameter) {
    return parameter.from().isPresent()
        || parameter.defaultValue().isPresent()
        || parameter.type() == ParameterType.WORKSPACE;
  }

  private void todos() {
    Matcher todo = TODO.matcher(entry.source().text());
    while (todo.find()) {
      add(
          KnowledgeBaseIssue.TODO_LEFT,
          new SourceSpan(todo.start(), todo.end()),
          "`" + todo.group() + "` was left in",
          "Do it, or write down what is missing as a sentence.");
    }
  }

  private void cause(Cause cause) {
    if (cause.resolutions().isEmpty()) {
      add(
          KnowledgeBaseIssue.CAUSE_WITHOUT_RESOLUTION,
          cause.heading().span(),
          "The cause `" + cause.heading().text() + "` has no resolution",
          "Link to an action under `## Resolution`, such as [Restart it](#restart-it).");
    }
  }

  private void action(Action action) {
    if (action.verification().isEmpty() && action.risk() != Risk.READ) {
      add(
          KnowledgeBaseIssue.ACTION_WITHOUT_VERIFICATION,
          action.heading().span(),
          "The action `" + action.heading().text() + "` changes something and isn't verified",
          "Add `#### Verify` with a query and a `State | When | Means | Next` table, or with a"
              + " `State | Answer | Means | Next` table that asks the responder.");
    }
  }

  private void escalation() {
    Set<IncidentSeverity> covered =
        entry.escalation().stream().map(EscalationRule::severity).collect(Collectors.toSet());
    List<String> missing =
        Arrays.stream(IncidentSeverity.values())
            .filter(severity -> !covered.contains(severity))
            .map(IncidentSeverity::label)
            .toList();
    if (!missing.isEmpty()) {
      add(
          KnowledgeBaseIssue.NO_ESCALATION,
          entry.escalationSection().heading().span(),
          "The escalation table has no row for " + String.join(", ", missing),
          "Write a row for each severity into the table under `## Escalation`.");
    }
  }

  private void add(KnowledgeBaseIssue code, SourceSpan span, String message, String hint) {
    issues.add(new Issue(code, entry.source(), span, message, hint));
  }
}
