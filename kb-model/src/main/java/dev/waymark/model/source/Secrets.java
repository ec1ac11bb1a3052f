package dev.waymark.model.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passwords and keys, known by their shapes: what must stand in no entry and in no record. */
public final class Secrets {
  private static final String REMOVED = "(secret removed)";
  private static final List<Pattern> SHAPES =
      List.of(
          Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----"),
          Pattern.compile("(?i)\\b(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/=]{20,}"),
          Pattern.compile("(?i)[?&]sig=[A-Za-z0-9%]{20,}"),
          Pattern.compile("\\beyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}"),
          Pattern.compile(
              "(?i)\\b(?:password|passwd|client[-_]?secret|api[-_]?key)[\"']?\\s*[=:]\\s*[\"']?"
                  + "(?=[^\\s\"']*\\d)[A-Za-z0-9!%+/_.~-]{10,}"));

  /** Names whose value is a secret, with what may stand between the two. */
  private static final List<Named> NAMED =
      List.of(
          Named.of("--FLAG(?:password|passwd|pwd|client-secret|token|passphrase)VALUE", "--"),
          Named.of(
              "--FLAG(?:account|api|access|shared|storage|subscription|master|function)-keyVALUE",
              "-key"),
          Named.of("--FLAG(?:sas-token|secret-key|secret-access-key)VALUE", "--"),
          Named.of(
              "\\b(?:proxy-)?authorization[\"']?\\s*[:=]\\s*[\"']?(?:basic|bearer|token|digest)\\s+",
              "authorization"),
          Named.of(
              "\\b(?:ocp-apim-subscription-key|x-functions-key|x-api-key|api-key|private-token"
                  + "|x-auth-token|x-vault-token|aeg-sas-key)[\"']?\\s*[:=]\\s*[\"']?",
              "-key",
              "-token"),
          Named.of(
              "(?-i)\\b(?:[A-Z][A-Z0-9]{0,40}_){0,8}(?:PASSWORD|PGPASSWORD|MYSQL_PWD|SECRET|TOKEN"
                  + "|API_KEY|ACCESS_KEY|ACCOUNT_KEY)=[\"']?",
              "word=",
              "pwd=",
              "secret=",
              "token=",
              "key="),
          Named.of(
              "\\b(?:user ?id|uid|user(?:name)?|login|server|data source|host)\\s*=[^;\\n"
                  + "\"']{0,200};(?:[^;\\n"
                  + "\"']{0,200};){0,20}?\\s*(?:password|pwd)\\s*=\\s*",
              ";password",
              "; password",
              ";pwd",
              "; pwd"),
          Named.of("(?-i)://[^\\s/:@\"'<>]{0,100}:(?=[^\\s/@\"']{1,200}@)", "://"),
          Named.of(
              "\\b(?:curl|wget|http)ARGUMENTS(?:-u|--user)\\s+[\"']?[^\\s:\"']{1,100}:",
              " -u",
              "--user"),
          Named.of(
              "\\b(?:mysql|mysqldump|mysqladmin|mariadb)ARGUMENTS-p(?=\\S)", "mysql", "mariadb"),
          Named.of("(?-i)\\b(?:sqlcmd|bcp)ARGUMENTS-P\\s*", "sqlcmd", "bcp"),
          Named.of("(?-i)\\bdocker loginARGUMENTS-p\\s+", "docker login"),
          Named.of("(?-i)\\bredis-cliARGUMENTS(?:-a|--pass)\\s+", "redis-cli"));

  /** What stands for a secret where none may stand. */
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)(?:[$<{(\\[%@*.…#_-]|x{3}).*|.*(?:(?<!\\$)\\$[a-z({]|[<{]|\\*{3}|\\.{3}|…).*|[A-Z]*_[A-Z_]*|(?-i:[A-Z]{3,})"
              + "|(?:your|my|the|some|a)[-_].*|password|passwd|pwd|pass|secret|token|key|none|null|true"
              + "|false|changeme|example|redacted|removed|hidden|placeholder|string|value|text|stdin"
              + "|to|for|in|is|and|or|of|not|with|on|the|from");

  /** What belongs to a secret although its shape doesn't need it: key bodies, signatures. */
  private static final Pattern REST =
      Pattern.compile(
          "(?:[A-Za-z0-9+/=_.~%-]|(?<=KEY-----)[\\s\\S]*?-----END [A-Z ]*PRIVATE KEY-----)*");

  private Secrets() {}

  /** Where secrets stand in a text. Placeholders, such as {@code $PASSWORD}, are none. */
  public static List<SourceSpan> find(String text) {
    List<SourceSpan> found = new ArrayList<>();
    for (Pattern shape : SHAPES) {
      Matcher matcher = shape.matcher(text);
      while (matcher.find()) {
        found.add(new SourceSpan(matcher.start(), matcher.end()));
      }
    }
    String lower = text.toLowerCase(Locale.ROOT);
    for (Named name : NAMED) {
      Matcher matcher = name.pattern().matcher(text);
      boolean possible = name.mayStandIn(lower);
      while (possible && matcher.find()) {
        if (!PLACEHOLDER.matcher(matcher.group("secret")).matches()) {
          found.add(new SourceSpan(matcher.start("secret"), matcher.end("secret")));
        }
      }
    }
    return outermost(found);
  }

  /** Each secret once, though several shapes may know it. */
  private static List<SourceSpan> outermost(List<SourceSpan> found) {
    return found.stream()
        .distinct()
        .filter(
            span -> found.stream().noneMatch(other -> !other.equals(span) && other.contains(span)))
        .toList();
  }

  /**
   * A name with its value.
   *
   * @param clues one of which stands in a text, in small letters, that has such a name
   */
  private record Named(Pattern pattern, List<String> clues) {
    static Named of(String name, String... clues) {
      String written =
          name.replace("FLAG", "(?:[a-z]{1,30}-){0,8}")
              .replace("VALUE", "(?:\\s+|=)")
              .replace("ARGUMENTS", "\\s(?:[^\\n|;]{0,300}?\\s)?");
      return new Named(
          Pattern.compile("(?i)" + written + "[\"']?(?<secret>[^\\s\"'`|;,&@)]{4,})"),
          List.of(clues));
    }

    boolean mayStandIn(String lower) {
      return clues.stream().anyMatch(lower::contains);
    }
  }

  /** A text with a word about it in the place of each secret. */
  public static String removed(String text) {
    List<SourceSpan> found =
        find(text).stream().sorted(Comparator.comparingInt(SourceSpan::start)).toList();
    if (found.isEmpty()) {
      return text;
    }
    StringBuilder clean = new StringBuilder();
    int at = 0;
    for (SourceSpan secret : found) {
      if (secret.end() > at) {
        Matcher rest = REST.matcher(text).region(secret.end(), text.length());
        rest.useTransparentBounds(true);
        clean.append(text, at, Math.max(at, secret.start())).append(REMOVED);
        at = rest.lookingAt() ? rest.end() : secret.end();
      }
    }
    return clean.append(text.substring(at)).toString();
  }
}
