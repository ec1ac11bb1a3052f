package dev.waymark.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.kql.Schemas;
import dev.waymark.kql.lint.ResourceGraphTables;
import dev.waymark.kql.schema.SchemaReader;
import dev.waymark.model.entry.NodeKind;
import dev.waymark.model.run.Answer;
import dev.waymark.runbooks.CompiledEntry;
import dev.waymark.runbooks.KnowledgeBase;
import dev.waymark.runbooks.Runbooks;
import dev.waymark.runbooks.fence.FenceTypes;
import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.runbooks.run.Visit;
import dev.waymark.runbooks.scenario.Coverage;
import dev.waymark.runbooks.scenario.RecordedSource;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.scenario.ScenarioRunner;
import dev.waymark.runbooks.scenario.ScenarioWalk;
import dev.waymark.runbooks.scenario.TableSource;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Conclusion;
import dev.waymark.runbooks.tree.Node;
import dev.waymark.runbooks.tree.Tree;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundledEntriesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);
  private static final Schemas SCHEMAS = SchemaReader.folder(Path.of("schemas"));
  private static final KnowledgeBase KNOWLEDGE_BASE =
      Runbooks.load(Path.of("entries"), LocalDate.of(2026, 12, 1));

  private static Map<Scenario, Walked> walks = Map.of();

  /** Every scenario is walked once for all tests, on all processors. */
  @BeforeAll
  static void walkAll() {
    walks =
        KNOWLEDGE_BASE.entries().stream()
            .flatMap(
                entry ->
                    entry.scenarios().parallelStream()
                        .map(scenario -> walk(entry, scenario))
                        .toList()
                        .stream())
            .collect(Collectors.toMap(walked -> walked.walk().scenario(), walked -> walked));
  }

  @Test
  void haveNoIssueAtAll() {
    assertThat(KNOWLEDGE_BASE.entries()).hasSizeGreaterThanOrEqualTo(2);
    for (CompiledEntry entry : KNOWLEDGE_BASE.entries()) {
      assertThat(entry.issues()).as(entry.id()).isEmpty();
    }
  }

  @Test
  void knowEveryTableOfResourceGraph() {
    assertThat(SCHEMAS.names()).containsAll(ResourceGraphTables.NAMES);
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
                                () ->
                                    assertThat(walks.get(scenario).walk().difference())
                                        .isEmpty())));
  }

  @TestFactory
  Stream<DynamicTest> everyReaderOfTheRecordOfAScenarioAgrees() {
    return KNOWLEDGE_BASE.entries().stream()
        .flatMap(
            entry ->
                walked(entry)
                    .map(Walked::walk)
                    .map(
                        walk ->
                            DynamicTest.dynamicTest(
                                entry.id() + ": " + walk.scenario().name(),
                                () ->
                                    new RecordOfWalk(entry.tree().orElseThrow(), walk)
                                        .isReadAlikeByAll())));
  }

  @Test
  void everyBranchIsTakenByAScenario() {
    for (CompiledEntry entry : KNOWLEDGE_BASE.entries()) {
      List<ScenarioWalk> walks = walked(entry).map(Walked::walk).toList();
      assertThat(Coverage.of(entry.tree().orElseThrow(), walks).untaken()).as(entry.id()).isEmpty();
    }
  }

  /** A value that is missing would make the step say what its row means. */
  @Test
  void everyFindingIsToldAsItsAuthorSaysIt() {
    for (CompiledEntry entry : KNOWLEDGE_BASE.entries()) {
      Tree tree = entry.tree().orElseThrow();
      assertThat(
              walked(entry)
                  .flatMap(
                      walked ->
                          walked.walk().state().orElseThrow().visits().stream()
                              .filter(visit -> isUntold(tree, visit))
                              .map(visit -> walked.walk().scenario().name() + ": " + visit.node())))
          .as(entry.id())
          .isEmpty();
    }
  }

  private static boolean isUntold(Tree tree, Visit visit) {
    Optional<Conclusion> author =
        tree.node(visit.node())
            .flatMap(Node::asks)
            .flatMap(check -> visit.row().map(row -> check.branches().get(row).conclusion()))
            .filter(conclusion -> conclusion.sentence().isPresent());
    return author
        .filter(
            conclusion ->
                visit
                    .finding()
                    .filter(found -> !found.text().startsWith(conclusion.words() + ":"))
                    .isEmpty())
        .isPresent();
  }

  @Test
  void everyQueryIsEvaluatedOverTheTablesOfAScenario() {
    for (CompiledEntry entry : KNOWLEDGE_BASE.entries()) {
      Set<String> evaluated =
          walked(entry).flatMap(walked -> walked.evaluated().stream()).collect(Collectors.toSet());
      assertThat(evaluated).as(entry.id()).containsAll(queries(entry.tree().orElseThrow()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-21T00:00:10Z", "2026-12-31T23:59:50Z"})
  void everyScenarioTakesItsPathAtAnyTime(Instant now) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    for (CompiledEntry entry : KNOWLEDGE_BASE.entries()) {
      ScenarioRunner runner = new ScenarioRunner(entry.tree().orElseThrow());
      assertThat(
              entry.scenarios().parallelStream()
                  .map(
                      scenario ->
                          runner.run(
                              scenario, RecordedSource.withTables(scenario, SCHEMAS, clock), clock))
                  .filter(walk -> !walk.passed())
                  .map(walk -> walk.scenario().name()))
          .as(entry.id())
          .isEmpty();
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

  private static List<String> queries(Tree tree) {
    return tree.nodes().values().stream()
        .filter(node -> node.asks().filter(BundledEntriesTest::isQuery).isPresent())
        .map(Node::id)
        .toList();
  }

  private static boolean isQuery(CompiledCheck check) {
    return FenceTypes.of(check.fence().kind()).dialect().isPresent();
  }

  private static List<String> causes(Tree tree) {
    return tree.nodes(NodeKind.CAUSE).stream().map(Node::id).toList();
  }

  /**
   * A scenario's walk.
   *
   * @param evaluated the nodes whose queries were evaluated over the scenario's tables
   */
  private record Walked(ScenarioWalk walk, Set<String> evaluated) {}

  private static Stream<Walked> walked(CompiledEntry entry) {
    return entry.scenarios().stream().map(scenario -> walks.get(scenario));
  }

  private static Walked walk(CompiledEntry entry, Scenario scenario) {
    var tables = new TableSource(scenario, SCHEMAS, CLOCK);
    Set<String> evaluated = new HashSet<>();
    QuerySource noted =
        request -> {
          Answer answer = tables.ask(request);
          if (answer instanceof Answer.Complete) {
            evaluated.add(request.node());
          }
          return answer;
        };
    ScenarioWalk walk =
        new ScenarioRunner(entry.tree().orElseThrow())
            .run(scenario, new RecordedSource(scenario, CLOCK, noted), CLOCK);
    return new Walked(walk, evaluated);
  }
}
