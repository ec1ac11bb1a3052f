package dev.waymark.kql.function;

import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name, parameters and result of a function, read from text such as {@code substring(string, long,
 * long?) string}. A question mark makes a parameter optional, dots repeat the last one; {@code T}
 * and {@code N} stand for the common type of the arguments.
 */
public record FunctionSignature(
    String name,
    List<FunctionParameter> parameters,
    int required,
    boolean repeats,
    FunctionParameter result) {
  private static final Pattern FORM = Pattern.compile("(\\w+)\\((.*)\\) (\\w+)");

  public FunctionSignature {
    parameters = List.copyOf(parameters);
  }

  static FunctionSignature of(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      throw new IllegalArgumentException("not a signature: " + text);
    }
    var parameters = new ArrayList<FunctionParameter>();
    int required = 0;
    boolean repeats = false;
    for (String part : m.group(2).isEmpty() ? new String[0] : m.group(2).split(", ")) {
      repeats = part.endsWith("...");
      boolean optional = part.endsWith("?") || repeats;
      required += optional ? 0 : 1;
      parameters.add(parameter(part.replaceAll("[?.]", "")));
    }
    return new FunctionSignature(m.group(1), parameters, required, repeats, parameter(m.group(3)));
  }

  private static FunctionParameter parameter(String name) {
    return FunctionParameter.valueOf(name.toUpperCase(Locale.ROOT));
  }

  public boolean takes(int arguments) {
    return arguments >= required && (repeats || arguments <= parameters.size());
  }

  public FunctionParameter parameter(int index) {
    return parameters.get(Math.min(index, parameters.size() - 1));
  }

  /** How far the arguments are from the parameters; negative if they don't fit. */
  public int distance(List<ColumnType> arguments) {
    if (!takes(arguments.size())) {
      return -1;
    }
    int sum = 0;
    for (int i = 0; i < arguments.size(); i++) {
      int distance = parameter(i).distance(arguments.get(i));
      if (distance < 0) {
        return -1;
      }
      sum += distance;
    }
    return commonType(arguments).isEmpty() ? -1 : sum;
  }

  /** The type that {@code T} and {@code N} stand for; {@code dynamic} where neither is used. */
  public Optional<ColumnType> commonType(List<ColumnType> arguments) {
    Optional<ColumnType> common = Optional.empty();
    for (int i = 0; i < arguments.size(); i++) {
      if (parameter(i) == FunctionParameter.T || parameter(i) == FunctionParameter.N) {
        ColumnType next = arguments.get(i);
        if (common.isEmpty()) {
          common = Optional.of(next);
          continue;
        }
        common = Types.common(common.get(), next);
        if (common.isEmpty()) {
          return common;
        }
      }
    }
    if (common.isPresent()
        && common.get() == ColumnType.INT
        && parameters.contains(FunctionParameter.N)) {
      return Optional.of(ColumnType.LONG);
    }
    return Optional.of(common.orElse(ColumnType.DYNAMIC));
  }

  @Override
  public String toString() {
    var text = new StringBuilder(name).append('(');
    for (int i = 0; i < parameters.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(parameters.get(i).name().toLowerCase(Locale.ROOT));
      text.append(repeats && i == parameters.size() - 1 ? "..." : i >= required ? "?" : "");
    }
    return text.append(") ").append(result.name().toLowerCase(Locale.ROOT)).toString();
  }
}
