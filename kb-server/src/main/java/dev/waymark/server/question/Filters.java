package dev.waymark.server.question;

import dev.waymark.model.entry.IncidentSeverity;
import dev.waymark.server.problem.Problem;
import dev.waymark.server.problem.Result;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which incidents a question is asked of.
 *
 * @param from the first day, in UTC, on which they were opened
 * @param to the last day
 * @param service of the entry that they were opened with
 * @param entry that they were opened with
 * @param cause slug of the confirmed cause
 * @param by how time is parted where a question goes along it
 */
public record Filters(
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    Optional<String> service,
    Optional<String> entry,
    Optional<String> cause,
    Optional<IncidentSeverity> severity,
    Kind kind,
    Period by) {
  /** The names of the parameters, as addresses have them. */
  public static final List<String> NAMES =
      List.of("from", "to", "service", "entry", "cause", "severity", "kind", "by");

  /** Drills are kept apart from what really happened. */
  public enum Kind {
    REAL,
    DRILL,
    ALL;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A stretch of time. */
  public enum Period {
    MONTH,
    WEEK,
    DAY;

    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Real incidents of all times. */
  public static final Filters NONE =
      new Filters(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Kind.REAL,
          Period.MONTH);

  /**
   * Reads the parameters of an address.
   *
   * @param parameters by name; empty if one isn't there
   */
  public static Result<Filters> read(Function<String, Optional<String>> parameters) {
    Function<String, Optional<String>> given =
        name -> parameters.apply(name).map(String::strip).filter(text -> !text.isEmpty());
    try {
      Filters filters =
          new Filters(
              given.apply("from").map(text -> day("from", text)),
              given.apply("to").map(text -> day("to", text)),
              given.apply("service"),
              given.apply("entry"),
              given.apply("cause"),
              given.apply("severity").map(Filters::severity),
              given
                  .apply("kind")
                  .map(text -> word("kind", text, Kind.values(), Kind::label))
                  .orElse(Kind.REAL),
              given
                  .apply("by")
                  .map(text -> word("by", text, Period.values(), Period::label))
                  .orElse(Period.MONTH));
      if (NAMES.stream().flatMap(name -> given.apply(name).stream()).anyMatch(Filters::noText)) {
        return Result.refused(
            Problem.invalid("A filter holds characters that are no text.", "Type it by hand."));
      }
      return Result.done(filters);
    } catch (Wrong e) {
      return Result.refused(e.problem);
    }
  }

  private static boolean noText(String value) {
    return value.indexOf('\0') >= 0;
  }

  private static LocalDate day(String name, String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (day.getYear() >= 1970 && day.getYear() < 10_000) {
        return day;
      }
    } catch (DateTimeException e) {
      throw new Wrong(name, text, "Write a day such as 2026-11-03.");
    }
    throw new Wrong(name, text, "Write a day from 1970 on.");
  }

  private static IncidentSeverity severity(String text) {
    return IncidentSeverity.ofLabel(text)
        .orElseThrow(() -> new Wrong("severity", text, "It is one of sev1, sev2, sev3, sev4."));
  }

  private static <T> T word(String name, String text, T[] values, Function<T, String> label) {
    return Arrays.stream(values)
        .filter(value -> label.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new Wrong(
                    name,
                    text,
                    Arrays.stream(values)
                        .map(label)
                        .collect(Collectors.joining(", ", "It is one of ", "."))));
  }

  /** A parameter that can't be read; never leaves this class. */
  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    Wrong(String name, String text, String hint) {
      super(name, null, false, false);
      problem = Problem.invalid("`%s` can't be “%s”.".formatted(name, text), hint);
    }
  }

  /** The parameters that are not as usual, by name. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    from.ifPresent(day -> parameters.put("from", day.toString()));
    to.ifPresent(day -> parameters.put("to", day.toString()));
    service.ifPresent(text -> parameters.put("service", text));
    entry.ifPresent(text -> parameters.put("entry", text));
    cause.ifPresent(text -> parameters.put("cause", text));
    severity.ifPresent(level -> parameters.put("severity", level.label()));
    if (kind != Kind.REAL) {
      parameters.put("kind", kind.label());
    }
    if (by != Period.MONTH) {
      parameters.put("by", by.label());
    }
    return parameters;
  }

  /** As the query of an address, without the question mark; empty if all is as usual. */
  public String query() {
    return query(parameters());
  }

  /** Parameters as the query of an address. */
  public static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(
            parameter ->
                parameter.getKey()
                    + "="
                    + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** The same of drills. */
  public Filters drillsOnly() {
    return new Filters(from, to, service, entry, cause, severity, Kind.DRILL, by);
  }
}
