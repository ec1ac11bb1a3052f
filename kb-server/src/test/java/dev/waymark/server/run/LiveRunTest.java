package dev.waymark.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.incident.Actor;
import dev.waymark.model.run.Request;
import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.record.RecordedEvent;
import dev.waymark.runbooks.run.RunInput;
import dev.waymark.server.incident.Incidents;
import dev.waymark.server.incident.NewIncident;
import dev.waymark.server.live.LiveSources;
import dev.waymark.sources.live.QueryPhase;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PlayedSources.Profile.class)
class LiveRunTest {
  private static final Actor ANN = Actor.person("ann");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Incidents incidents;
  @Inject RunService runs;
  @Inject RunViews views;
  @Inject RunLoader loader;
  @Inject LiveSources live;
  @Inject PlayedSources sources;

  @BeforeEach
  void reset() {
    sources.reset();
  }

  @Test
  void anOpenedIncidentWalksByItselfAsFarAsEvidenceDecides() {
    long began = System.nanoTime();
    UUID run = open();

    RunView walked = await(run, view -> isAt(view, "what-changed") || isDeciding(view));

    Duration took = Duration.ofNanos(System.nanoTime() - began);
    assertThat(path(walked)).hasSizeGreaterThan(2).startsWith("which-apis-fail");
    assertThat(walked.events().stream().skip(1))
        .allMatch(event -> event.actor().equals(Actor.ENGINE));
    assertThat(walked.events())
        .filteredOn(event -> event.event() instanceof RunEvent.BranchTaken)
        .hasSize(walked.state().visits().size() - 1);
    assertThat(took).isLessThan(PATIENCE);
  }

  @Test
  void whatIsKnownAlreadyIsDecidedOnAndRecordedAtOnce() {
    UUID shared = UUID.randomUUID();
    Predicate<RunView> walked = view -> isAt(view, "what-changed") || isDeciding(view);
    RunView first = await(open(shared), view -> walked.test(view) && path(view).size() > 2);

    RunView second = await(open(shared), walked);

    assertThat(path(second)).isEqualTo(path(first));
    assertThat(second.events())
        .filteredOn(event -> event.event() instanceof RunEvent.Answered)
        .hasSizeGreaterThan(2)
        .extracting(RecordedEvent::at)
        .containsOnly(second.events().get(second.events().size() - 1).at());
  }

  @Test
  void whatMayBeNeededSoonIsAskedAtOnce() {
    sources.hold();
    open();

    assertThat(eventually(() -> sources.asked().size() > 1)).isTrue();

    assertThat(sources.asked()).contains("which-apis-fail").hasSizeGreaterThan(1);
    sources.letGo();
  }

  @Test
  void noBranchIsTakenOnAFailedAnswerAndItCanBeAskedAgain() {
    sources.fail(true);
    UUID run = open();

    RunView failed = await(run, LiveRunTest::isDeciding);

    assertThat(path(failed)).containsExactly("which-apis-fail");
    assertThat(failed.state().current().proposedBranch()).isEmpty();
    assertThat(live.states(run)).anyMatch(state -> state.phase() instanceof QueryPhase.Failed);

    sources.fail(false);
    runs.submit(run, new RunInput.AskAgain(1), ANN, Optional.empty()).orThrow();
    RunView asked = await(run, view -> isDeciding(view) && attempts(view) == 2);

    assertThat(asked.state().current().proposedBranch()).isPresent();
    assertThat(path(asked)).as("a person is at it now").containsExactly("which-apis-fail");
  }

  @Test
  void anAnswerToAnEarlierAttemptIsDropped() {
    sources.hold();
    UUID run = open();
    runs.submit(run, new RunInput.AskAgain(1), ANN, Optional.empty()).orThrow();
    sources.letGo();

    RunView answered = await(run, LiveRunTest::isDeciding);

    assertThat(answered.state().current().attempts())
        .extracting(attempt -> attempt.answer().isPresent())
        .containsExactly(false, true);
  }

  @Test
  void aNoteWrittenMeanwhileStandsBeforeTheAnswer() {
    sources.hold();
    UUID run = open();
    runs.submit(run, new RunInput.AddNote(1, "waiting"), ANN, Optional.empty()).orThrow();
    sources.letGo();

    RunView answered = await(run, LiveRunTest::isDeciding);

    assertThat(answered.events())
        .extracting(event -> event.event().getClass().getSimpleName())
        .startsWith("Started", "QueryAsked", "NoteAdded", "Answered");
    assertThat(path(answered)).as("a person is at it now").containsExactly("which-apis-fail");
  }

  @Test
  void aQueryThatIsCancelledHasNoAnswer() {
    sources.hold();
    UUID run = open();
    assertThat(eventually(() -> sources.asked().contains("which-apis-fail"))).isTrue();

    live.states(run).forEach(state -> live.cancel(run, state.id()));

    RunView cancelled = await(run, LiveRunTest::isDeciding);
    assertThat(cancelled.state().current().proposedBranch()).isEmpty();
    assertThat(path(cancelled)).containsExactly("which-apis-fail");
    sources.letGo();
  }

  /** In a workspace of its own, since those who ask the same at once share the answer. */
  private UUID open() {
    return open(UUID.randomUUID());
  }

  private UUID open(UUID workspace) {
    long number =
        incidents
            .open(
                new NewIncident(
                    PlayedSources.ENTRY,
                    Optional.empty(),
                    Optional.empty(),
                    Map.of("workspace", workspace.toString(), "apim", apim(workspace)),
                    Optional.empty(),
                    Optional.empty()),
                ANN,
                Optional.empty())
            .orThrow()
            .number();
    return views.currentOf(number).orElseThrow().id();
  }

  /** Resource Graph isn't asked in a workspace, so the case of letters tells its queries apart. */
  private static String apim(UUID workspace) {
    return "/subscriptions/0b1f6471-1bf0-4dda-aec3-cb9272f09590/resourceGroups/"
        + cased("shop-rg", workspace.getMostSignificantBits())
        + "/providers/Microsoft.ApiManagement/service/"
        + cased("shop-apim", workspace.getLeastSignificantBits());
  }

  private static String cased(String text, long upper) {
    StringBuilder cased = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      boolean isUpper = ((upper >> i) & 1) == 1;
      cased.append(isUpper ? Character.toUpperCase(text.charAt(i)) : text.charAt(i));
    }
    return cased.toString();
  }

  private RunView await(UUID run, Predicate<RunView> wanted) {
    assertThat(eventually(() -> wanted.test(views.find(run).orElseThrow())))
        .as(() -> "the run gets there; it is at " + path(views.find(run).orElseThrow()))
        .isTrue();
    return views.find(run).orElseThrow();
  }

  private static boolean eventually(java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      if (condition.getAsBoolean()) {
        return true;
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private static boolean isDeciding(RunView view) {
    return view.state().request().filter(request -> !(request instanceof Request.Ask)).isPresent();
  }

  private static boolean isAt(RunView view, String node) {
    return view.state().current().node().equals(node) && isDeciding(view);
  }

  private static int attempts(RunView view) {
    return view.state().current().attempts().size();
  }

  private static List<String> path(RunView view) {
    return view.state().visits().stream().map(visit -> visit.node()).toList();
  }
}
