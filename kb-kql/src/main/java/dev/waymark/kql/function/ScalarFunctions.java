package dev.waymark.kql.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All scalar functions that can be evaluated, by name. */
public final class ScalarFunctions {
  private static final Map<String, List<ScalarFunction>> BY_NAME = new HashMap<>();
  private static final Map<String, List<ScalarFunction>> FAMILIES = new LinkedHashMap<>();

  static {
    FAMILIES.put("Conversion and type", ConversionFunctions.all());
    FAMILIES.put("Conditional", ConditionalFunctions.all());
    FAMILIES.put("String", StringFunctions.all());
    FAMILIES.put("Parsing and encoding", ParsingFunctions.all());
    FAMILIES.put("Bytes", EncodingFunctions.all());
    FAMILIES.put("Date and time", DatetimeFunctions.all());
    FAMILIES.put("Mathematical", MathFunctions.all());
    FAMILIES.put("Dynamic", DynamicFunctions.all());
    FAMILIES.put("Series", SeriesFunctions.all());
    FAMILIES.put("Network", NetworkFunctions.all());
    for (List<ScalarFunction> family : FAMILIES.values()) {
      for (ScalarFunction function : family) {
        BY_NAME
            .computeIfAbsent(function.signature().name(), name -> new ArrayList<>())
            .add(function);
      }
    }
  }

  private ScalarFunctions() {}

  /** The ways to call a function; none if it isn't known. */
  public static List<ScalarFunction> named(String name) {
    return BY_NAME.getOrDefault(name, List.of());
  }

  public static Set<String> names() {
    return Collections.unmodifiableSet(new TreeSet<>(BY_NAME.keySet()));
  }

  /** The functions by family, for the documentation. */
  public static Map<String, List<ScalarFunction>> families() {
    return Collections.unmodifiableMap(FAMILIES);
  }
}
