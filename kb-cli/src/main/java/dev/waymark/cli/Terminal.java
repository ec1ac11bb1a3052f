package dev.waymark.cli;

import dev.waymark.model.source.Issue;
import dev.waymark.runbooks.lint.IssueText;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * What a command sees of the world around it.
 *
 * @param out for results
 * @param err for progress, questions, and what went wrong with the command itself
 * @param in what the person types
 * @param environment the process's variables
 * @param home the checkout that the command was started from
 * @param coloured whether escape sequences for colours may be written to {@code out} and {@code
 *     err}
 */
record Terminal(
    PrintWriter out,
    PrintWriter err,
    BufferedReader in,
    Map<String, String> environment,
    Optional<Path> home,
    boolean coloured,
    Clock clock) {

  /**
   * Streams in UTF-8, whatever the locale says: entries and their symbols are. The {@code kb}
   * script, which can tell, says by a property whether both are a terminal.
   */
  static Terminal ofProcess() {
    Map<String, String> environment = System.getenv();
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Terminal(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
        environment,
        Optional.ofNullable(System.getProperty("waymark.home")).map(Path::of),
        Boolean.getBoolean("waymark.terminal") && !plain,
        Clock.systemUTC());
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  /** The table schemas that come with Waymark. */
  Optional<Path> schemas() {
    return home.map(folder -> folder.resolve("kb-content").resolve("schemas"));
  }

  LocalDate today() {
    return LocalDate.now(clock);
  }

  /** An issue as a terminal shows it. */
  String text(Issue issue) {
    return coloured ? IssueText.coloured(issue) : IssueText.of(issue);
  }

  void flush() {
    out.flush();
    err.flush();
  }
}
