package dev.waymark.model.entry;

import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A value that a run needs before it starts.
 *
 * @param from CEL over the alert that gives it
 * @param defaultValue as the author wrote it; {@link ParameterType#parse} reads it
 * @param resourceType which resources a {@code resource} may be, such as {@code
 *     Microsoft.KeyVault/vaults}; any if absent
 * @param values what a {@code choice} may be; empty for other types
 */
public record Parameter(
    String name,
    ParameterType type,
    String description,
    Optional<Excerpt> from,
    Optional<String> defaultValue,
    Optional<String> resourceType,
    List<String> values,
    SourceSpan span) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,63}");

  public Parameter {
    values = List.copyOf(values);
  }

  /** Whether KQL, CEL and <code>${…}</code> all take a text as a name. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }
}
