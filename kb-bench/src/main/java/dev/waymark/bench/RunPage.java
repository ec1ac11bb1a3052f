package dev.waymark.bench;

import java.io.IOException;
import java.util.List;

/** P8: the page of a run with fifty steps against an empty Quarkus text endpoint. */
final class RunPage implements Benchmark {
  @Override
  public String id() {
    return "P8";
  }

  @Override
  public String title() {
    return "the page of a run with 50 steps, median, against an empty Quarkus text endpoint";
  }

  @Override
  public Target target() {
    return Target.atMost(6);
  }

  @Override
  public int warmUps() {
    return 10;
  }

  @Override
  public Rounds prepare() throws Exception {
    MeasuredServer server = MeasuredServer.start();
    ServerProcess empty =
        ServerProcess.start(Checkout.EMPTY_APPLICATION, List.of(), List.of(), "/");
    MeasuredServer.Walk walk = server.walk();
    for (int step = 1; step < Pages.STEPS; step += 2) {
      walk.takeBranch();
      walk.onceMore();
    }
    return new Pages(server, empty, walk);
  }

  private record Pages(MeasuredServer server, ServerProcess empty, MeasuredServer.Walk walk)
      implements Rounds {
    private static final int STEPS = 50;
    private static final int REQUESTS = 150;

    @Override
    public double round() throws Exception {
      double page = Stopwatch.medianNanos(REQUESTS, walk::page);
      double text = Stopwatch.medianNanos(REQUESTS, () -> empty.get("/"));
      return page / text;
    }

    @Override
    public void close() throws IOException {
      empty.close();
      server.close();
    }
  }
}
