package dev.waymark.server.search;

import java.util.regex.Pattern;

/** Authors' Markdown as text for excerpts: without the signs that would only disturb there. */
final class ExcerptText {
  private static final Pattern LINK =
      Pattern.compile("!?\\[([^\\]\\n]{0,500})\\]\\([^)\\n]{0,500}\\)");
  private static final Pattern FENCE = Pattern.compile("(?m)^\\s{0,3}(?:```|~~~).*$");
  private static final Pattern RULE = Pattern.compile("(?m)^\\s*\\|?[\\s:|-]+\\|?\\s*$");
  private static final Pattern LEAD =
      Pattern.compile("(?m)^\\s{0,6}(?:#{1,6}|[-*+](?:\\s\\[[ xX]\\])?|>)\\s+");
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\n]]");

  private ExcerptText() {}

  static String of(String markdown) {
    String text = LINK.matcher(markdown).replaceAll("$1");
    text = FENCE.matcher(text).replaceAll("");
    text = RULE.matcher(text).replaceAll("");
    text = LEAD.matcher(text).replaceAll("");
    text = text.replace("`", "").replace("**", "").replace("|", " ");
    return clean(text);
  }

  /** Without what no database takes and nobody can read. */
  static String clean(String text) {
    return CONTROL.matcher(text).replaceAll(" ").strip();
  }

  static String bounded(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    return text.substring(0, end);
  }
}
