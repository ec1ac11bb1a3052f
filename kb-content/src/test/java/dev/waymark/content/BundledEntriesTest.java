package dev.waymark.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.KnowledgeBase;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.scenario.Coverage;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.scenario.ScenarioRunner;
import dev.waymark.runbooks.scenario.ScenarioWalk;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BundledEntriesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);
  private static final KnowledgeBase KNOWLEDGE_BASE =
      Runbooks.load(Path.of("entries"), LocalDate.of(2026, 11, 21));

  @Test
  void haveNoIssueAtAll() {
    assertThat(KNOWLEDGE_BASE.entries()).hasSizeGreaterThanOrEqualTo(2);
    for (CompiledEntry entry : KNOWLEDGE_BASE.entries()) {
      assertThat(entry.issues()).as(entry.id()).isEmpty();
    }
  }

  @Test
  void coverAtLeastTenCausesOfTheFirstDomain() {
    assertThat(causes(tree("apim-502-bad-gateway"))).hasSizeGreaterThanOrEqualTo(10);
  }

  @TestFactory
  Stream<DynamicTest> everyScenarioTakesItsPath() {
    return KNOWLEDGE_BASE.entries().stream()
        .flatMap(
            entry ->
                entry.scenarios().stream()
                    .map(
                        scenario ->
                            DynamicTest.dynamicTest(
                                entry.id() + ": " + scenario.name(),
                                () -> assertThat(differences(entry, scenario)).isEmpty())));
  }

  @Test
  void everyBranchIsTakenByAScenario() {
    for (CompiledEntry entry : KNOWLEDGE_BASE.entries()) {
      Tree tree = entry.tree().orElseThrow();
      List<ScenarioWalk> walks =
          entry.scenarios().stream().map(scenario -> walk(entry, scenario)).toList();
      assertThat(Coverage.of(tree, walks).untaken()).as(entry.id()).isEmpty();
    }
  }

  @Test
  void everyCauseHasAScenarioThatEndsWithIt() {
    for (CompiledEntry entry : KNOWLEDGE_BASE.entries()) {
      Set<String> visited =
          entry.scenarios().stream()
              .flatMap(scenario -> scenario.path().stream())
              .collect(Collectors.toSet());
      assertThat(visited).as(entry.id()).containsAll(causes(entry.tree().orElseThrow()));
    }
  }

  private static Tree tree(String id) {
    return KNOWLEDGE_BASE.entry(id).flatMap(CompiledEntry::tree).orElseThrow();
  }

  private static List<String> causes(Tree tree) {
    return tree.nodes().values().stream()
        .filter(Node.CauseNode.class::isInstance)
        .map(Node::id)
        .toList();
  }

  private static List<String> differences(CompiledEntry entry, Scenario scenario) {
    return walk(entry, scenario).difference().map(ScenarioWalk.Difference::message).stream()
        .toList();
  }

  private static ScenarioWalk walk(CompiledEntry entry, Scenario scenario) {
    return new ScenarioRunner(entry.tree().orElseThrow())
        .run(scenario, new RecordedSource(scenario, CLOCK));
  }
}
