package dev.waymark.sources.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.FailureKind;
import dev.waymark.runbooks.fence.kql.KqlFence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whose turn it is, how often a source is tried, and when it's left alone, by a clock of our own.
 */
class TurnsAndTriesTest {
  private static final LiveLimits LIMITS =
      new LiveLimits(
          3,
          Duration.ofMinutes(3),
          4,
          Duration.ofMillis(2),
          Duration.ofSeconds(5),
          Duration.ofMinutes(15),
          3,
          Duration.ofSeconds(30));

  private final MovableClock clock = new MovableClock();
  private final CircuitBreakers breakers = new CircuitBreakers(LIMITS, clock);
  private long order;

  @Test
  void peopleGoFirstThenWhatTakesLongestThenWhoCameFirst() {
    QueryQueues lanes = new QueryQueues(9);
    InFlightQuery ahead = flight("p", 9, Urgency.AHEAD, 60);
    InFlightQuery quick = flight("p", 9, Urgency.NOW, 1);
    InFlightQuery slow = flight("p", 9, Urgency.NOW, 5);
    InFlightQuery slowToo = flight("p", 9, Urgency.NOW, 5);
    List.of(ahead, quick, slow, slowToo).forEach(lanes::enqueue);
    assertThat(List.of(slow, slowToo, quick, ahead))
        .extracting(lanes::position)
        .containsExactly(1, 2, 3, 4);
    assertThat(List.of(next(lanes), next(lanes), next(lanes), next(lanes)))
        .containsExactly(slow, slowToo, quick, ahead);
    assertThat(lanes.next()).isEmpty();
  }

  @Test
  void eachPrincipalHasItsWidthAndAllTogetherABound() {
    QueryQueues lanes = new QueryQueues(3);
    InFlightQuery a1 = flight("a", 1, Urgency.NOW, 9);
    InFlightQuery a2 = flight("a", 1, Urgency.NOW, 8);
    InFlightQuery b1 = flight("b", 2, Urgency.NOW, 3);
    InFlightQuery b2 = flight("b", 2, Urgency.AHEAD, 2);
    InFlightQuery b3 = flight("b", 2, Urgency.AHEAD, 1);
    InFlightQuery c1 = flight("c", 2, Urgency.AHEAD, 1);
    List.of(a1, a2, b1, b2, b3, c1).forEach(lanes::enqueue);
    assertThat(next(lanes)).isSameAs(a1);
    assertThat(next(lanes)).isSameAs(b1);
    assertThat(next(lanes)).isSameAs(b2);
    assertThat(lanes.next()).as("three run").isEmpty();
    assertThat(lanes.position(a2)).isEqualTo(1);
    lanes.landed(b1);
    assertThat(next(lanes)).as("a has one that runs, and b3 came first").isSameAs(b3);
    lanes.landed(a1);
    assertThat(next(lanes)).isSameAs(a2);
    lanes.landed(b2);
    lanes.withdraw(c1);
    assertThat(lanes.next()).isEmpty();
    lanes.landed(b3);
    lanes.landed(a2);
    InFlightQuery again = flight("a", 1, Urgency.NOW, 1);
    lanes.enqueue(again);
    assertThat(next(lanes)).isSameAs(again);
  }

  /** Whatever comes and goes: no bound is passed, and nothing that could start waits. */
  @Test
  void noBoundIsPassedAndNoPlaceStaysEmpty() {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      int most = 1 + random.nextInt(4);
      QueryQueues lanes = new QueryQueues(most);
      List<InFlightQuery> waiting = new ArrayList<>();
      List<InFlightQuery> running = new ArrayList<>();
      for (int step = 0; step < 60; step++) {
        int choice = random.nextInt(3);
        if (choice == 0) {
          int principal = random.nextInt(3);
          InFlightQuery flight =
              flight(
                  "p" + principal,
                  1 + principal,
                  random.nextBoolean() ? Urgency.NOW : Urgency.AHEAD,
                  random.nextInt(4));
          lanes.enqueue(flight);
          waiting.add(flight);
        } else if (choice == 1 && !running.isEmpty()) {
          lanes.landed(running.remove(random.nextInt(running.size())));
        } else if (choice == 2 && !waiting.isEmpty()) {
          lanes.withdraw(waiting.remove(random.nextInt(waiting.size())));
        }
        for (Optional<InFlightQuery> next = lanes.next(); next.isPresent(); next = lanes.next()) {
          assertThat(waiting.remove(next.get())).isTrue();
          running.add(next.get());
        }
        assertThat(running).hasSizeLessThanOrEqualTo(most);
        for (int principal = 0; principal < 3; principal++) {
          String name = "p" + principal;
          long runs = running.stream().filter(f -> f.queue().principal().equals(name)).count();
          long waits = waiting.stream().filter(f -> f.queue().principal().equals(name)).count();
          assertThat(runs).isLessThanOrEqualTo(1 + principal);
          assertThat(waits == 0 || runs == 1 + principal || running.size() == most).isTrue();
        }
      }
    }
  }

  @Test
  void aLaneHasRoomForOneAtLeast() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QueryQueue("p", 0, "t"))
        .withMessage("a queue of width 0");
  }

  @Test
  void aTargetThatFailsInARowIsLeftAloneForAWhile() {
    for (int i = 0; i < 3; i++) {
      assertThat(breakers.closedTill("t", Urgency.NOW)).isEmpty();
      breakers.note("t", Urgency.NOW, FakeSource.failed(FailureKind.UNREACHABLE));
    }
    Instant till = Instant.EPOCH.plusSeconds(30);
    assertThat(breakers.closedTill("t", Urgency.NOW)).contains(till);
    assertThat(breakers.closedTill("t", Urgency.AHEAD)).contains(till);
    assertThat(breakers.closedTill("other", Urgency.NOW)).isEmpty();
    clock.advance(Duration.ofSeconds(30).minusNanos(1));
    assertThat(breakers.closedTill("t", Urgency.NOW)).contains(till);
    clock.advance(Duration.ofNanos(1));
    assertThat(breakers.closedTill("t", Urgency.NOW)).as("one may try").isEmpty();
    assertThat(breakers.closedTill("t", Urgency.NOW))
        .as("the others wait for it")
        .contains(till.plusSeconds(30));
    breakers.note("t", Urgency.NOW, FakeSource.rows("x"));
    assertThat(breakers.closedTill("t", Urgency.NOW)).isEmpty();
    assertThat(breakers.closedTill("t", Urgency.AHEAD)).isEmpty();
    breakers.note("t", Urgency.NOW, FakeSource.failed(FailureKind.TIMED_OUT));
    assertThat(breakers.closedTill("t", Urgency.NOW)).as("it counts from nothing").isEmpty();
  }

  @Test
  void whatNobodyWaitsForKeepsNoPersonAway() {
    for (int i = 0; i < 5; i++) {
      breakers.note("t", Urgency.AHEAD, FakeSource.failed(FailureKind.TIMED_OUT));
    }
    assertThat(breakers.closedTill("t", Urgency.AHEAD)).isPresent();
    assertThat(breakers.closedTill("t", Urgency.NOW)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void onlyATargetThatDoesNotAnswerIsLeftAlone(FailureKind kind) {
    breakers.note("t", Urgency.NOW, FakeSource.failed(FailureKind.UNREACHABLE));
    breakers.note("t", Urgency.NOW, FakeSource.failed(FailureKind.UNREACHABLE));
    breakers.note("t", Urgency.NOW, FakeSource.failed(kind));
    boolean silent = kind == FailureKind.UNREACHABLE || kind == FailureKind.TIMED_OUT;
    assertThat(breakers.closedTill("t", Urgency.NOW).isPresent()).isEqualTo(silent);
    breakers.note("t", Urgency.NOW, FakeSource.failed(FailureKind.UNREACHABLE));
    boolean saysNothing = silent || kind == FailureKind.CANCELLED;
    assertThat(breakers.closedTill("t", Urgency.NOW).isPresent()).isEqualTo(saysNothing);
  }

  @Test
  void aPassingFailureIsTriedAgainAfterGrowingPauses() {
    Script script =
        new Script(passing(), passing(), passing(), Reply.last(FakeSource.rows("late")));
    assertThat(asked(script, Duration.ofSeconds(9), 0)).isEqualTo(FakeSource.rows("late"));
    assertThat(script.numbers).containsExactly(1, 2, 3, 4);
    assertThat(script.heard)
        .containsExactly("try 1", "wait 1", "try 2", "wait 2", "try 3", "wait 4", "try 4");
    assertThat(script.limits).containsOnly(Duration.ofSeconds(9));
  }

  @Test
  void triesAreBounded() {
    Script script =
        new Script(passing(), passing(), passing(), passing(), Reply.last(FakeSource.rows("no")));
    assertThat(asked(script, Duration.ofSeconds(9), 0))
        .isEqualTo(FakeSource.failed(FailureKind.THROTTLED));
    assertThat(script.numbers).containsExactly(1, 2, 3, 4);
  }

  @Test
  void whatIsWorthOneMoreTryGetsOne() {
    Reply once = Reply.onceMore(FakeSource.failed(FailureKind.INVALID));
    Script script = new Script(once, once, Reply.last(FakeSource.rows("no")));
    assertThat(asked(script, Duration.ofSeconds(9), 0))
        .isEqualTo(FakeSource.failed(FailureKind.INVALID));
    assertThat(script.numbers).containsExactly(1, 2);
    Script mixed = new Script(passing(), once, passing(), once, Reply.last(FakeSource.rows("no")));
    asked(mixed, Duration.ofSeconds(9), 0);
    assertThat(mixed.numbers).containsExactly(1, 2, 3, 4);
  }

  @Test
  void aFinalAnswerIsNotAskedFor() {
    Script script = new Script(Reply.last(FakeSource.failed(FailureKind.THROTTLED)));
    assertThat(asked(script, Duration.ofSeconds(9), 0))
        .isEqualTo(FakeSource.failed(FailureKind.THROTTLED));
    assertThat(script.heard).containsExactly("try 1");
  }

  @Test
  void noPauseOutlastsTheTime() {
    Reply later =
        Reply.passing(FakeSource.failed(FailureKind.THROTTLED), Optional.of(Duration.ofSeconds(9)));
    Script script = new Script(later, Reply.last(FakeSource.rows("no")));
    assertThat(asked(script, Duration.ofSeconds(9), 0))
        .isEqualTo(FakeSource.failed(FailureKind.THROTTLED));
    assertThat(script.heard).containsExactly("try 1");
    Script forever =
        new Script(
            Reply.passing(
                FakeSource.failed(FailureKind.THROTTLED),
                Optional.of(Duration.ofSeconds(Long.MAX_VALUE))),
            Reply.last(FakeSource.rows("no")));
    assertThat(asked(forever, Duration.ofSeconds(9), 0.5))
        .isEqualTo(FakeSource.failed(FailureKind.THROTTLED));
  }

  @Test
  void aSourceSaysHowLongItWantsToBeLeftAlone() {
    Reply soon =
        Reply.passing(FakeSource.failed(FailureKind.THROTTLED), Optional.of(Duration.ofMillis(10)));
    Script script = new Script(soon, Reply.last(FakeSource.rows("x")));
    assertThat(asked(script, Duration.ofSeconds(9), 0.999_999)).isEqualTo(FakeSource.rows("x"));
    assertThat(script.heard).containsExactly("try 1", "wait 11", "try 2");
  }

  @Test
  void aTargetThatIsLeftAloneIsNotAsked() {
    for (int i = 0; i < 3; i++) {
      breakers.note("t", Urgency.NOW, FakeSource.failed(FailureKind.UNREACHABLE));
    }
    clock.advance(Duration.ofSeconds(10));
    Script script = new Script(Reply.last(FakeSource.rows("no")));
    Answer.Failed failed = (Answer.Failed) asked(script, Duration.ofSeconds(9), 0);
    assertThat(failed.kind()).isEqualTo(FailureKind.UNREACHABLE);
    assertThat(failed.message()).isEqualTo("t failed 3 times in a row and is left alone for now");
    assertThat(failed.hint()).isEqualTo("Ask again in 20 s, or look by hand what this step asks.");
    assertThat(script.numbers).isEmpty();
  }

  @Test
  void anInterruptedThreadGivesUpAndStaysInterrupted() {
    Script script = new Script(passing(), Reply.last(FakeSource.rows("no")));
    Thread.currentThread().interrupt();
    try {
      assertThat(asked(script, Duration.ofSeconds(9), 0))
          .isEqualTo(FakeSource.failed(FailureKind.THROTTLED));
      assertThat(script.numbers).containsExactly(1);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void queriesAreExpectedToTakeWhatTheyTook() {
    QueryDurations durations = new QueryDurations();
    BoundQuery query = query("let x = 1;\nlet y = 2;\nT | count");
    assertThat(durations.expected(query)).isEqualTo(Duration.ofSeconds(5));
    durations.took(query, Duration.ofSeconds(8));
    assertThat(durations.expected(query("let x = 99;\nT | count")))
        .isEqualTo(Duration.ofSeconds(8));
    durations.took(query, Duration.ofSeconds(2));
    assertThat(durations.expected(query)).isEqualTo(Duration.ofSeconds(5));
    assertThat(durations.expected(query("T | take 1"))).isEqualTo(Duration.ofSeconds(5));
    for (int i = 0; i < 5_000; i++) {
      durations.took(query("T" + i), Duration.ofSeconds(1));
    }
    assertThat(durations.expected(query("T0"))).isEqualTo(Duration.ofSeconds(1));
    assertThat(durations.expected(query)).as("forgotten").isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aCompleteAnswerServesOtherRunsForAMoment() {
    Runs runs = new Runs(LIMITS);
    BoundQuery query = FakeSource.query("T");
    Answer answer = FakeSource.rows("T");
    Instant now = Instant.EPOCH;
    runs.share(query, answer, Set.of("first"), now);
    assertThat(runs.remembered("second", FakeSource.ask("T"), now)).contains(answer);
    assertThat(runs.remembered("first", FakeSource.ask("T"), now)).isEmpty();
    assertThat(runs.remembered("second", FakeSource.ask("U"), now)).isEmpty();
    assertThat(runs.remembered("second", FakeSource.ask("T"), now.plusSeconds(5))).contains(answer);
    assertThat(runs.remembered("second", FakeSource.ask("T"), now.plusSeconds(5).plusNanos(1)))
        .isEmpty();
    runs.share(
        FakeSource.query("U"), FakeSource.failed(FailureKind.THROTTLED), Set.of("first"), now);
    assertThat(runs.remembered("second", FakeSource.ask("U"), now)).isEmpty();
  }

  private Answer asked(Script script, Duration timeout, double chance) {
    InFlightQuery flight =
        new InFlightQuery(
            FakeSource.ask("T"), script, script.queue(query("T")), 1, Duration.ZERO, Urgency.NOW);
    return new RetryLoop(LIMITS, breakers, clock, () -> chance).of(flight, timeout, script);
  }

  private static Reply passing() {
    return Reply.passing(FakeSource.failed(FailureKind.THROTTLED), Optional.empty());
  }

  private InFlightQuery flight(String principal, int width, Urgency urgency, int seconds) {
    order++;
    return new InFlightQuery(
        FakeSource.ask("T" + order),
        new Script(),
        new QueryQueue(principal, width, "t"),
        order,
        Duration.ofSeconds(seconds),
        urgency);
  }

  private static InFlightQuery next(QueryQueues lanes) {
    return lanes.next().orElseThrow();
  }

  private static BoundQuery query(String text) {
    return new BoundQuery(KqlFence.KIND, text, Map.of());
  }

  /** Replies one by one, and writes down what it hears; no time passes on the clock. */
  private final class Script implements LiveSource, RetryLoop.Watcher {
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<Integer> numbers = new ArrayList<>();
    private final List<Duration> limits = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();

    Script(Reply... replies) {
      this.replies.addAll(List.of(replies));
    }

    @Override
    public Set<dev.waymark.model.entry.FenceKind> kinds() {
      return Set.of(KqlFence.KIND);
    }

    @Override
    public QueryQueue queue(BoundQuery query) {
      return new QueryQueue("p", 1, "t");
    }

    @Override
    public Reply attempt(dev.waymark.model.run.Request.Ask ask, int number, Duration limit) {
      numbers.add(number);
      limits.add(limit);
      return replies.remove();
    }

    @Override
    public void trying(int number) {
      heard.add("try " + number);
    }

    @Override
    public void waitingUntil(Instant until) {
      heard.add("wait " + Duration.between(clock.instant(), until).toMillis());
    }
  }
}
