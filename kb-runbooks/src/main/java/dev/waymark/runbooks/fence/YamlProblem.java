package dev.waymark.runbooks.fence;

import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** What the reader of YAML complains of, in one line. */
public final class YamlProblem {
  private YamlProblem() {}

  /** Without the place, which its exception has apart. */
  public static String of(YAMLException e) {
    String problem =
        e instanceof MarkedYAMLException marked && marked.getProblem() != null
            ? marked.getProblem()
            : String.valueOf(e.getMessage()).lines().findFirst().orElse("it can't be read");
    return problem.strip().replaceAll("\\s+", " ");
  }
}
