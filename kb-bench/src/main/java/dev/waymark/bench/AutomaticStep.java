package dev.waymark.bench;

import java.io.IOException;

/**
 * P13: an incident opens and walks a chain of steps by itself, on live data that another incident
 * got moments ago, so that its queries take no time. Measured is all of that, from the request that
 * opens it until the last step can be read in the database, by the number of steps.
 */
final class AutomaticStep implements Benchmark {
  @Override
  public String id() {
    return "P13";
  }

  @Override
  public String title() {
    return "one automatic step: decide and record, 0 ms query, against one committed insert";
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
    MeasuredChains chains = new MeasuredChains();
    return new Walks(chains, chains.inserts());
  }

  private record Walks(MeasuredChains chains, BareInserts inserts) implements Rounds {
    private static final String ADDRESS = "127.0.0.1";

    @Override
    public double round() throws Exception {
      // The first one asks; the second is given the same answers.
      chains.walk(ADDRESS);
      double step = (double) Stopwatch.nanos(() -> chains.walk(ADDRESS)) / ChainOfProbes.STEPS;
      double bare = Stopwatch.medianNanos(ChainOfProbes.STEPS, inserts::insert);
      return step / bare;
    }

    @Override
    public void close() throws IOException {
      inserts.close();
      chains.close();
    }
  }
}
