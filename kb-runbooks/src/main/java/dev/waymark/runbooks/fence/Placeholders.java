package dev.waymark.runbooks.fence;

import dev.waymark.model.entry.Parameter;
import dev.waymark.model.entry.ParameterType;
import dev.waymark.model.table.ColumnType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The places {@code ${name}} of a body whose values aren't bound yet. A text with holes is right
 * where some values of their types make it right. Once values are bound there are none: what looks
 * like one is then a character like any other.
 */
public final class Placeholders {
  private static final Pattern HOLE = Pattern.compile("\\$\\{([^}\\s]*)}");
  private static final String GUID = "00000000-0000-0000-0000-000000000000";
  private static final String RESOURCE =
      "/subscriptions/" + GUID + "/resourceGroups/group/providers/Microsoft.Provider/type/name";

  /** Texts of every form that some place asks for. */
  private static final List<String> ANY =
      List.of(
          "a",
          "example.com",
          "example.com:443",
          "443",
          "1h",
          "https://example.com",
          GUID,
          RESOURCE,
          "Average");

  /** So many values in one place say little about it, and trying them takes long. */
  private static final int MOST = 3;

  private final Optional<Function<String, List<String>>> samples;

  private Placeholders(Optional<Function<String, List<String>>> samples) {
    this.samples = samples;
  }

  /** Of a body whose values are bound. */
  public static Placeholders none() {
    return new Placeholders(Optional.empty());
  }

  /**
   * Of a body as its author wrote it.
   *
   * @param samples values that a name may have; see {@link #samples(Parameter)}
   */
  public static Placeholders of(Function<String, List<String>> samples) {
    return new Placeholders(Optional.of(samples));
  }

  /** Some texts that a parameter's value may be. */
  public static List<String> samples(Parameter parameter) {
    return parameter.type() == ParameterType.CHOICE && !parameter.values().isEmpty()
        ? parameter.values()
        : samples(parameter.type());
  }

  /** Some texts that a remembered value may be. */
  public static List<String> samples(ColumnType type) {
    return switch (type) {
      case BOOL -> samples(ParameterType.BOOL);
      case INT, LONG -> samples(ParameterType.INT);
      case REAL, DECIMAL -> samples(ParameterType.REAL);
      case DATETIME -> samples(ParameterType.DATETIME);
      case TIMESPAN -> samples(ParameterType.TIMESPAN);
      case STRING, GUID, DYNAMIC -> ANY;
    };
  }

  private static List<String> samples(ParameterType type) {
    return switch (type) {
      case STRING, CHOICE -> ANY;
      case INT -> List.of("443");
      case REAL -> List.of("0.5");
      case BOOL -> List.of("true");
      case TIMESPAN -> List.of("1h");
      case DATETIME -> List.of("2026-11-01T02:00:00Z");
      case RESOURCE -> List.of(RESOURCE);
      case WORKSPACE -> List.of(GUID, RESOURCE);
      case URL -> List.of("https://example.com", "https://example.com/path");
      case HOST -> List.of("example.com", "example.com:443", "[2001:db8::1]");
    };
  }

  /** Whether the body stands as its author wrote it. */
  public boolean areOpen() {
    return samples.isPresent();
  }

  /** Whether a value of the body stands in a text of it. */
  public boolean in(String text) {
    return samples.isPresent() && HOLE.matcher(text).find();
  }

  /** Whether a text is what a place asks for, or can be once its values are bound. */
  public boolean fits(String text, Predicate<String> place) {
    return samples.map(some -> fits(text, 0, some, place)).orElseGet(() -> place.test(text));
  }

  private static boolean fits(
      String text, int depth, Function<String, List<String>> samples, Predicate<String> place) {
    Matcher hole = HOLE.matcher(text);
    if (!hole.find()) {
      return place.test(text);
    }
    String before = text.substring(0, hole.start());
    String behind = text.substring(hole.end());
    return depth == MOST
        || samples.apply(hole.group(1)).stream()
            .anyMatch(value -> fits(before + value + behind, depth + 1, samples, place));
  }

  /** The text with something plain in each hole. */
  public String plain(String text) {
    return samples.isPresent() ? HOLE.matcher(text).replaceAll("x") : text;
  }

  /** What stands behind a hole that the text begins with. */
  public Optional<String> behindFirst(String text) {
    Matcher hole = HOLE.matcher(text);
    return samples.isPresent() && hole.lookingAt()
        ? Optional.of(text.substring(hole.end()))
        : Optional.empty();
  }
}
