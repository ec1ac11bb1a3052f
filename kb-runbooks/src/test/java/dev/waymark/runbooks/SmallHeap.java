package dev.waymark.runbooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A JVM of its own with a small heap: what doesn't fit ends it. */
public final class SmallHeap {
  private SmallHeap() {}

  /**
   * Runs a class's {@code main}.
   *
   * @return what it says; nothing where all went well
   */
  public static String run(int megabytes, Class<?> main) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx" + megabytes + "m",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    main.getName()))
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      int exit = process.waitFor();
      return exit == 0 ? said : said + "exit code " + exit;
    } finally {
      process.destroyForcibly();
    }
  }
}
