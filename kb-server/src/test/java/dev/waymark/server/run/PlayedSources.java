package dev.waymark.server.run;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.LiveCall;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.server.live.LiveSourceProvider;
import dev.waymark.sources.live.LiveSource;
import dev.waymark.sources.live.QueryQueue;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/** Live sources for tests: they play a scenario, take their time, and fail on demand. */
@Alternative
@ApplicationScoped
public class PlayedSources implements LiveSourceProvider {
  public static final String ENTRY = "apim-502-bad-gateway";
  static final String SCENARIO = "backend-timeout";
  private static final RunRow ON_SCENARIO =
      new RunRow(
          new UUID(0, 0),
          0,
          1,
          ENTRY,
          "",
          Optional.of(SCENARIO),
          Optional.empty(),
          Instant.EPOCH,
          0,
          "");
  static final Duration TAKES = Duration.ofMillis(300);

  private final AnswerSources answers;
  private final Clock clock;
  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private volatile boolean failing;
  private volatile CountDownLatch gate = open();

  PlayedSources(AnswerSources answers, Clock clock) {
    this.answers = answers;
    this.clock = clock;
  }

  /** Tests with these sources. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(PlayedSources.class);
    }
  }

  @Override
  public List<LiveSource> sources() {
    return List.of(
        LiveSource.once(
            FenceTypes.all().stream().map(FenceType::kind).collect(Collectors.toSet()),
            query -> new QueryQueue("tests", 5, "the stage"),
            this::play));
  }

  /** From now on every query fails, or none does. */
  public void fail(boolean failed) {
    failing = failed;
  }

  /** From now on every query waits until it is let go. */
  public void hold() {
    gate = new CountDownLatch(1);
  }

  /** What waits goes on, and nothing waits from now on. */
  public void letGo() {
    gate.countDown();
  }

  /** The steps whose queries were asked, in order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** As at the beginning. */
  public void reset() {
    asked.clear();
    failing = false;
    letGo();
    gate = open();
  }

  private Answer play(Request.Ask ask) {
    asked.add(ask.node());
    try {
      gate.await();
      Thread.sleep(TAKES.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(FailureKind.CANCELLED, "The query was cancelled");
    }
    return failing
        ? failed(FailureKind.REFUSED, "The stage is closed")
        : live(answers.of(ON_SCENARIO).apply(ask).orElseThrow());
  }

  private static CountDownLatch open() {
    return new CountDownLatch(0);
  }

  private Answer live(Answer recorded) {
    return recorded instanceof Answer.Complete complete
        ? new Answer.Complete(complete.table(), provenance())
        : recorded;
  }

  private Answer failed(FailureKind kind, String message) {
    return new Answer.Failed(kind, message, "Call the actors back.", provenance());
  }

  private Provenance provenance() {
    return new Provenance(
        "the stage",
        false,
        clock.instant(),
        TAKES,
        Optional.of(new LiveCall("stage", Optional.empty(), Optional.empty(), Map.of(), 1)));
  }
}
