package dev.waymark.model.source;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Passwords and keys, known by their form: what must stand in no entry and in no record. */
public final class Secrets {
  private static final Pattern MARK = Pattern.compile("\\(secret removed: ([^)]{1,60})\\)");

  /** What belongs to a secret although its form doesn't need it, such as a token's signature. */
  private static final Pattern REST = Pattern.compile("[A-Za-z0-9+/=_.~%-]*");

  private static final SecretClues CLUES = new SecretClues(SecretShapes.ALL);

  private Secrets() {}

  /** The secrets of a text. Placeholders, such as {@code $PASSWORD}, aren't secrets. */
  public static List<Secret> find(String text) {
    return outermost(CLUES.find(text));
  }

  /** Each secret once, though several shapes may know it; in the order of the text. */
  private static List<Secret> outermost(List<Secret> found) {
    List<Secret> sorted =
        found.stream()
            .sorted(
                Comparator.comparingInt((Secret secret) -> secret.span().start())
                    .thenComparingInt(secret -> -secret.span().end()))
            .toList();
    List<Secret> outermost = new ArrayList<>();
    int end = 0;
    for (Secret secret : sorted) {
      if (secret.span().end() > end) {
        outermost.add(secret);
        end = secret.span().end();
      }
    }
    return outermost;
  }

  /** A text with what it was, such as {@code (secret removed: npm token)}, for each secret. */
  public static String removed(String text) {
    List<Secret> found = find(text);
    if (found.isEmpty()) {
      return text;
    }
    StringBuilder clean = new StringBuilder();
    int at = 0;
    for (Secret secret : found) {
      SourceSpan span = secret.span();
      if (span.end() > at) {
        Matcher rest = REST.matcher(text).region(span.end(), text.length());
        clean.append(text, at, Math.max(at, span.start())).append(mark(secret));
        at = rest.lookingAt() ? rest.end() : span.end();
      }
    }
    return clean.append(text.substring(at)).toString();
  }

  /**
   * A value without secrets that stands under a name, such as a field's: a name like {@code
   * password} tells that its value is one.
   */
  public static String removed(String name, String value) {
    String clean = removed(value);
    List<Secret> assigned = clean.equals(value) ? find(name + "=" + value) : List.of();
    return assigned.isEmpty() ? clean : mark(assigned.get(0));
  }

  private static String mark(Secret secret) {
    return "(secret removed: " + secret.kind() + ")";
  }

  /** A secret that was removed from a text, and the line where it stood, counted from 1. */
  public record Removed(int line, String kind) {}

  /** What {@link #removed(String)} has removed from a text that it gave. */
  public static List<Removed> marks(String clean) {
    List<Removed> found = new ArrayList<>();
    List<String> lines = clean.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      Matcher mark = MARK.matcher(lines.get(i));
      while (mark.find()) {
        found.add(new Removed(i + 1, mark.group(1)));
      }
    }
    return found;
  }
}
