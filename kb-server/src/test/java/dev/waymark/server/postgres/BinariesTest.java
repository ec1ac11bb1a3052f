package dev.waymark.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinariesTest {
  @Test
  void serversThatStartAtOnceOnAFreshMachineShareWhatTheyUnpack(@TempDir Path cache)
      throws Exception {
    try (ExecutorService servers = Executors.newFixedThreadPool(2)) {
      List<Future<Binaries>> starts =
          servers.invokeAll(List.of(() -> Binaries.unpack(cache), () -> Binaries.unpack(cache)));
      assertThat(starts.getFirst().get()).isEqualTo(starts.getLast().get());
      assertThat(starts.getFirst().get().program("postgres")).isExecutable();
    }
    assertThat(files(cache)).singleElement().asString().startsWith("postgresql-");
  }

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
