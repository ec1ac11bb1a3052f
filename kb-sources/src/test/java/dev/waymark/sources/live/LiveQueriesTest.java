package dev.waymark.sources.live;

import static dev.waymark.sources.live.FakeSource.ask;
import static dev.waymark.sources.live.FakeSource.failed;
import static dev.waymark.sources.live.FakeSource.rows;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.Request;
import dev.waymark.runbooks.fence.kql.KqlFence;
import dev.waymark.runbooks.fence.probe.TcpFence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LiveQueriesTest {
  private static final LiveLimits LIMITS =
      new LiveLimits(
          16,
          Duration.ofSeconds(20),
          4,
          Duration.ofMillis(10),
          Duration.ofSeconds(5),
          Duration.ofMinutes(15),
          3,
          Duration.ofMinutes(10));

  private final List<LiveQueries> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(LiveQueries::close);
  }

  private LiveQueries over(LiveSource source) {
    var queries = new LiveQueries(List.of(source), LIMITS, Clock.systemUTC());
    opened.add(queries);
    return queries;
  }

  private static Ticket ahead(LiveQueries queries, String run, Request.Ask ask) {
    return queries.submit(run, ask, Urgency.AHEAD, Freshness.REMEMBERED);
  }

  private static Answer answer(Ticket ticket) throws Exception {
    return ticket.answer().get(20, SECONDS);
  }

  private static FailureKind failure(Ticket ticket) throws Exception {
    assertThat(answer(ticket)).isInstanceOf(Answer.Failed.class);
    return ((Answer.Failed) answer(ticket)).kind();
  }

  private static void eventually(BooleanSupplier holds) throws InterruptedException {
    long end = System.nanoTime() + SECONDS.toNanos(10);
    while (!holds.getAsBoolean() && System.nanoTime() < end) {
      Thread.sleep(2);
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }

  @Test
  void answersWhatTheSourceAnswers() throws Exception {
    var queries = over(new FakeSource(5));
    Ticket ticket = ahead(queries, "run", ask("a"));
    assertThat(answer(ticket)).isEqualTo(rows("a"));
    assertThat(ticket.progress().phase())
        .isEqualTo(new QueryPhase.Done(1, false, false, Duration.ZERO));
    assertThat(queries.states("run")).extracting(QueryProgress::node).containsExactly("step-a");
  }

  @Test
  void atMostFiveRunAndTheRestKnowTheirPlace() throws Exception {
    FakeSource source = new FakeSource(5).gated();
    var queries = over(source);
    List<Ticket> tickets =
        IntStream.range(0, 8).mapToObj(i -> ahead(queries, "run", ask("q" + i))).toList();
    eventually(() -> source.asked().size() == 5);
    assertThat(tickets.subList(0, 5))
        .extracting(ticket -> ticket.progress().phase())
        .allMatch(QueryPhase.Running.class::isInstance);
    assertThat(tickets.subList(5, 8))
        .extracting(ticket -> ticket.progress().phase())
        .containsExactly(
            new QueryPhase.Queued(1), new QueryPhase.Queued(2), new QueryPhase.Queued(3));
    source.release(1);
    eventually(() -> source.asked().size() == 6);
    source.release(7);
    for (Ticket ticket : tickets) {
      assertThat(answer(ticket)).isInstanceOf(Answer.Complete.class);
    }
  }

  @Test
  void whatAPersonWaitsForGoesFirst() throws Exception {
    FakeSource source = new FakeSource(1).gated();
    var queries = over(source);
    ahead(queries, "run", ask("first"));
    eventually(() -> source.asked().size() == 1);
    Ticket later = ahead(queries, "run", ask("later"));
    Ticket urgent = queries.submit("run", ask("urgent"), Urgency.NOW, Freshness.REMEMBERED);
    assertThat(urgent.progress().phase()).isEqualTo(new QueryPhase.Queued(1));
    assertThat(later.progress().phase()).isEqualTo(new QueryPhase.Queued(2));
    source.release(3);
    answer(later);
    assertThat(source.asked()).containsExactly("first", "urgent", "later");
  }

  @Test
  void theQueryThatTookLongestGoesFirst() throws Exception {
    Map<String, Long> millis = Map.of("short", 1L, "long", 120L, "middle", 50L, "before", 1L);
    List<String> asked = new CopyOnWriteArrayList<>();
    var gate = new Semaphore(1);
    var queries = over(timed(1, millis, asked, gate));
    for (String text : List.of("short", "long", "middle")) {
      answer(ahead(queries, "before", ask("let x = 1;\n" + text)));
    }
    asked.clear();
    gate.acquire();
    ahead(queries, "run", ask("before"));
    eventually(() -> asked.contains("before"));
    List<Ticket> tickets =
        List.of("short", "middle", "long").stream()
            .map(text -> ahead(queries, "run", ask("let x = 2;\n" + text)))
            .toList();
    gate.release();
    for (Ticket ticket : tickets) {
      answer(ticket);
    }
    assertThat(asked).containsExactly("before", "long", "middle", "short");
  }

  @Test
  void oneQueryServesAllWhoWantItNow() throws Exception {
    FakeSource source = new FakeSource(5).gated();
    var queries = over(source);
    List<Ticket> tickets =
        IntStream.range(0, 6).mapToObj(i -> ahead(queries, "run-" + i, ask("same"))).toList();
    source.release(1);
    for (Ticket ticket : tickets) {
      assertThat(answer(ticket)).isEqualTo(rows("same"));
    }
    Ticket soonAfter = ahead(queries, "run-7", ask("same"));
    assertThat(answer(soonAfter)).isEqualTo(rows("same"));
    assertThat(soonAfter.progress().phase())
        .isEqualTo(new QueryPhase.Done(1, false, true, Duration.ZERO));
    assertThat(source.asked()).containsExactly("same");
  }

  @Test
  void aVisitKeepsItsAnswerButAnotherVisitAsksAnew() throws Exception {
    var source = new FakeSource(5);
    var queries = over(source);
    answer(ahead(queries, "run", ask("step", 1, "q", Map.of())));
    answer(ahead(queries, "run", ask("step", 1, "q", Map.of())));
    assertThat(source.asked()).hasSize(1);
    answer(ahead(queries, "run", ask("step", 2, "q", Map.of())));
    answer(ahead(queries, "run", ask("verify", 1, "q", Map.of())));
    assertThat(source.asked()).hasSize(3);
    answer(queries.submit("run", ask("step", 1, "q", Map.of()), Urgency.NOW, Freshness.NEW));
    assertThat(source.asked()).hasSize(4);
  }

  @Test
  void aFailureIsNeverRemembered() throws Exception {
    var source = new FakeSource(5);
    source.script("q", Reply.last(failed(FailureKind.REFUSED)));
    var queries = over(source);
    assertThat(failure(ahead(queries, "run", ask("q")))).isEqualTo(FailureKind.REFUSED);
    assertThat(answer(ahead(queries, "run", ask("q")))).isEqualTo(rows("q"));
  }

  @Test
  void throttlingIsWaitedOutAsTheSourceSays() throws Exception {
    var source = new FakeSource(5);
    source.script(
        "q", Reply.passing(failed(FailureKind.THROTTLED), Optional.of(Duration.ofMillis(150))));
    var queries = over(source);
    long began = System.nanoTime();
    assertThat(answer(ahead(queries, "run", ask("q")))).isEqualTo(rows("q"));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(149));
    assertThat(source.asked()).hasSize(2);
  }

  @Test
  void aWaitBeyondTheTimeoutIsntBegun() throws Exception {
    var source = new FakeSource(5);
    source.script(
        "q", Reply.passing(failed(FailureKind.THROTTLED), Optional.of(Duration.ofSeconds(100))));
    var queries = over(source);
    assertThat(failure(ahead(queries, "run", ask("q")))).isEqualTo(FailureKind.THROTTLED);
    assertThat(source.asked()).hasSize(1);
  }

  @Test
  void aTimedOutQueryIsAskedOnceMoreAtMost() throws Exception {
    var source = new FakeSource(5);
    Reply timedOut = Reply.onceMore(failed(FailureKind.TIMED_OUT));
    source.script("q", timedOut, timedOut, timedOut);
    var queries = over(source);
    assertThat(failure(ahead(queries, "run", ask("q")))).isEqualTo(FailureKind.TIMED_OUT);
    assertThat(source.asked()).hasSize(2);
  }

  @Test
  void triesAreCounted() throws Exception {
    var source = new FakeSource(5);
    Reply broken = Reply.passing(failed(FailureKind.THROTTLED), Optional.empty());
    source.script("q", broken, broken, broken, broken, broken);
    var queries = over(source);
    assertThat(failure(ahead(queries, "run", ask("q")))).isEqualTo(FailureKind.THROTTLED);
    assertThat(source.asked()).hasSize(4);
  }

  @Test
  void aTargetThatKeepsFailingIsLeftAlone() throws Exception {
    var source = new FakeSource(5);
    for (String text : List.of("a", "b", "c")) {
      source.script(text, Reply.last(failed(FailureKind.UNREACHABLE)));
    }
    var queries = over(source);
    for (String text : List.of("a", "b", "c")) {
      failure(ahead(queries, "run", ask(text)));
    }
    Ticket refused = ahead(queries, "run", ask("d"));
    assertThat(failure(refused)).isEqualTo(FailureKind.UNREACHABLE);
    assertThat(((Answer.Failed) answer(refused)).message())
        .isEqualTo("the workspace failed 3 times in a row and is left alone for now");
    assertThat(source.asked()).containsExactly("a", "b", "c");

    Ticket again = queries.submit("run", ask("d"), Urgency.NOW, Freshness.NEW);
    assertThat(answer(again)).isEqualTo(rows("d"));
    assertThat(answer(ahead(queries, "run", ask("e")))).isEqualTo(rows("e"));
  }

  @Test
  void whatFailedAheadKeepsNoPersonsQueryAway() throws Exception {
    FakeSource source = new FakeSource(5);
    Reply away = Reply.passing(failed(FailureKind.UNREACHABLE), Optional.empty());
    for (String text : List.of("a", "b", "c", "d")) {
      source.script(text, away, away, away, away);
    }
    source.script("wanted", away, away);
    LiveQueries queries = over(source);
    for (String text : List.of("a", "b", "c", "d")) {
      failure(ahead(queries, "run", ask(text)));
    }
    assertThat(source.asked()).contains("a").hasSize(3);

    Ticket wanted = queries.submit("run", ask("wanted"), Urgency.NOW, Freshness.REMEMBERED);
    assertThat(answer(wanted)).isEqualTo(rows("wanted"));
    assertThat(source.asked()).filteredOn("wanted"::equals).hasSize(3);
    assertThat(answer(ahead(queries, "run", ask("e")))).isEqualTo(rows("e"));
  }

  @Test
  void whatAPersonAskedInVainIsntAskedAheadEither() throws Exception {
    FakeSource source = new FakeSource(5);
    Reply away = Reply.last(failed(FailureKind.UNREACHABLE));
    List<String> texts = List.of("a", "b", "c");
    texts.forEach(text -> source.script(text, away));
    LiveQueries queries = over(source);
    for (String text : texts) {
      failure(queries.submit("run", ask(text), Urgency.NOW, Freshness.REMEMBERED));
    }
    failure(ahead(queries, "run", ask("d")));
    failure(queries.submit("run", ask("e"), Urgency.NOW, Freshness.REMEMBERED));
    assertThat(source.asked()).containsExactly("a", "b", "c");
  }

  @Test
  void aSourceThatNeverAnswersIsGivenUp() throws Exception {
    FakeSource source = new FakeSource(5).deaf();
    var queries = over(source);
    Ticket ticket = ahead(queries, "run", ask("s", 1, "q", Map.of("timeout", "100ms")));
    assertThat(failure(ticket)).isEqualTo(FailureKind.TIMED_OUT);
  }

  @Test
  void aQueuedAndARunningQueryAreCancelled() throws Exception {
    FakeSource source = new FakeSource(1).gated();
    var queries = over(source);
    Ticket running = ahead(queries, "run", ask("running"));
    eventually(() -> source.asked().size() == 1);
    Ticket queued = ahead(queries, "run", ask("queued"));
    Ticket last = ahead(queries, "run", ask("last"));
    queued.cancel();
    assertThat(queries.cancel("run", running.id())).isTrue();
    assertThat(queries.cancel("other", last.id())).isFalse();
    assertThat(failure(queued)).isEqualTo(FailureKind.CANCELLED);
    assertThat(failure(running)).isEqualTo(FailureKind.CANCELLED);
    source.release(1);
    assertThat(answer(last)).isEqualTo(rows("last"));
    assertThat(source.asked()).containsExactly("running", "last");
  }

  @Test
  void oneWhoLeavesDoesNotTakeTheAnswerFromTheOthers() throws Exception {
    FakeSource source = new FakeSource(1).gated();
    var queries = over(source);
    Ticket leaves = ahead(queries, "one", ask("q"));
    Ticket stays = ahead(queries, "two", ask("q"));
    leaves.cancel();
    source.release(1);
    assertThat(answer(stays)).isEqualTo(rows("q"));
    assertThat(failure(leaves)).isEqualTo(FailureKind.CANCELLED);
  }

  @Test
  void anInterruptedCallerCancels() throws Exception {
    FakeSource source = new FakeSource(1).gated();
    var queries = over(source);
    var got = new ConcurrentHashMap<String, Answer>();
    Thread caller = new Thread(() -> got.put("answer", queries.asSource("run").ask(ask("q"))));
    caller.start();
    eventually(() -> source.asked().size() == 1);
    caller.interrupt();
    caller.join(10_000);
    assertThat(((Answer.Failed) got.get("answer")).kind()).isEqualTo(FailureKind.CANCELLED);
  }

  @Test
  void anUnknownKindHasNoSource() throws Exception {
    var queries = over(new FakeSource(1));
    Request.Ask tcp = new Request.Ask(1, "s", 1, new BoundQuery(TcpFence.KIND, "h:1", Map.of()));
    assertThat(failure(ahead(queries, "run", tcp))).isEqualTo(FailureKind.NO_SOURCE);
    assertThat(queries.answers(TcpFence.KIND)).isFalse();
  }

  @Test
  void aFaultOfASourceIsAnAnswerToo() throws Exception {
    var queries =
        over(
            LiveSource.once(
                Set.of(KqlFence.KIND),
                query -> new QueryQueue("p", 1, "a source"),
                ask -> {
                  throw new IllegalStateException("oops");
                }));
    Ticket ticket = ahead(queries, "run", ask("q"));
    assertThat(failure(ticket)).isEqualTo(FailureKind.UNREACHABLE);
  }

  @Test
  void closingCancelsAllAndNothingIsAskedAfterwards() throws Exception {
    FakeSource source = new FakeSource(1).gated();
    var queries = over(source);
    List<Ticket> tickets =
        IntStream.range(0, 3).mapToObj(i -> ahead(queries, "run", ask("q" + i))).toList();
    queries.close();
    for (Ticket ticket : tickets) {
      assertThat(failure(ticket)).isEqualTo(FailureKind.CANCELLED);
    }
    assertThat(failure(ahead(queries, "run", ask("late")))).isEqualTo(FailureKind.CANCELLED);
  }

  @Test
  void forgettingARunCancelsItAndClearsItsList() throws Exception {
    FakeSource source = new FakeSource(1).gated();
    var queries = over(source);
    Ticket ticket = ahead(queries, "run", ask("q"));
    queries.forget("run");
    assertThat(failure(ticket)).isEqualTo(FailureKind.CANCELLED);
    assertThat(queries.states("run")).isEmpty();
  }

  @Test
  void listenersHearOfEachRunThatChanges() throws Exception {
    var queries = over(new FakeSource(1));
    Set<String> heard = ConcurrentHashMap.newKeySet();
    queries.onChange(heard::add);
    answer(ahead(queries, "one", ask("q")));
    answer(ahead(queries, "two", ask("r")));
    eventually(() -> heard.equals(Set.of("one", "two")));
  }

  private static LiveSource timed(
      int width, Map<String, Long> millis, List<String> asked, Semaphore gate) {
    return LiveSource.once(
        Set.of(KqlFence.KIND),
        query -> new QueryQueue("p", width, "t"),
        ask -> {
          String text = ask.query().text().lines().reduce((first, last) -> last).orElse("");
          asked.add(text);
          try {
            gate.acquire();
            gate.release();
            Thread.sleep(millis.get(text));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return rows(text);
        });
  }

  @Test
  void aBreakerLetsOneTryWhenItsTimeIsOver() {
    var clock = new MovableClock();
    var breakers = new CircuitBreakers(LIMITS, clock);
    for (int i = 0; i < 3; i++) {
      assertThat(breakers.closedTill("t", Urgency.NOW)).isEmpty();
      breakers.note("t", Urgency.NOW, failed(FailureKind.UNREACHABLE));
    }
    assertThat(breakers.closedTill("t", Urgency.NOW))
        .contains(Instant.EPOCH.plus(Duration.ofMinutes(10)));
    assertThat(breakers.closedTill("other", Urgency.NOW)).isEmpty();
    clock.advance(Duration.ofMinutes(10));
    assertThat(breakers.closedTill("t", Urgency.NOW)).isEmpty();
    assertThat(breakers.closedTill("t", Urgency.NOW)).isPresent();
    breakers.note("t", Urgency.NOW, failed(FailureKind.INVALID));
    assertThat(breakers.closedTill("t", Urgency.NOW)).isEmpty();
  }
}
