package dev.waymark.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A statement from a file below {@code waymark}, in the folder of its feature. Its values have
 * names such as {@code :query}, or are question marks in their order.
 */
public final class NamedStatement {
  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\R");
  private static final Pattern NAME = Pattern.compile("(?<!:):([a-z]+)");

  private final String sql;
  private final List<String> names;

  private NamedStatement(String text) {
    this.sql = NAME.matcher(text).replaceAll("?");
    this.names = NAME.matcher(text).results().map(found -> found.group(1)).toList();
  }

  public static NamedStatement ofResource(String path) {
    try (InputStream file =
        Objects.requireNonNull(
            NamedStatement.class.getResourceAsStream(path), () -> "no resource " + path)) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new NamedStatement(COMMENT.matcher(text).replaceAll(""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String sql() {
    return sql;
  }

  /** The values in the order in which the statement wants them. */
  public @Nullable Object[] values(Map<String, Object> byName) {
    String missing =
        names.stream()
            .filter(name -> !byName.containsKey(name))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("no value for " + missing);
    }
    return names.stream().map(byName::get).toArray();
  }
}
