package dev.waymark.bench;

import java.io.IOException;

/** P13: asking, answering and reading a query that takes no time, against one bare insert. */
final class AutomaticStep implements Benchmark {
  @Override
  public String id() {
    return "P13";
  }

  @Override
  public String title() {
    return "one automatic step through HTTP: decide and record, against one committed insert";
  }

  @Override
  public Target target() {
    return Target.atMost(5);
  }

  @Override
  public int warmUps() {
    return 60;
  }

  @Override
  public Rounds prepare() throws Exception {
    MeasuredServer server = MeasuredServer.start();
    return new Steps(server, new BareInserts(server));
  }

  private record Steps(MeasuredServer server, BareInserts inserts) implements Rounds {
    private static final int STEPS = 60;

    @Override
    public double round() throws Exception {
      MeasuredServer.Walk walk = server.walk();
      double step = Stopwatch.medianNanos(STEPS, walk::askAgain);
      double bare = Stopwatch.medianNanos(STEPS, inserts::insert);
      return step / bare;
    }

    @Override
    public void close() throws IOException {
      inserts.close();
      server.close();
    }
  }
}
