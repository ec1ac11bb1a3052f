package dev.waymark.server.search;

import dev.waymark.server.search.SearchWords.Token;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What two incidents may have in common beside their entry: a cause, the name of an error, a host.
 * Each mark begins with a word that says which of these it is.
 */
final class ResemblanceMarks {
  static final String CAUSE = "cause:";
  static final String ERROR = "error:";
  static final String HOST = "host:";

  private static final int MOST = 60;
  private static final int SHORTEST_NAME = 10;

  /** At least three labels, since {@code Main.java} and {@code e.g} aren't hosts. */
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "(?<![\\w.@-])[a-z0-9][a-z0-9-]{0,62}(?:\\.[a-z0-9][a-z0-9-]{0,62}){1,8}\\.[a-z]{2,18}(?![\\w-])",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern SCREAMING = Pattern.compile("\\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+\\b");

  /** How names of classes end, whose packages look like hosts. */
  private static final Set<String> OF_CODE = Set.of("java", "cs", "js", "ts", "py", "dll", "exe");

  private ResemblanceMarks() {}

  /** The hosts and the names of errors in some texts. */
  static List<String> of(Collection<String> texts) {
    Set<String> hosts = new TreeSet<>();
    Set<String> errors = new TreeSet<>();
    for (String text : texts) {
      addHosts(hosts, text);
      addErrors(errors, text);
    }
    Set<String> marks = new TreeSet<>();
    hosts.stream().limit(MOST).forEach(host -> marks.add(HOST + host));
    errors.stream().limit(MOST).forEach(error -> marks.add(ERROR + error));
    return List.copyOf(marks);
  }

  private static void addHosts(Set<String> hosts, String text) {
    Matcher host = HOST_NAME.matcher(text);
    while (host.find()) {
      String name = host.group().toLowerCase(Locale.ROOT);
      boolean isCode = host.group().chars().anyMatch(Character::isUpperCase);
      if (!isCode && !OF_CODE.contains(name.substring(name.lastIndexOf('.') + 1))) {
        hosts.add(name);
      }
    }
  }

  /** {@code BackendConnectionFailure} and {@code ERR_TIMED_OUT}: nobody writes those by chance. */
  private static void addErrors(Set<String> errors, String text) {
    for (Token token : SearchWords.of(text)) {
      if (token.parts().size() > 1
          && token.end() - token.start() >= SHORTEST_NAME
          && !isOfPath(text, token)) {
        errors.add(text.substring(token.start(), token.end()));
      }
    }
    Matcher screaming = SCREAMING.matcher(text);
    while (screaming.find()) {
      if (screaming.group().length() >= SHORTEST_NAME) {
        errors.add(screaming.group());
      }
    }
  }

  /** {@code /resourceGroups/} says what kind a resource is, in each id alike. */
  private static boolean isOfPath(String text, Token token) {
    return text.startsWith("/", token.end())
        || (token.start() > 0 && text.charAt(token.start() - 1) == '/');
  }
}
