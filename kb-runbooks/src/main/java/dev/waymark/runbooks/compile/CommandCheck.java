package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Check;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Secret;
import dev.waymark.model.source.Secrets;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.fence.command.CommandArguments;
import dev.waymark.runbooks.fence.command.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pass 8: commands in checks are one read-only command each, and no text holds a secret. */
final class CommandCheck {
  /** Code that is shown under diagnostics, for people to copy. */
  private static final Pattern SHOWN =
      Pattern.compile(
          "(?m)^[ \\t]*(?<fence>```+|~~~+)[ \\t]*(?<kind>[\\w-]+)[^\\n]*\\n(?<code>[\\s\\S]*?)"
              + "^[ \\t]*\\k<fence>");

  private static final Set<String> COMMANDS =
      Set.of("azurecli-interactive", "cmd", "console", "powershell", "ps1", "pwsh", "sh", "shell");

  private final Entry entry;
  private final List<Issue> issues = new ArrayList<>();

  private CommandCheck(Entry entry) {
    this.entry = entry;
  }

  static List<Issue> check(Entry entry) {
    CommandCheck check = new CommandCheck(entry);
    for (Check each : Checks.of(entry)) {
      if (FenceTypes.of(each.fence().kind()).isCommand()) {
        check.command(each.fence().body());
      }
    }
    entry.steps().forEach(step -> check.shown(step.prose().span()));
    check.secrets();
    return check.issues;
  }

  private void command(Excerpt body) {
    int syntax = shellSyntax(body.text());
    if (syntax >= 0) {
      issues.add(
          new Issue(
              CommandIssue.NOT_ONE_COMMAND,
              entry.source(),
              body.span(syntax, syntax + 1),
              body.text().charAt(syntax) == '\n'
                  ? "A check runs one command, and a second one follows this line"
                  : "A check runs one command without a shell, so `"
                      + body.text().charAt(syntax)
                      + "` isn't allowed here",
              "Write one command, and use its own options, such as `--query`, to choose from its output."));
    } else {
      arguments(body);
    }
    CommandEffect.of(body.text())
        .ifPresent(change -> issues.add(issue(change, body.span(change.from(), change.to()))));
  }

  /** What the runner refuses, whichever commands an operator lets run. */
  private void arguments(Excerpt body) {
    List<ShellWord> words = ShellWord.split(body.text()).orElse(List.of());
    CommandArguments.refused(words.stream().map(ShellWord::value).toList())
        .ifPresent(
            refused -> {
              ShellWord word = words.get(refused.word());
              issues.add(
                  new Issue(
                      CommandIssue.NAMES_FILE,
                      entry.source(),
                      body.span(word.start(), word.end()),
                      "`" + word.value() + "` " + refused.why() + ", so the command isn't run here",
                      "Write what is in the file, or let people run the command and paste what it"
                          + " printed."));
            });
  }

  private Issue issue(CommandEffect.Change change, SourceSpan span) {
    return change.certain()
        ? new Issue(
            CommandIssue.CHANGES_SOMETHING,
            entry.source(),
            span,
            "`" + change.what() + "` changes something, and a check only reads",
            "Ask with a command that shows or lists; move this one to an action under"
                + " `## Resolution`.")
        : new Issue(
            CommandIssue.MAY_CHANGE,
            entry.source(),
            span,
            "`" + change.what() + "` isn't known to only read",
            "Ask with a command that shows or lists, or move this one to an action under"
                + " `## Resolution`.");
  }

  /** Code of a step that isn't run, but that people will copy. */
  private void shown(SourceSpan prose) {
    Matcher code = SHOWN.matcher(entry.source().text()).region(prose.start(), prose.end());
    code.useAnchoringBounds(false);
    while (code.find()) {
      String kind = code.group("kind").toLowerCase(Locale.ROOT);
      int from = code.start("code");
      if (COMMANDS.contains(kind)) {
        CommandEffect.of(code.group("code"))
            .filter(CommandEffect.Change::certain)
            .ifPresent(
                change ->
                    shown(change.what(), new SourceSpan(from + change.from(), from + change.to())));
      } else if (kind.equals("sql")) {
        SqlEffect.change(code.group("code"))
            .ifPresent(what -> shown(what, new SourceSpan(from, code.end("code") - 1)));
      }
    }
  }

  private void shown(String what, SourceSpan span) {
    issues.add(
        new Issue(
            CommandIssue.SHOWN_CHANGE,
            entry.source(),
            span,
            "`" + what + "` changes something, but is under `## Diagnostics`",
            "Move it to an action under `## Resolution`, where its risk is told and it's"
                + " verified."));
  }

  /** Where something stands that only a shell understands, outside of quotes; or -1. */
  private static int shellSyntax(String text) {
    List<ShellWord> words = ShellWord.split(text).orElse(List.of());
    int firstEnd = words.isEmpty() ? text.length() : words.get(0).end();
    int lastStart = words.isEmpty() ? 0 : words.get(words.size() - 1).start();
    return Unquoted.find(
        text,
        0,
        at ->
            "|&;<>".indexOf(text.charAt(at)) >= 0
                || isSubstitution(text, at)
                || (text.charAt(at) == '\n' && at >= firstEnd && at < lastStart),
        at -> isSubstitution(text, at));
  }

  private static boolean isSubstitution(String text, int at) {
    return text.charAt(at) == '`' || text.startsWith("$(", at);
  }

  private void secrets() {
    for (Secret secret : Secrets.find(entry.source().text())) {
      issues.add(
          new Issue(
              CommandIssue.SECRET,
              entry.source(),
              secret.span(),
              "This looks like a secret: " + secret.kind(),
              "Remove it, change it where it is valid, and let people get it from a vault."));
    }
  }
}
