package dev.waymark.runbooks.kql.function;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.waymark.runbooks.kql.value.Refusal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Compiled regular expressions; RE2/J, so that none runs away. */
public final class Regexes {
  private static final int REMEMBERED = 512;
  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  private Regexes() {}

  /** White space includes that of Unicode, which RE2's own class leaves out. */
  private static String widened(String regex) {
    if (!regex.contains("\\s")) {
      return regex;
    }
    var result = new StringBuilder();
    boolean inClass = false;
    for (int i = 0; i < regex.length(); i++) {
      char c = regex.charAt(i);
      if (c == '\\' && i + 1 < regex.length()) {
        char next = regex.charAt(++i);
        String space = inClass ? "\\s\\x{85}\\p{Z}" : "[\\s\\x{85}\\p{Z}]";
        result.append(next == 's' ? space : "\\" + next);
        continue;
      }
      inClass = c == '[' || (inClass && c != ']');
      result.append(c);
    }
    return result.toString();
  }

  public static Pattern compile(String regex) {
    Pattern known = COMPILED.get(regex);
    if (known != null) {
      return known;
    }
    try {
      Pattern compiled = Pattern.compile(widened(regex));
      if (COMPILED.size() > REMEMBERED) {
        COMPILED.clear();
      }
      COMPILED.put(regex, compiled);
      return compiled;
    } catch (PatternSyntaxException e) {
      throw Refusal.failed("`" + regex + "` is no regular expression: " + e.getDescription());
    }
  }
}
