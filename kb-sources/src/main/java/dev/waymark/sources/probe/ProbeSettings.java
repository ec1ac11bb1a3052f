package dev.waymark.sources.probe;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where probes may go, as variables say: {@code WAYMARK_PROBE_ENABLED}, {@code _HOSTS}, {@code
 * _PORTS}, {@code _NETWORKS} and {@code _AT_ONCE}, each list with commas.
 *
 * @param enabled whether any is made
 * @param atOnce how many at most at one time
 */
public record ProbeSettings(boolean enabled, ProbePolicy policy, int atOnce) {
  private static final String PREFIX = "WAYMARK_PROBE_";
  private static final int AT_ONCE = 8;

  /**
   * What the variables say; as a server has it where they say nothing.
   *
   * @throws IllegalArgumentException with a sentence that says which variable is wrong, and why
   */
  public static ProbeSettings of(Map<String, String> variables) {
    Set<Integer> ports =
        list(variables, "PORTS")
            .map(
                some ->
                    some.stream().map(port -> number("PORTS", port)).collect(Collectors.toSet()))
            .orElse(ProbePolicy.PUBLIC.ports());
    List<String> hosts = list(variables, "HOSTS").orElse(ProbePolicy.PUBLIC.hosts());
    List<String> networks = list(variables, "NETWORKS").orElse(ProbePolicy.PUBLIC.networks());
    int atOnce = get(variables, "AT_ONCE").map(text -> number("AT_ONCE", text)).orElse(AT_ONCE);
    boolean enabled = !get(variables, "ENABLED").equals(Optional.of("false"));
    try {
      return new ProbeSettings(
          enabled, new ProbePolicy(hosts, ports, networks), Math.max(1, atOnce));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("`" + PREFIX + "…` can't be used: " + e.getMessage(), e);
    }
  }

  private static int number(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "`" + PREFIX + name + "` can't be used: “" + text + "” isn't a number", e);
    }
  }

  private static Optional<List<String>> list(Map<String, String> variables, String name) {
    return get(variables, name)
        .map(
            list ->
                Arrays.stream(list.split(","))
                    .map(String::strip)
                    .filter(item -> !item.isEmpty())
                    .toList());
  }

  private static Optional<String> get(Map<String, String> variables, String name) {
    return Optional.ofNullable(variables.get(PREFIX + name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
