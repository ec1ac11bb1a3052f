package dev.waymark.runbooks.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.model.run.RunEvent;
import dev.waymark.runbooks.run.Reaction.Accepted;
import dev.waymark.runbooks.tree.Tree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What holds for every tree and every sequence of inputs. */
class RunMachinePropertiesTest {
  private static final int SEQUENCES = 4_000;
  private static final int INPUTS = 40;
  private static final List<Recorded> RUNS =
      seeds().mapToObj(RunMachinePropertiesTest::walk).toList();

  @Test
  void sameEntryAndInputsGiveTheSameEvents() {
    RUNS.forEach(run -> assertThat(walk(run.seed()).events()).isEqualTo(run.events()));
  }

  @Test
  void replayingGivesTheStateReached() {
    RUNS.forEach(
        run -> {
          Replay replay = new RunMachine(run.tree()).replay(run.events());
          assertThat(replay).isEqualTo(new Replay(Optional.of(run.state()), Optional.empty()));
        });
  }

  @Test
  void walkingAgainGivesTheStateReached() {
    RUNS.forEach(
        run -> {
          Replay replay = new RunMachine(run.tree()).reexecute(run.events());
          assertThat(replay)
              .as("seed %d", run.seed())
              .isEqualTo(new Replay(Optional.of(run.state()), Optional.empty()));
        });
  }

  @Test
  void everyBeginningOfARunIsARun() {
    RUNS.stream()
        .limit(300)
        .forEach(
            run -> {
              for (int i = 1; i <= run.events().size(); i++) {
                assertThat(new RunMachine(run.tree()).replay(run.events().subList(0, i)).fits())
                    .isTrue();
              }
            });
  }

  @Test
  void anotherTreeIsToldAndNeverThrown() {
    int diverged = 0;
    for (Recorded run : RUNS) {
      RunMachine other = new RunMachine(RandomTrees.next(new Random(-run.seed())));
      for (Replay replay : List.of(other.replay(run.events()), other.reexecute(run.events()))) {
        replay
            .divergence()
            .ifPresent(
                divergence -> {
                  assertThat(divergence.event()).isBetween(0, run.events().size());
                  assertThat(divergence.message()).startsWith("tree changed at step ");
                });
        diverged += replay.fits() ? 0 : 1;
      }
    }
    assertThat(diverged).isBetween(SEQUENCES / 2, 2 * SEQUENCES);
  }

  @Test
  void eventsInAnyOrderNeverThrow() {
    for (Recorded run : RUNS.subList(0, 1_000)) {
      List<RunEvent> shuffled = new ArrayList<>(run.events());
      java.util.Collections.shuffle(shuffled, new Random(run.seed()));
      shuffled.add(0, run.events().get(0));
      RunMachine machine = new RunMachine(run.tree());
      assertThat(machine.replay(shuffled).fits()).isFalse();
      assertThat(machine.reexecute(shuffled).fits()).isFalse();
    }
  }

  @Test
  void inputsInAStateOfAnotherTreeNeverThrow() {
    for (Recorded run : RUNS) {
      RunMachine other = new RunMachine(RandomTrees.next(new Random(-run.seed())));
      var inputs = new RandomInputs(new Random(run.seed()));
      for (int i = 0; i < 5; i++) {
        assertThat(other.accept(run.state(), inputs.next(run.state()), Answers.AT)).isNotNull();
      }
    }
  }

  @Test
  void everyKindOfEventHappens() {
    Set<Class<?>> kinds = new HashSet<>();
    RUNS.forEach(run -> run.events().forEach(event -> kinds.add(event.getClass())));
    assertThat(kinds).containsExactlyInAnyOrder(RunEvent.class.getPermittedSubclasses());
  }

  /** Walks a random tree with random inputs, checking each accepted one on its way. */
  private static Recorded walk(long seed) {
    var random = new Random(seed);
    Tree tree = RandomTrees.next(random);
    RunMachine machine = new RunMachine(tree);
    Accepted start = (Accepted) machine.start(Map.of(), Optional.empty(), Optional.empty());
    List<RunEvent> events = new ArrayList<>(start.events());
    RunState state = start.state();
    var inputs = new RandomInputs(random);
    for (int i = 0; i < INPUTS; i++) {
      if (machine.accept(state, inputs.next(state), Answers.AT.plusSeconds(i))
          instanceof Accepted accepted) {
        assertThat(accepted.events()).isNotEmpty();
        events.addAll(accepted.events());
        state = accepted.state();
        assertThat(state.isLive()).isEqualTo(state.outcome().isEmpty());
        assertThat(state.current().left().isPresent()).isEqualTo(state.outcome().isPresent());
      }
    }
    return new Recorded(seed, tree, events, state);
  }

  private static LongStream seeds() {
    return LongStream.rangeClosed(1, SEQUENCES);
  }

  private record Recorded(long seed, Tree tree, List<RunEvent> events, RunState state) {}
}
