package dev.waymark.server.live;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** Configured properties by the names of variables: {@code waymark.a-b} is {@code WAYMARK_A_B}. */
record Variables(Config config) {
  /** Those whose names begin with one of the prefixes. */
  Map<String, String> startingWith(String... prefixes) {
    Map<String, String> variables = new HashMap<>();
    for (String name : config.getPropertyNames()) {
      String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
      if (Stream.of(prefixes).anyMatch(variable::startsWith)) {
        config
            .getOptionalValue(name, String.class)
            .ifPresent(text -> variables.put(variable, text));
      }
    }
    return variables;
  }
}
