package dev.waymark.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line of a template, script or style sheet can be read without scrolling sideways. */
class LineLengthTest {
  private static final int LONGEST = 140;

  @ParameterizedTest
  @ValueSource(strings = {"src/main/resources/templates", "src/main/resources/web/app"})
  void noLineIsLonger(Path folder) throws IOException {
    List<String> tooLong = new ArrayList<>();
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> files = found.filter(Files::isRegularFile).toList();
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
          int length = lines.get(i).codePointCount(0, lines.get(i).length());
          if (length > LONGEST) {
            tooLong.add("%s:%d has %d characters".formatted(file, i + 1, length));
          }
        }
      }
    }
    assertThat(tooLong).as("lines of more than %d characters", LONGEST).isEmpty();
  }
}
