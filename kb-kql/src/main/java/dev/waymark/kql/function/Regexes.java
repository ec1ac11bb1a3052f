package dev.waymark.kql.function;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.waymark.kql.value.Refusal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Compiled regular expressions. RE2/J runs them, so that none runs away; what <a
 * href="https://learn.microsoft.com/kusto/query/regex">Kusto's syntax</a> means by Unicode is put
 * into RE2's, and what RE2 would take for something else is refused.
 */
public final class Regexes {
  private static final int REMEMBERED = 512;
  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  private Regexes() {}

  public static Pattern compile(String regex) {
    if (COMPILED.size() > REMEMBERED) {
      COMPILED.clear();
    }
    return COMPILED.computeIfAbsent(regex, Regexes::translated);
  }

  private static Pattern translated(String regex) {
    try {
      return Pattern.compile(new RegexTranslation(regex).translated());
    } catch (PatternSyntaxException e) {
      if (RegexTranslation.mayBeKnown(regex)) {
        throw Refusal.unsupported("the regular expression `" + regex + "`");
      }
      throw Refusal.failed("`" + regex + "` isn't a regular expression: " + e.getDescription());
    }
  }

  public static Matcher matcher(String regex, String text) {
    return matcher(compile(regex), text);
  }

  /** Bounds of words are those of ASCII in RE2, and those of Unicode in Kusto. */
  public static Matcher matcher(Pattern pattern, String text) {
    if (hasWordsBeyondAscii(text) && RegexTranslation.hasWordBound(pattern.pattern())) {
      throw Refusal.unsupported("\\b beside letters beyond ASCII");
    }
    return pattern.matcher(text);
  }

  private static boolean hasWordsBeyondAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127 && RegexTranslation.isWord(text.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }
}
