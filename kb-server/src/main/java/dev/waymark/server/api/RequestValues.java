package dev.waymark.server.api;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.server.account.Role;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.ProblemException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads values out of paths, queries and bodies, and says clearly which one is wrong. */
public final class RequestValues {
  private RequestValues() {}

  public static Optional<String> optional(@Nullable String text) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank());
  }

  public static <T> T required(String name, @Nullable T value) {
    if (value == null) {
      throw invalid("`" + name + "` is missing.", "Send it; /q/openapi says what it is.");
    }
    return value;
  }

  public static int number(String name, @Nullable String text, int otherwise) {
    return optional(text)
        .map(
            value -> {
              try {
                return Integer.parseInt(value.strip());
              } catch (NumberFormatException e) {
                throw invalid(
                    "`%s` is a whole number, not “%s”.".formatted(name, value),
                    "Send a number such as " + otherwise + ".");
              }
            })
        .orElse(otherwise);
  }

  public static long incident(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw notFound(
          "“" + text + "” isn't a number of an incident.", "Use one of GET /api/v1/incidents.");
    }
  }

  public static UUID run(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw notFound("“" + text + "” isn't an id of a run.", "Use one of an incident's runs.");
    }
  }

  public static Supplier<ProblemException> noRun(String id) {
    return () -> notFound("There is no run " + id + ".", "Use one of an incident's runs.");
  }

  public static IncidentSeverity severity(String text) {
    return IncidentSeverity.ofLabel(text)
        .orElseThrow(() -> choice("severity", text, IncidentSeverity.values()));
  }

  public static Role role(String text) {
    return Role.ofLabel(text).orElseThrow(() -> choice("role", text, Role.values()));
  }

  /** Says which words a field takes. */
  public static ProblemException choice(String name, String text, Enum<?>[] values) {
    String words =
        Arrays.stream(values)
            .map(value -> value.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'))
            .collect(Collectors.joining(", "));
    return invalid("`%s` can't be “%s”.".formatted(name, text), "It is one of " + words + ".");
  }

  public static ProblemException invalid(String detail, String hint) {
    return new ProblemException(Problem.invalid(detail, hint));
  }

  public static ProblemException notFound(String detail, String hint) {
    return new ProblemException(Problem.notFound(detail, hint));
  }
}
