package dev.waymark.runbooks.compile;

import dev.waymark.runbooks.fence.command.ShellWord;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a command does, as far as its words tell: whether it changes something, or isn't known to
 * only read.
 */
final class CommandEffect {
  /**
   * Something that a command may change.
   *
   * @param from where the word begins that tells it
   * @param to where that word ends
   * @param what the word, or the part of it that tells
   * @param certain whether it is known to change something
   */
  record Change(int from, int to, String what, boolean certain) {}

  private static final Set<String> POSIX_SHELLS =
      Set.of("sh", "bash", "zsh", "ash", "dash", "ksh", "su");

  /** Shells that take all words behind their flag as the command. */
  private static final Set<String> WINDOWS_SHELLS = Set.of("pwsh", "powershell", "cmd");

  private static final Pattern POSIX_COMMAND = Pattern.compile("-[A-Za-z]*c|--command");
  private static final Pattern WINDOWS_COMMAND =
      Pattern.compile("(?i)-c(?:o|om|omm|omma|omman|ommand)?|/[ck]");
  private static final Set<String> KEYWORDS =
      Set.of("!", "{", "}", "do", "then", "else", "elif", "if", "while", "until");
  private static final Set<String> CONTAINERS =
      Set.of("kubectl", "oc", "docker", "podman", "nerdctl", "crictl", "docker-compose", "nomad");
  private static final Map<String, Set<String>> SQL =
      Map.of(
          "psql", Set.of("-c", "--command"),
          "mysql", Set.of("-e", "--execute"),
          "mariadb", Set.of("-e", "--execute"),
          "sqlcmd", Set.of("-Q", "-q"),
          "clickhouse-client", Set.of("-q", "--query"),
          "cqlsh", Set.of("-e", "--execute"));

  /** Sub-commands behind which an {@code exec} stands that runs a command in a container. */
  private static final Set<String> BEFORE_EXEC = Set.of("compose", "container", "alloc");

  private static final Set<String> EXEC_VALUE_FLAGS =
      Set.of(
          "-n",
          "-c",
          "--namespace",
          "--container",
          "--context",
          "-u",
          "--user",
          "-w",
          "--workdir",
          "-e",
          "--env",
          "--env-file",
          "--index");
  private static final Pattern MONGO =
      Pattern.compile(
          "\\.(insert|update|delete|remove|drop|replace|create|rename|shutdown|fsync|kill)\\w*\\(");
  private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_]\\w*=.*", Pattern.DOTALL);
  private static final Pattern PROGRAM = Pattern.compile("[a-z./$~][\\w./~{}-]*");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
  private static final Pattern CMDLET = Pattern.compile("(?i)([A-Z][a-z]+)-([A-Z]\\w+)");

  /** Verbs of cmdlets that only read; other words with a hyphen are programs. */
  private static final Set<String> READING_CMDLETS =
      Set.of(
          "checkpoint",
          "compare",
          "compress",
          "connect",
          "convert",
          "convertfrom",
          "convertto",
          "copy",
          "debug",
          "disconnect",
          "enter",
          "exit",
          "expand",
          "export",
          "find",
          "foreach",
          "format",
          "get",
          "group",
          "import",
          "join",
          "measure",
          "out",
          "ping",
          "pop",
          "read",
          "receive",
          "resolve",
          "save",
          "search",
          "select",
          "show",
          "skip",
          "sort",
          "split",
          "step",
          "tee",
          "test",
          "trace",
          "use",
          "wait",
          "watch",
          "where",
          "write");

  private static final Set<String> CHANGING_CMDLETS =
      Set.of(
          "add",
          "approve",
          "clear",
          "deny",
          "disable",
          "dismount",
          "enable",
          "grant",
          "initialize",
          "install",
          "invoke",
          "lock",
          "mount",
          "move",
          "new",
          "optimize",
          "publish",
          "push",
          "register",
          "remove",
          "rename",
          "repair",
          "reset",
          "resize",
          "restart",
          "restore",
          "resume",
          "revoke",
          "send",
          "set",
          "start",
          "stop",
          "submit",
          "suspend",
          "sync",
          "undo",
          "uninstall",
          "unlock",
          "unregister",
          "update");

  /** What changes nothing beyond the shell where it's typed. */
  private static final Pattern LOCAL_CMDLETS =
      Pattern.compile(
          "(?i)\\w+-(?:Object|Variable|Location|StrictMode|Sleep|Transcript|PSSession|AzContext"
              + "|AzureRmContext|TimeSpan|Alias|PSDrive|Host|Job|Culture|Member|Type|Content|Guid"
              + "|ExecutionPolicy|WebServiceProxy|AzOperationalInsightsQuery|AzResourceGraphQuery"
              + "|AzStorageContext|CimSession|PSSessionOption|Expression|History|Item|Module|Command"
              + "|RestMethod|WebRequest|Sqlcmd|AzureRmStorageContext)");

  /** How programs that send requests are told the method. */
  private static final Map<String, Set<String>> METHOD_FLAGS =
      Map.of(
          "curl", Set.of("-X", "--request"),
          "wget", Set.of("--method"),
          "az", Set.of("--method", "-m"));

  /** Short flags of curl whose value may stand in the same word. */
  private static final String CURL_VALUE_FLAGS = "AbcCDeEHhKmoPQrtuUwxXyYz";

  private static final Set<String> READING_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  /** Calls that send what they ask for, and only read. */
  private static final Pattern ASKS =
      Pattern.compile(
          "(?i).*(?:/(?:query|query_range|series|labels|_search|_count|_msearch)"
              + "|Microsoft\\.ResourceGraph/[^?]*)(?:\\?.*)?",
          Pattern.DOTALL);

  private final List<ShellWord> words;

  /** Whether only what is known to read may pass: within a container's shell, say. */
  private final boolean strict;

  private CommandEffect(List<ShellWord> words, boolean strict) {
    this.words = words;
    this.strict = strict;
  }

  /** The first change of a script that is certain, else the first that may be one. */
  static Optional<Change> of(String script) {
    return of(script, false);
  }

  private static Optional<Change> of(String script, boolean strict) {
    List<Change> changes =
        SimpleCommands.of(script).stream()
            .map(words -> new CommandEffect(words, strict).change())
            .flatMap(Optional::stream)
            .toList();
    return changes.stream()
        .filter(Change::certain)
        .findFirst()
        .or(() -> changes.stream().findFirst());
  }

  private Optional<Change> change() {
    int at = 0;
    while (at < words.size() && isBefore(words.get(at).value())) {
      at++;
    }
    if (at + 2 < words.size() && words.get(at + 1).value().equals("=")) {
      at += 2;
    }
    if (at == words.size()) {
      return Optional.empty();
    }
    String program = program(words.get(at).value());
    if (CommandTable.WRAPPERS.containsKey(program)) {
      return inner(behindFlags(at + 1, CommandTable.WRAPPERS.get(program), program));
    }
    List<ShellWord> arguments = words.subList(at + 1, words.size());
    ShellWord named = words.get(at);
    if (POSIX_SHELLS.contains(program) || WINDOWS_SHELLS.contains(program)) {
      return shell(named, arguments);
    }
    if (program.equals("ssh")) {
      return inner(behindFlags(at + 1, CommandTable.SSH_VALUE_FLAGS, program) + 1);
    }
    if (SQL.containsKey(program)) {
      return sql(SQL.get(program), arguments);
    }
    return switch (program) {
      case "curl", "wget", "http", "https" -> http(program, arguments);
      case "az" -> arguments.isEmpty() ? Optional.empty() : azure(arguments);
      case "bq" ->
          arguments.stream().anyMatch(word -> word.value().equals("query"))
              ? last(arguments).flatMap(word -> statement(word, word.value()))
              : other(program, named, arguments);
      case "redis-cli", "valkey-cli", "keydb-cli" -> redis(arguments);
      case "mongosh", "mongo" -> mongo(arguments);
      case "sqlite3" -> last(arguments).flatMap(word -> statement(word, word.value()));
      case "find" -> find(arguments);
      case "sed" -> inPlace(arguments);
      case "iptables", "ip6tables" -> flag(arguments, CommandTable.CHANGING_IPTABLES);
      case "nft" -> flag(arguments, CommandTable.CHANGING_NFT);
      case "netsh", "net", "reg", "sc", "ip", "nmcli", "service" -> network(program, arguments);
      case "crontab" ->
          arguments.stream().anyMatch(word -> word.value().equals("-l"))
              ? Optional.empty()
              : first(arguments)
                  .or(() -> Optional.of(named))
                  .flatMap(word -> certain(word, word.value()));
      case "sysctl" ->
          arguments.stream()
              .filter(
                  word -> word.value().matches("(?s)-w|--write|-p.*|--load.*|--system|[^-=]+=.*"))
              .findFirst()
              .flatMap(word -> certain(word, word.value()));
      default -> other(program, named, arguments);
    };
  }

  private static Optional<Change> network(String program, List<ShellWord> arguments) {
    List<ShellWord> named =
        arguments.stream().dropWhile(word -> word.value().startsWith("-")).toList();
    if (named.stream().anyMatch(word -> word.value().equals("show"))) {
      return Optional.empty();
    }
    return word(
            named,
            CommandTable.CHANGING_VERBS,
            CommandTable.CHANGING_NETWORK.getOrDefault(program, Set.of()))
        .or(() -> flag(arguments, Set.of("/add", "/delete", "/del")));
  }

  /** What {@code find} deletes, or the command that it runs for each file. */
  private Optional<Change> find(List<ShellWord> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i).value();
      if (Set.of("-delete", "-fprint", "-fprint0", "-fprintf", "-fls").contains(word)) {
        return certain(arguments.get(i), word);
      }
      if (Set.of("-exec", "-execdir", "-ok", "-okdir").contains(word)) {
        List<ShellWord> command =
            arguments.stream()
                .skip(i + 1L)
                .takeWhile(next -> !next.value().equals(";") && !next.value().equals("+"))
                .toList();
        Optional<Change> change =
            command.isEmpty() ? Optional.empty() : new CommandEffect(command, true).change();
        if (change.isPresent()) {
          return change;
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a word stands before a command: a shell's keyword, or the value of a variable. */
  private static boolean isBefore(String word) {
    return KEYWORDS.contains(word) || ASSIGNMENT.matcher(word).matches();
  }

  private Optional<Change> other(String program, ShellWord named, List<ShellWord> arguments) {
    if (CommandTable.READERS.contains(program)) {
      return Optional.empty();
    }
    if (CommandTable.CHANGERS.contains(program) || program.startsWith("mkfs.")) {
      return program.equals("mount") && arguments.isEmpty()
          ? Optional.empty()
          : certain(named, program);
    }
    if (isCmdlet(named.value())) {
      return cmdlet(named, arguments);
    }
    int verb = behindFlags(arguments, 0);
    String command = verb < arguments.size() ? arguments.get(verb).value() : "";
    boolean inside = command.equals("exec") || command.equals("rsh");
    if (inside && CONTAINERS.contains(program)) {
      return container(arguments, verb);
    }
    int behind = behindFlags(arguments, verb + 1);
    String next = behind < arguments.size() ? arguments.get(behind).value() : "";
    if (next.equals("exec") && BEFORE_EXEC.contains(command) && CONTAINERS.contains(program)) {
      return container(arguments, behind);
    }
    Optional<Boolean> reads = CommandTable.reads(program, command, next);
    if (reads.isPresent()) {
      boolean copiesOut =
          command.equals("cp")
              && arguments.stream().skip(verb + 2L).noneMatch(CommandEffect::isFar);
      if (reads.get() || command.isEmpty() || copiesOut) {
        return Optional.empty();
      }
      boolean two = CommandTable.hasBothKinds(program, command);
      if (two && next.isEmpty()) {
        return Optional.empty();
      }
      ShellWord last = arguments.get(two ? behind : verb);
      return Optional.of(
          new Change(
              arguments.get(verb).start(),
              last.end(),
              two ? command + " " + next : command,
              isChanging(two ? next : command)));
    }
    Optional<Change> found =
        PROGRAM.matcher(named.value()).matches()
            ? word(arguments, CommandTable.CHANGING_VERBS, Set.of())
            : Optional.empty();
    return found.isEmpty() && strict ? Optional.of(change(named, program, false)) : found;
  }

  private static boolean isCmdlet(String word) {
    Matcher cmdlet = CMDLET.matcher(word);
    String verb = cmdlet.matches() ? cmdlet.group(1).toLowerCase(Locale.ROOT) : "";
    return READING_CMDLETS.contains(verb) || CHANGING_CMDLETS.contains(verb);
  }

  /** A place in a container, such as {@code pod:/var/log}. */
  private static boolean isFar(ShellWord word) {
    return word.value().contains(":/");
  }

  private static boolean isChanging(String verb) {
    String first = verb.split("[-_]")[0];
    return CommandTable.CHANGING_VERBS.contains(first)
        || CommandTable.MORE_CHANGING_VERBS.contains(verb)
        || CommandTable.MORE_CHANGING_VERBS.contains(first);
  }

  /** The command that a container runs: whatever isn't known to read may change something. */
  private static Optional<Change> container(List<ShellWord> arguments, int exec) {
    int from = exec + 1;
    boolean named = false;
    while (from < arguments.size() && !arguments.get(from).value().equals("--")) {
      String word = arguments.get(from).value();
      if (!word.startsWith("-") && named) {
        break;
      }
      named |= !word.startsWith("-");
      from += EXEC_VALUE_FLAGS.contains(word) ? 2 : 1;
    }
    if (from < arguments.size() && arguments.get(from).value().equals("--")) {
      from++;
    }
    return from < arguments.size()
        ? new CommandEffect(arguments.subList(from, arguments.size()), true).change()
        : Optional.of(change(arguments.get(exec), "exec", false));
  }

  private Optional<Change> shell(ShellWord named, List<ShellWord> arguments) {
    String program = program(named.value());
    boolean windows = WINDOWS_SHELLS.contains(program);
    Pattern flag = windows ? WINDOWS_COMMAND : POSIX_COMMAND;
    for (int i = 0; i + 1 < arguments.size(); i++) {
      if (flag.matcher(arguments.get(i).value()).matches()) {
        return script(arguments.subList(i + 1, windows ? arguments.size() : i + 2));
      }
    }
    return Optional.of(change(named, program, false));
  }

  /** What the words come to that are a script together. */
  private Optional<Change> script(List<ShellWord> script) {
    String text = String.join(" ", script.stream().map(ShellWord::value).toList());
    int from = script.get(0).start();
    int to = script.get(script.size() - 1).end();
    return of(text, strict).map(change -> new Change(from, to, change.what(), change.certain()));
  }

  private Optional<Change> inner(int from) {
    if (from >= words.size()) {
      return Optional.empty();
    }
    List<ShellWord> command = words.subList(from, words.size());
    boolean quoted = command.size() == 1 && command.get(0).value().contains(" ");
    return quoted ? script(command) : new CommandEffect(command, strict).change();
  }

  private int behindFlags(int from, Set<String> withValue, String program) {
    int at = from;
    while (at < words.size()
        && (words.get(at).value().startsWith("-")
            || ASSIGNMENT.matcher(words.get(at).value()).matches())) {
      at += withValue.contains(words.get(at).value()) ? 2 : 1;
    }
    return program.equals("timeout") || program.equals("chroot") ? at + 1 : at;
  }

  private static Optional<Change> azure(List<ShellWord> arguments) {
    if (arguments.get(0).value().equals("rest")) {
      return http("az", arguments);
    }
    int end = 0;
    while (end < arguments.size() && PLAIN.matcher(arguments.get(end).value()).matches()) {
      end++;
    }
    if (end == 0) {
      return Optional.empty();
    }
    ShellWord verb = arguments.get(end - 1);
    boolean local =
        Set.of("account", "cloud", "config", "extension").contains(arguments.get(0).value());
    return isChanging(verb.value()) && !local ? certain(verb, verb.value()) : Optional.empty();
  }

  /** A request that isn't one of the reading methods, or that sends something. */
  private static Optional<Change> http(String program, List<ShellWord> arguments) {
    boolean curl = program.equals("curl");
    boolean asks = arguments.stream().anyMatch(word -> ASKS.matcher(word.value()).matches());
    boolean query =
        curl && arguments.stream().anyMatch(w -> w.value().equals("--get") || curlFlag(w, "G") > 0);
    for (int i = 0; i < arguments.size(); i++) {
      ShellWord word = arguments.get(i);
      Optional<String> method = method(program, arguments, i);
      if (method.isPresent()) {
        String name = method.get().toUpperCase(Locale.ROOT);
        if (READING_METHODS.contains(name)) {
          return Optional.empty();
        }
        return name.equals("POST") && asks ? Optional.empty() : certain(word, name);
      }
    }
    if (asks || query) {
      return Optional.empty();
    }
    return arguments.stream()
        .filter(word -> sends(word, curl))
        .findFirst()
        .flatMap(word -> certain(word, word.value().split("=")[0]));
  }

  private static Optional<String> method(String program, List<ShellWord> arguments, int at) {
    String word = arguments.get(at).value();
    Set<String> flags = METHOD_FLAGS.getOrDefault(program, Set.of());
    int equals = word.indexOf('=');
    if (equals > 0 && flags.contains(word.substring(0, equals))) {
      return Optional.of(word.substring(equals + 1));
    }
    int cluster = program.equals("curl") ? curlFlag(arguments.get(at), "X") : -1;
    if (cluster > 0 && cluster + 1 < word.length()) {
      return Optional.of(word.substring(cluster + 1));
    }
    if ((flags.contains(word) || cluster > 0) && at + 1 < arguments.size()) {
      return Optional.of(arguments.get(at + 1).value());
    }
    return flags.isEmpty() && at == 0 && word.matches("POST|PUT|PATCH|DELETE")
        ? Optional.of(word)
        : Optional.empty();
  }

  /** Where one of some short flags stands in a word of curl's; or -1. */
  private static int curlFlag(ShellWord word, String flags) {
    String text = word.value();
    if (!text.matches("(?s)-[A-Za-z0-9#:].*")) {
      return -1;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (flags.indexOf(c) >= 0) {
        return i;
      }
      if (CURL_VALUE_FLAGS.indexOf(c) >= 0) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean sends(ShellWord word, boolean curl) {
    return curl
        ? word.value().matches("(?s)--data.*|--json.*|--form.*|--upload-file.*")
            || curlFlag(word, "dFT") > 0
        : word.value().matches("(?s)--(?:post|body)-(?:data|file).*|--body.*");
  }

  private static Optional<Change> sql(Set<String> flags, List<ShellWord> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String value = arguments.get(i).value();
      for (String flag : flags) {
        Optional<Change> change = Optional.empty();
        if (value.equals(flag) && i + 1 < arguments.size()) {
          ShellWord statement = arguments.get(i + 1);
          change = statement(statement, statement.value());
        } else if (value.startsWith(flag + "=")) {
          change = statement(arguments.get(i), value.substring(flag.length() + 1));
        } else if (flag.length() == 2 && value.startsWith(flag) && value.length() > 2) {
          change = statement(arguments.get(i), value.substring(2));
        } else if (flag.length() == 2
            && value.matches("-[A-Za-z]+" + flag.charAt(1))
            && i + 1 < arguments.size()) {
          change = statement(arguments.get(i + 1), arguments.get(i + 1).value());
        }
        if (change.isPresent()) {
          return change;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Change> statement(ShellWord at, String sql) {
    return SqlEffect.change(sql).flatMap(what -> certain(at, what));
  }

  private static Optional<Change> redis(List<ShellWord> arguments) {
    int at = 0;
    while (at < arguments.size() && arguments.get(at).value().startsWith("-")) {
      ShellWord flag = arguments.get(at);
      Optional<ShellWord> value = arguments.stream().skip(at + 1L).findFirst();
      if (flag.value().equals("--cluster") && value.isPresent()) {
        return Set.of("check", "info", "help").contains(value.get().value())
            ? Optional.empty()
            : certain(value.get(), value.get().value());
      }
      if (flag.value().equals("--pipe")) {
        return certain(flag, flag.value());
      }
      if (flag.value().equals("--eval")) {
        return Optional.of(change(flag, flag.value(), false));
      }
      at += CommandTable.REDIS_VALUE_FLAGS.contains(flag.value()) ? 2 : 1;
    }
    if (at >= arguments.size()) {
      return Optional.empty();
    }
    ShellWord command = arguments.get(at);
    String next = at + 1 < arguments.size() ? arguments.get(at + 1).value() : "";
    return command.value().isEmpty() || CommandTable.redisReads(command.value(), next)
        ? Optional.empty()
        : certain(command, command.value());
  }

  private static Optional<Change> mongo(List<ShellWord> arguments) {
    return arguments.stream()
        .filter(word -> MONGO.matcher(word.value()).find())
        .findFirst()
        .map(
            word -> {
              Matcher call = MONGO.matcher(word.value());
              return change(word, call.find() ? call.group(1) : "", true);
            });
  }

  private static Optional<Change> cmdlet(ShellWord named, List<ShellWord> arguments) {
    String name = named.value();
    String verb = name.substring(0, name.indexOf('-')).toLowerCase(Locale.ROOT);
    if (name.matches("(?i)Invoke-(?:RestMethod|WebRequest)")) {
      for (int i = 0; i + 1 < arguments.size(); i++) {
        boolean method = arguments.get(i).value().equalsIgnoreCase("-Method");
        if (method && arguments.get(i + 1).value().matches("(?i)post|put|patch|delete")) {
          return certain(arguments.get(i + 1), arguments.get(i + 1).value());
        }
      }
      return Optional.empty();
    }
    if (name.matches("(?i)Invoke-(?:Command|Expression)")) {
      return Optional.of(change(named, name, false));
    }
    if (name.equalsIgnoreCase("Invoke-Sqlcmd")) {
      return sql(Set.of("-Query"), arguments);
    }
    boolean local =
        LOCAL_CMDLETS.matcher(name).matches()
            && !name.matches("(?i)(?:Remove|Set|New|Move|Rename|Clear)-(?:Item|Content)");
    boolean previews =
        arguments.stream().anyMatch(word -> word.value().equalsIgnoreCase("-WhatIf"));
    return CHANGING_CMDLETS.contains(verb) && !local && !previews
        ? certain(named, name)
        : Optional.empty();
  }

  private static Optional<Change> inPlace(List<ShellWord> arguments) {
    return arguments.stream()
        .filter(word -> word.value().matches("-[nErsuz]*i.*|--in-place.*"))
        .findFirst()
        .flatMap(word -> certain(word, word.value()));
  }

  private static Optional<Change> flag(List<ShellWord> arguments, Set<String> flags) {
    return arguments.stream()
        .filter(word -> flags.contains(word.value()))
        .findFirst()
        .flatMap(word -> certain(word, word.value()));
  }

  /** One of the first words, before any option. */
  private static Optional<Change> word(
      List<ShellWord> arguments, Set<String> verbs, Set<String> more) {
    for (int i = 0; i < Math.min(6, arguments.size()); i++) {
      String word = arguments.get(i).value();
      if (word.startsWith("--") && word.contains("=")) {
        continue;
      }
      if (!PLAIN.matcher(word).matches()) {
        return Optional.empty();
      }
      String lower = word.toLowerCase(Locale.ROOT);
      String first = lower.split("-")[0];
      if (verbs.contains(lower) || more.contains(lower) || (i > 0 && verbs.contains(first))) {
        return certain(arguments.get(i), word);
      }
    }
    return Optional.empty();
  }

  /** The index of the first word from one on that is neither a flag nor a flag's value. */
  private static int behindFlags(List<ShellWord> arguments, int from) {
    int at = from;
    while (at < arguments.size() && arguments.get(at).value().startsWith("-")) {
      at += CommandTable.VALUE_FLAGS.contains(arguments.get(at).value()) ? 2 : 1;
    }
    return at;
  }

  private static Optional<ShellWord> first(List<ShellWord> arguments) {
    return arguments.stream().findFirst();
  }

  private static Optional<ShellWord> last(List<ShellWord> arguments) {
    return arguments.isEmpty()
        ? Optional.empty()
        : Optional.of(arguments.get(arguments.size() - 1));
  }

  private static String program(String word) {
    String name = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
    return name.toLowerCase(Locale.ROOT).replaceFirst("\\.exe$", "");
  }

  private static Optional<Change> certain(ShellWord word, String what) {
    return Optional.of(change(word, what, true));
  }

  private static Change change(ShellWord word, String what, boolean certain) {
    return new Change(word.start(), word.end(), what, certain);
  }
}
