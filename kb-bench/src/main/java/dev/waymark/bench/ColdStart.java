package dev.waymark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** P9: from starting the process to the first page, against an empty Quarkus application. */
final class ColdStart implements Benchmark {
  @Override
  public String id() {
    return "P9";
  }

  @Override
  public String title() {
    return "cold start to the first page on a migrated database, against an empty application";
  }

  @Override
  public Target target() {
    return Target.atMost(1.6);
  }

  @Override
  public int warmUps() {
    return 1;
  }

  @Override
  public Rounds prepare() throws Exception {
    return new Starts(Files.createTempDirectory("waymark-bench"));
  }

  private record Starts(Path data) implements Rounds {
    @Override
    public double round() throws Exception {
      long start = System.nanoTime();
      ServerProcess server = MeasuredServer.launch(data);
      long ours = System.nanoTime() - start;
      server.close();
      start = System.nanoTime();
      ServerProcess empty =
          ServerProcess.start(Checkout.EMPTY_APPLICATION, List.of(), List.of(), "/");
      long reference = System.nanoTime() - start;
      empty.close();
      return (double) ours / reference;
    }

    @Override
    public void close() throws IOException {
      DataFolders.delete(data);
    }
  }
}
