package dev.waymark.server.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  @Test
  void theNewestIsTheLastFileOfTheFolder() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/migration"))) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.startsWith("V"))
                  .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
                  .max(Integer::compare))
          .contains(Migrations.newest());
    }
  }
}
