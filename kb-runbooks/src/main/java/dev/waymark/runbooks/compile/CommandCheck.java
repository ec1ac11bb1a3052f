package dev.waymark.runbooks.compile;

import dev.waymark.model.entry.Check;
import dev.waymark.model.entry.Entry;
import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Secrets;
import dev.waymark.model.source.SourceSpan;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pass 8: commands in checks are one read-only command each, and no text holds a secret. What a
 * command changes is told by the verbs of its words before the first option.
 */
final class CommandCheck {
  private static final Set<String> CHANGING_VERBS =
      Set.of(
          "add",
          "apply",
          "approve",
          "assign",
          "attach",
          "backup",
          "cancel",
          "clear",
          "create",
          "deallocate",
          "delete",
          "deploy",
          "detach",
          "disable",
          "enable",
          "failover",
          "import",
          "install",
          "invoke",
          "kill",
          "move",
          "patch",
          "purge",
          "put",
          "reboot",
          "recover",
          "redeploy",
          "regenerate",
          "reimage",
          "remove",
          "renew",
          "reset",
          "resize",
          "restart",
          "restore",
          "revoke",
          "rm",
          "rollback",
          "rotate",
          "scale",
          "set",
          "start",
          "stop",
          "swap",
          "sync",
          "uninstall",
          "unlock",
          "update",
          "upgrade",
          "upload");
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z-]*");

  private final Entry entry;
  private final List<Issue> issues;

  private CommandCheck(Entry entry, List<Issue> issues) {
    this.entry = entry;
    this.issues = issues;
  }

  static void check(Entry entry, List<Issue> issues) {
    CommandCheck check = new CommandCheck(entry, issues);
    for (Check each : Checks.of(entry)) {
      if (isCommand(each.fence())) {
        check.command(each.fence().body());
      }
    }
    check.secrets();
  }

  private static boolean isCommand(Fence fence) {
    return fence.kind() == FenceKind.AZURECLI || fence.kind() == FenceKind.BASH;
  }

  private void command(Excerpt body) {
    int syntax = shellSyntax(body.text());
    if (syntax >= 0) {
      issues.add(
          new Issue(
              CommandIssue.NOT_ONE_COMMAND,
              entry.source(),
              body.span(syntax, syntax + 1),
              "A check runs one command without a shell, so `"
                  + body.text().charAt(syntax)
                  + "` can't stand here",
              "Write one command; use `--query` to choose from its output."));
    }
    Matcher words = WORD.matcher(body.text());
    for (int at = 0;
        words.find(at) && onlySpace(body.text(), at, words.start());
        at = words.end()) {
      if (CHANGING_VERBS.contains(words.group().toLowerCase(Locale.ROOT))) {
        issues.add(
            new Issue(
                CommandIssue.CHANGES_SOMETHING,
                entry.source(),
                body.span(words.start(), words.end()),
                "`" + words.group() + "` changes something, and a check only reads",
                "Ask with a command that shows or lists; move this one to an action under"
                    + " `## Resolution`."));
        return;
      }
    }
  }

  private static boolean onlySpace(String text, int from, int to) {
    return text.substring(from, to).isBlank();
  }

  /** Where something stands that only a shell understands, outside of quotes; or -1. */
  private static int shellSyntax(String text) {
    char quote = 0;
    boolean commandSeen = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean substitution =
          c == '`' || (c == '$' && i + 1 < text.length() && text.charAt(i + 1) == '(');
      if (quote != '\'' && substitution) {
        return i;
      }
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '\\') {
        i++;
      } else if (c == '|' || c == '&' || c == ';' || c == '<' || c == '>') {
        return i;
      } else if (c == '\n' && commandSeen && !text.substring(i).isBlank()) {
        return i;
      }
      commandSeen |= !Character.isWhitespace(c);
    }
    return -1;
  }

  private void secrets() {
    for (SourceSpan secret : Secrets.find(entry.source().text())) {
      issues.add(
          new Issue(
              CommandIssue.SECRET,
              entry.source(),
              secret,
              "This looks like a secret",
              "Remove it, change it where it is valid, and let people get it from a vault."));
    }
  }
}
