package dev.waymark.cli;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The command line as a person uses it, without a process. */
final class Kb {

  private final Map<String, String> environment = new LinkedHashMap<>();
  private Optional<Path> home = Optional.empty();
  private String typed = "";
  private boolean coloured;

  /** What came of a call. */
  record Result(int code, String out, String err) {}

  Kb in(Path checkout) {
    home = Optional.of(checkout);
    return this;
  }

  Kb with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Kb typing(String... lines) {
    typed = String.join("\n", lines) + "\n";
    return this;
  }

  Kb coloured() {
    coloured = true;
    return this;
  }

  Result run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            new BufferedReader(new StringReader(typed)),
            environment,
            home,
            coloured,
            Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC));
    int code = KbCommand.run(terminal, args);
    return new Result(code, out.toString(), err.toString());
  }
}
