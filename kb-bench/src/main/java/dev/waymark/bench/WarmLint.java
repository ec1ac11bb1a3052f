package dev.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** P21: {@code kb lint} of one entry as a whole process, against {@code java -version}. */
final class WarmLint implements Benchmark {
  private static final int CALLS = 3;

  @Override
  public String id() {
    return "P21";
  }

  @Override
  public String title() {
    return "kb lint of one entry, the whole process, against java -version of the same JDK";
  }

  @Override
  public Target target() {
    return Target.atMost(4);
  }

  @Override
  public int warmUps() {
    return 2;
  }

  @Override
  public Rounds prepare() {
    List<String> lint = List.of(Checkout.COMMAND.toString(), "lint", Checkout.ENTRY.toString());
    List<String> java =
        List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version");
    return () -> {
      double ours = 0;
      double reference = 0;
      for (int i = 0; i < CALLS; i++) {
        ours += Stopwatch.nanos(() -> run(lint));
        reference += Stopwatch.nanos(() -> run(java));
      }
      return ours / reference;
    };
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("waymark-bench", ".log");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + " failed:\n" + Files.readString(output));
    }
    Files.delete(output);
  }
}
