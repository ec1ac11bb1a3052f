package dev.waymark.runbooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.fixtures.TestFiles;
import dev.waymark.model.source.Issue;
import dev.waymark.runbooks.lint.IssueText;
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

  /** As the command line prints them. */
  static String of(List<Issue> issues) {
    return issues.stream().map(IssueText::of).collect(Collectors.joining("\n\n", "", "\n"));
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
