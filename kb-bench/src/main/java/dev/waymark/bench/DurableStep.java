package dev.waymark.bench;

import java.io.IOException;

/** P5: a step that a person takes, through HTTP, against one bare insert. */
final class DurableStep implements Benchmark {
  @Override
  public String id() {
    return "P5";
  }

  @Override
  public String title() {
    return "a durable step through HTTP, median at one client, against one bare JDBC insert";
  }

  @Override
  public Target target() {
    return Target.atMost(6);
  }

  @Override
  public int warmUps() {
    return 16;
  }

  @Override
  public Rounds prepare() throws Exception {
    MeasuredServer server = MeasuredServer.start();
    return new Steps(server, new BareInserts(server));
  }

  private record Steps(MeasuredServer server, BareInserts inserts) implements Rounds {
    private static final int RUNS = 6;
    private static final int STEPS_A_RUN = 25;

    @Override
    public double round() throws Exception {
      double[] steps = new double[RUNS * STEPS_A_RUN];
      for (int run = 0; run < RUNS; run++) {
        MeasuredServer.Walk walk = server.walk();
        for (int step = 0; step < STEPS_A_RUN; step++) {
          steps[run * STEPS_A_RUN + step] = Stopwatch.nanos(walk::takeBranch);
          walk.onceMore();
        }
      }
      double bare = Stopwatch.medianNanos(RUNS * STEPS_A_RUN, inserts::insert);
      return Stopwatch.median(steps) / bare;
    }

    @Override
    public void close() throws IOException {
      inserts.close();
      server.close();
    }
  }
}
