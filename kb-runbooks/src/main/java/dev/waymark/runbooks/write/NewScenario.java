package dev.waymark.runbooks.write;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A scenario that isn't on disk yet.
 *
 * @param name of its folder
 * @param files texts by path below that folder
 * @param toDo where the run can't be walked again as it was; empty if it can
 */
public record NewScenario(String name, Map<String, String> files, List<String> toDo) {
  public NewScenario {
    requireNonNull(name);
    files = Collections.unmodifiableMap(new TreeMap<>(files));
    toDo = List.copyOf(toDo);
  }
}
