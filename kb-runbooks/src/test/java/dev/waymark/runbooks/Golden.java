package dev.waymark.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.Position;
import dev.waymark.model.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Compares text with a file that lies beside a test. {@code -Dgolden.update=true} rewrites the
 * file: read the difference before it is committed.
 */
final class Golden {
  private Golden() {}

  static void check(Class<?> test, String name, String actual) {
    if (Boolean.getBoolean("golden.update")) {
      write(test, name, actual);
      return;
    }
    assertThat(actual).isEqualTo(TestFiles.resource(test, name).text());
  }

  /** One line a place, one a message and one a hint. */
  static String of(List<Issue> issues) {
    return issues.stream().map(Golden::of).collect(Collectors.joining("\n"));
  }

  private static String of(Issue issue) {
    SourceFile file = issue.file();
    Position from = file.position(issue.span().start());
    Position to = file.position(issue.span().end());
    return "%s:%d:%d to %d:%d %s %s%n  %s%n  %s%n"
        .formatted(
            file.path(),
            from.line(),
            from.column(),
            to.line(),
            to.column(),
            issue.severity(),
            issue.code().code(),
            issue.message(),
            issue.hint());
  }

  private static void write(Class<?> test, String name, String text) {
    String folder = test.getPackageName().replace('.', '/');
    try {
      Files.writeString(Path.of("src/test/resources", folder, name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
