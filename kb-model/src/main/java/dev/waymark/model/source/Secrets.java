package dev.waymark.model.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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

  /** What belongs to a secret although its shape doesn't need it: key bodies, signatures. */
  private static final Pattern REST =
      Pattern.compile(
          "(?:[A-Za-z0-9+/=_.~%-]|(?<=KEY-----)[\\s\\S]*?-----END [A-Z ]*PRIVATE KEY-----)*");

  private Secrets() {}

  /** Where secrets stand in a text, shape by shape. */
  public static List<SourceSpan> find(String text) {
    List<SourceSpan> found = new ArrayList<>();
    for (Pattern shape : SHAPES) {
      Matcher matcher = shape.matcher(text);
      while (matcher.find()) {
        found.add(new SourceSpan(matcher.start(), matcher.end()));
      }
    }
    return found;
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
