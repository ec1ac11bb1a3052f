package dev.waymark.bench;

import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * P13 where nothing is known: nothing is asked ahead and no two incidents ask the same, so that
 * each step waits for its query, a connection to this machine, and has its own commit. Measured is
 * the time from one answer to the next, as the log has it.
 */
final class AwaitedStep implements Benchmark {
  @Override
  public String id() {
    return "P13-awaited";
  }

  @Override
  public String title() {
    return "one automatic step: connect to this machine, decide and record, against the same";
  }

  @Override
  public Target target() {
    return Target.atMost(5);
  }

  @Override
  public int warmUps() {
    return 240;
  }

  @Override
  public Rounds prepare() throws Exception {
    MeasuredChains chains = new MeasuredChains("-Dwaymark.live.foresight=0");
    return new Walks(chains, chains.inserts(), new AtomicInteger());
  }

  /**
   * @param walked how many incidents
   */
  private record Walks(MeasuredChains chains, BareInserts inserts, AtomicInteger walked)
      implements Rounds {
    private static final int ADDRESSES = 250;

    @Override
    public double round() throws Exception {
      String address = "127.0.1." + (1 + walked.getAndIncrement() % ADDRESSES);
      double step = medianNanosBetween(chains.answers(chains.walk(address)));
      double bare = Stopwatch.medianNanos(ChainOfProbes.STEPS, inserts::insert);
      return step / bare;
    }

    private static double medianNanosBetween(List<OffsetDateTime> answers) {
      double[] nanos = new double[answers.size() - 1];
      for (int i = 0; i < nanos.length; i++) {
        nanos[i] = ChronoUnit.NANOS.between(answers.get(i), answers.get(i + 1));
      }
      return Stopwatch.median(nanos);
    }

    @Override
    public void close() throws IOException {
      inserts.close();
      chains.close();
    }
  }
}
