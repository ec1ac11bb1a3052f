package dev.waymark.runbooks.fence;

import dev.waymark.kql.syntax.Highlight;
import dev.waymark.kql.syntax.HighlightKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Colours of a language by what its words look like. It refuses nothing: a text that isn't of that
 * language is shown all the same.
 */
public enum Colouring {
  /** What isn't known. */
  NONE("(?!)"),
  COMMAND(
      """
      (?<comment>(?<![^\\s])\\#[^\\n]*+)
      | (?<string>"[^"\\n]*+"|'[^'\\n]*+')
      | (?<keyword>(?<![^\\s])--?[A-Za-z][\\w-]*+)
      | (?<function>\\$\\{\\w++}|^[A-Za-z][\\w.-]*+)
      """),
  JSON(
      """
      (?<function>"[^"\\n]*+"(?=\\s{0,9}:))
      | (?<string>"[^"\\n]*+")
      | (?<number>\\b\\d++(?:\\.\\d++)?\\b)
      | (?<keyword>\\b(?:true|false|null)\\b)
      """),
  XML(
      """
      (?<comment><!--[\\s\\S]{0,2000}?-->)
      | (?<string>"[^"\\n]*+"|'[^'\\n]*+')
      | (?<keyword></?[\\w:.-]++|/?>)
      | (?<function>\\b[\\w:.-]{1,100}+(?==["']))
      """),
  /** Lines of {@code key: value}, and what HTTP has of them. */
  YAML(
      """
      (?<comment>(?<![^\\s])\\#[^\\n]*+)
      | (?<keyword>^[\\ \\t]*+(?:-[\\ ])?[A-Za-z][\\w.-]*+(?=:)|^[A-Z]++(?=[\\ ]https?:))
      | (?<string>"[^"\\n]*+"|'[^'\\n]*+')
      | (?<function>\\$\\{\\w++})
      | (?<number>\\b\\d++(?:\\.\\d++)?[a-z]?\\b)
      """);

  /** Longer texts are program output, and would make pages heavy. */
  private static final int LONGEST = 32 * 1024;

  private static final List<HighlightKind> KINDS =
      List.of(
          HighlightKind.COMMENT,
          HighlightKind.STRING,
          HighlightKind.KEYWORD,
          HighlightKind.FUNCTION,
          HighlightKind.NUMBER);

  private final Pattern pattern;

  Colouring(String pattern) {
    this.pattern = Pattern.compile(pattern, Pattern.COMMENTS | Pattern.MULTILINE);
  }

  /**
   * A fence's body in its colours, whether something runs it or it is only shown.
   *
   * @param info the words behind the opening fence
   */
  public static List<Highlight> ofFence(String info, String body) {
    if (body.length() > LONGEST) {
      return NONE.of(body);
    }
    return FenceTypes.behind(info)
        .map(type -> type.highlight(body))
        .orElseGet(() -> named(FenceTypes.label(info)).of(body));
  }

  private static Colouring named(String label) {
    return switch (label.toLowerCase(Locale.ROOT)) {
      case "bash", "sh", "shell", "console", "powershell", "pwsh" -> COMMAND;
      case "json" -> JSON;
      case "xml", "html" -> XML;
      case "yaml", "yml" -> YAML;
      default -> NONE;
    };
  }

  /** All of a text, part by part. */
  public List<Highlight> of(String text) {
    List<Highlight> parts = new ArrayList<>();
    Matcher matcher = pattern.matcher(text);
    int end = 0;
    while (matcher.find()) {
      add(parts, HighlightKind.PLAIN, text, end, matcher.start());
      add(parts, kind(matcher), text, matcher.start(), matcher.end());
      end = matcher.end();
    }
    add(parts, HighlightKind.PLAIN, text, end, text.length());
    return parts;
  }

  private static void add(
      List<Highlight> parts, HighlightKind kind, String text, int start, int end) {
    if (end > start) {
      parts.add(new Highlight(kind, text.substring(start, end), start, end));
    }
  }

  private HighlightKind kind(Matcher matcher) {
    return KINDS.stream()
        .filter(kind -> pattern.namedGroups().containsKey(group(kind)))
        .filter(kind -> matcher.start(group(kind)) >= 0)
        .findFirst()
        .orElse(HighlightKind.PLAIN);
  }

  private static String group(HighlightKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
