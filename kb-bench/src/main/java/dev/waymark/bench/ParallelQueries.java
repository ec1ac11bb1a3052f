package dev.waymark.bench;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.run.Request;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.sources.live.Freshness;
import dev.waymark.sources.live.LiveLimits;
import dev.waymark.sources.live.LiveQueries;
import dev.waymark.sources.live.LiveSource;
import dev.waymark.sources.live.QueryQueue;
import dev.waymark.sources.live.Ticket;
import dev.waymark.sources.live.Urgency;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * P12: twelve queries that don't depend on each other, against what they can take at best. The
 * source only waits, so that the order and the layer's own cost are all that is measured.
 */
final class ParallelQueries implements Benchmark {
  /** In an order that does badly when kept. */
  private static final List<Integer> MILLIS =
      List.of(150, 200, 250, 300, 350, 400, 450, 500, 600, 700, 800, 900);

  private final String id;
  private final int width;
  private final double most;

  private ParallelQueries(String id, int width, double most) {
    this.id = id;
    this.width = width;
    this.most = most;
  }

  /** Five at a time, as one identity may ask Azure. */
  static ParallelQueries fiveAtATime() {
    return new ParallelQueries("P12", 5, 1.15);
  }

  /** All at once. */
  static ParallelQueries allAtOnce() {
    return new ParallelQueries("P12-wide", MILLIS.size(), 1.05);
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String title() {
    return "12 independent queries, %d at a time, against max(slowest, sum / %d)"
        .formatted(width, width);
  }

  @Override
  public Target target() {
    return Target.atMost(most);
  }

  @Override
  public int warmUps() {
    return 1;
  }

  @Override
  public Rounds prepare() {
    LiveSource source =
        LiveSource.once(
            Set.of(KqlFence.KIND),
            query -> new QueryQueue("somebody", width, "a workspace"),
            this::wait);
    return new Walks(
        new LiveQueries(List.of(source), LiveLimits.DEFAULT, Clock.systemUTC()), width);
  }

  private Answer wait(Request.Ask ask) {
    Provenance provenance = Provenance.offline("a wait", false, Instant.EPOCH);
    try {
      TimeUnit.MILLISECONDS.sleep(Long.parseLong(ask.query().text()));
      return new Answer.Complete(new Table(List.of(), List.of()), provenance);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Failed(FailureKind.CANCELLED, "Interrupted", "Ask again.", provenance);
    }
  }

  private record Walks(LiveQueries queries, int width) implements Rounds {
    @Override
    public double round() throws Exception {
      long began = System.nanoTime();
      List<Ticket> tickets = new ArrayList<>();
      for (int millis : MILLIS) {
        BoundQuery query = new BoundQuery(KqlFence.KIND, Integer.toString(millis), Map.of());
        Request.Ask ask = new Request.Ask(1, "step-" + millis, 1, query);
        tickets.add(queries.submit("run", ask, Urgency.AHEAD, Freshness.NEW));
      }
      for (Ticket ticket : tickets) {
        ticket.answer().get();
      }
      double took = (System.nanoTime() - began) / 1e6;
      double sum = MILLIS.stream().mapToInt(Integer::intValue).sum();
      return took / Math.max(MILLIS.get(MILLIS.size() - 1), sum / width);
    }

    @Override
    public void close() {
      queries.close();
    }
  }
}
