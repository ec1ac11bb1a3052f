package dev.waymark.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.entry.State;
import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Destination;
import dev.waymark.model.run.FailureKind;
import dev.waymark.model.run.LiveCall;
import dev.waymark.model.run.Outcome;
import dev.waymark.model.run.PatternResult;
import dev.waymark.model.run.Provenance;
import dev.waymark.model.run.RunEvent;
import dev.waymark.model.run.SeenValue;
import dev.waymark.model.run.StepFinding;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.kql.KqlFence;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventCodecTest {
  private static final Provenance FROM =
      new Provenance(
          "scenario x",
          true,
          Instant.parse("2026-11-01T02:03:04.123456Z"),
          Duration.ofMillis(12),
          Optional.of(
              new LiveCall(
                  "workspace a",
                  Optional.of("client b"),
                  Optional.empty(),
                  Map.of("rows scanned", "12"),
                  2)));
  private static final Destination HERE = new Destination.Node("which-apis-fail");
  private static final Destination THERE =
      new Destination.OtherEntry("other-entry", Optional.of("a-step"));

  private static final Optional<StepFinding> FOUND =
      Optional.of(
          new StepFinding(
              "124 of 306 calls fail",
              List.of(new SeenValue("Failed", "124"), new SeenValue("Reason", "a \"b\", c"))));

  /** Every type of column, each with values at its edges. */
  private static final Table TABLE =
      new Table(
          List.of(
              new Column("Bool", ColumnType.BOOL),
              new Column("Int", ColumnType.INT),
              new Column("Long", ColumnType.LONG),
              new Column("Real", ColumnType.REAL),
              new Column("Decimal", ColumnType.DECIMAL),
              new Column("String", ColumnType.STRING),
              new Column("Time", ColumnType.DATETIME),
              new Column("Span", ColumnType.TIMESPAN),
              new Column("Guid", ColumnType.GUID),
              new Column("Dynamic", ColumnType.DYNAMIC)),
          List.of(
              Row.of(
                  true,
                  -1,
                  Long.MAX_VALUE,
                  1.5e300,
                  new BigDecimal("1.500"),
                  "a \"quoted\" line\nand 😀",
                  Instant.parse("2026-11-01T00:00:00.0000001Z"),
                  Duration.ofNanos(100),
                  UUID.fromString("0b1f6471-1bf0-4dda-aec3-cb9272f09590"),
                  Map.of("list", List.of(1L, 2.5, "x"), "map", Map.of("real", true))),
              Row.of(null, null, null, Double.NaN, null, "", null, null, null, null),
              Row.of(
                  false,
                  Integer.MIN_VALUE,
                  Long.MIN_VALUE,
                  -0.0,
                  BigDecimal.ZERO,
                  "{}",
                  Instant.EPOCH,
                  Duration.ofDays(-3),
                  new UUID(0, 0),
                  List.of())));

  static List<RunEvent> events() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("workspace", "5f3a");
    parameters.put("window", Duration.ofHours(1));
    parameters.put("share", 0.005);
    parameters.put("count", 3L);
    parameters.put("at", Instant.parse("2026-11-01T02:00:00Z"));
    parameters.put("all", true);
    return List.of(
        new RunEvent.Started(
            "entry",
            "hash",
            parameters,
            Optional.of("backend-timeout"),
            Optional.of("files"),
            "root"),
        new RunEvent.Started(
            "entry", "hash", Map.of(), Optional.of("backend-timeout"), Optional.empty(), "root"),
        new RunEvent.Started("entry", "hash", Map.of(), Optional.empty(), Optional.empty(), "root"),
        new RunEvent.QueryAsked(
            1,
            new BoundQuery(
                KqlFence.KIND, "let a = 'x';\nT", Map.of("timeout", "20s", "chart", "bar"))),
        new RunEvent.QueryAsked(
            1, new BoundQuery(new FenceKind("a-kind-that-is-gone"), "ask", Map.of())),
        new RunEvent.Answered(1, new Answer.Complete(TABLE, FROM)),
        new RunEvent.Answered(1, new Answer.Partial(TABLE, "cut off", FROM)),
        new RunEvent.Answered(1, new Answer.Failed(FailureKind.TIMED_OUT, "late", "wait", FROM)),
        new RunEvent.QueryFailed(1, new Answer.Failed(FailureKind.REFUSED, "no", "ask", FROM)),
        new RunEvent.BranchProposed(
            1,
            List.of(
                new PatternResult(0, PatternResult.Held.NO, "rows.size() = 3"),
                new PatternResult(1, PatternResult.Held.YES, "r.Share = 0.5"),
                new PatternResult(2, PatternResult.Held.NOT_TRIED, "")),
            Optional.of(1),
            "the second pattern holds",
            FOUND),
        new RunEvent.BranchProposed(1, List.of(), Optional.empty(), "no answer", Optional.empty()),
        new RunEvent.BranchTaken(1, 1, Optional.of(1), Optional.empty(), HERE, FOUND),
        new RunEvent.BranchTaken(
            1, 0, Optional.empty(), Optional.of("I know better"), THERE, Optional.empty()),
        new RunEvent.QuestionAnswered(2, 0, HERE, FOUND),
        new RunEvent.QuestionAnswered(2, 0, HERE, Optional.empty()),
        new RunEvent.ValueRemembered(2, "backend", "https://x"),
        new RunEvent.ValueRemembered(2, "calls", 12L),
        new RunEvent.ValueGiven(2, "backend", "https://x"),
        new RunEvent.ValueGiven(2, "calls", 12L),
        new RunEvent.CauseConfirmed(3, "timeout", "raise-it", Optional.empty()),
        new RunEvent.CauseConfirmed(3, "timeout", "raise-it", Optional.of("seen it")),
        new RunEvent.ActionTicked(4, 2, true),
        new RunEvent.ActionDone(4, "raise-it", HERE),
        new RunEvent.CarriedOut(3, "restart-it"),
        new RunEvent.Verified(
            4, "raise-it", State.HEALTHY, 0, Optional.of(0), Optional.empty(), HERE, FOUND),
        new RunEvent.Verified(
            4,
            "raise-it",
            State.HEALTHY,
            0,
            Optional.of(0),
            Optional.empty(),
            HERE,
            Optional.empty()),
        new RunEvent.Returned(5, "root", Optional.of("again")),
        new RunEvent.Escalated(5, "too hot"),
        new RunEvent.NoteAdded(5, "<script>alert(1)</script>"),
        new RunEvent.FeedbackGiven(5, RunEvent.Feedback.MISLED, ""),
        new RunEvent.HandedOver(5, "Ann", "night"),
        new RunEvent.Reopened(6, "it is back"),
        new RunEvent.Ended(6, Outcome.NOT_COVERED, Optional.empty(), Optional.of("nobody knows")),
        new RunEvent.Ended(6, Outcome.RESOLVED, Optional.of("timeout"), Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("events")
  void anEventComesBackAsItWas(RunEvent event) {
    EncodedEvent encoded = EventCodec.encode(event);

    assertThat(EventCodec.decode(encoded.type(), encoded.payload(), encoded.answers()))
        .get()
        .isEqualTo(event);
    assertThat(EventCodec.answersOf(encoded.payload()))
        .containsExactlyInAnyOrderElementsOf(encoded.answers().keySet());
  }

  @Test
  void decisionsFromBeforeFindingsAreRead() {
    assertThat(
            EventCodec.decode(
                "branch-taken",
                "{\"branch\":1,\"proposed\":1,\"to\":{\"node\":\"which-apis-fail\"},\"visit\":1}",
                Map.of()))
        .contains(
            new RunEvent.BranchTaken(
                1, 1, Optional.of(1), Optional.empty(), HERE, Optional.empty()));
    assertThat(
            EventCodec.decode(
                "branch-proposed", "{\"patterns\":[],\"visit\":1,\"why\":\"no\"}", Map.of()))
        .contains(
            new RunEvent.BranchProposed(1, List.of(), Optional.empty(), "no", Optional.empty()));
  }

  @Test
  void everyKindOfEventIsTried() {
    assertThat(events().stream().map(Object::getClass).collect(Collectors.toSet()))
        .hasSize(RunEvent.class.getPermittedSubclasses().length);
  }

  @Test
  void theOrderOfParametersStays() {
    RunEvent.Started event = (RunEvent.Started) events().get(0);
    EncodedEvent encoded = EventCodec.encode(event);

    RunEvent decoded = EventCodec.decode(encoded.type(), encoded.payload(), Map.of()).orElseThrow();

    assertThat(((RunEvent.Started) decoded).parameters().keySet())
        .containsExactlyElementsOf(event.parameters().keySet());
  }

  @Test
  void whatTheDatabaseCannotKeepIsReplaced() {
    RunEvent.NoteAdded event = new RunEvent.NoteAdded(1, "fine");
    assertThat(ValueCodec.encode("a\u0000b\uD800c\uDC00").textValue())
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFD");
    assertThat(EventCodec.encode(event).payload()).isEqualTo("{\"text\":\"fine\",\"visit\":1}");
  }

  @Test
  void canonicalTextSortsKeysAndKeepsOrderInLists() {
    assertThat(
            CanonicalJson.write(
                CanonicalJson.read("{ \"b\": [3, 1], \"a\": {\"d\": null, \"c\": true}}")))
        .isEqualTo("{\"a\":{\"c\":true,\"d\":null},\"b\":[3,1]}");
  }

  @Test
  void aHashChangesWithEverythingThatItCovers() {
    Instant at = Instant.parse("2026-11-01T00:00:00Z");
    Actor ann = Actor.person("ann");
    String hash = EventChain.hash("run", 1, at, ann, "note", "{}", EventChain.START);

    assertThat(
            List.of(
                EventChain.hash("other", 1, at, ann, "note", "{}", EventChain.START),
                EventChain.hash("run", 2, at, ann, "note", "{}", EventChain.START),
                EventChain.hash("run", 1, at.plusNanos(1000), ann, "note", "{}", EventChain.START),
                EventChain.hash("run", 1, at, Actor.ENGINE, "note", "{}", EventChain.START),
                EventChain.hash("run", 1, at, ann, "other", "{}", EventChain.START),
                EventChain.hash("run", 1, at, ann, "note", "{\"a\":1}", EventChain.START),
                EventChain.hash("run", 1, at, ann, "note", "{}", hash)))
        .doesNotContain(hash)
        .doesNotHaveDuplicates();
  }

  @Test
  void aHashIsTheSameForEver() {
    assertThat(
            EventChain.hash(
                "run",
                7,
                Instant.parse("2026-11-01T00:00:00.000123Z"),
                Actor.person("Ann \"A\" \\ Söder"),
                "note-added",
                "{\"text\":\"a\\\"b\\\\c\\u0001\"}\t\n\u0001\u007f\u2028\uD83D\uDE00",
                EventChain.START))
        .isEqualTo("5d52cf7cc6c230e821680a9e0925ece14c2a43b25d4c8878aea67b564855326f");
  }
}
