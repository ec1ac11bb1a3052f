package dev.waymark.runbooks.compile;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether SQL changes something, as far as its words tell. */
final class SqlEffect {
  private static final Pattern NO_WORDS =
      Pattern.compile("--[^\\n]*|/\\*.*?\\*/|'[^']*'", Pattern.DOTALL);
  private static final Pattern FIRST_WORD = Pattern.compile("\\s*\\(*\\s*([A-Za-z]+)");
  private static final Set<String> WRITING =
      Set.of(
          "alter",
          "backup",
          "bulk",
          "call",
          "change",
          "cluster",
          "copy",
          "create",
          "delete",
          "deny",
          "do",
          "drop",
          "flush",
          "grant",
          "insert",
          "kill",
          "load",
          "lock",
          "merge",
          "optimize",
          "purge",
          "reconfigure",
          "refresh",
          "reindex",
          "rename",
          "repair",
          "replace",
          "reset",
          "restore",
          "revoke",
          "shutdown",
          "start",
          "stop",
          "truncate",
          "update",
          "upsert",
          "vacuum");

  /** What writes in the middle of a statement that begins as a reading one. */
  private static final Pattern INNER =
      Pattern.compile(
          "\\b(insert\\s+into|delete\\s+(?:\\w+\\s+)?from|update\\s+\\S+\\s+set|merge\\s+into"
              + "|into\\s+(?:outfile|dumpfile)|set\\s+(?:global|persist)"
              + "|pg_(?:terminate|cancel)_backend|pg_(?:reload_conf|rotate_logfile|switch_wal)"
              + "|pg_(?:drop|create)_\\w+|lo_unlink|setval|dblink_exec|xp_cmdshell"
              + "|sp_configure|dbcc\\s+(?:shrink\\w+|freeproccache|dropcleanbuffers))\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern TRANSACTION =
      Pattern.compile("\\s*start\\s+transaction.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** Ends a statement: a semicolon, or a line of {@code sqlcmd}. */
  private static final Pattern END = Pattern.compile(";|(?im:^[ \\t]*go[ \\t]*$)");

  /** Tells how a statement would run, and doesn't run it. */
  private static final Pattern PLAN =
      Pattern.compile(
          "\\s*(?:explain|describe|desc)\\b(?!\\s*\\(?[^)]*\\banaly[sz]e\\b).*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private SqlEffect() {}

  /** The first words that change something. */
  static Optional<String> change(String sql) {
    for (String statement : END.split(NO_WORDS.matcher(sql).replaceAll(" "))) {
      if (PLAN.matcher(statement).matches()) {
        continue;
      }
      Matcher first = FIRST_WORD.matcher(statement);
      if (first.lookingAt()
          && WRITING.contains(first.group(1).toLowerCase(Locale.ROOT))
          && !TRANSACTION.matcher(statement).matches()) {
        return Optional.of(first.group(1));
      }
      Matcher inner = INNER.matcher(statement);
      if (inner.find()) {
        return Optional.of(inner.group(1).replaceAll("\\s+", " "));
      }
    }
    return Optional.empty();
  }
}
