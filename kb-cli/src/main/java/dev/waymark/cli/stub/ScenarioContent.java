package dev.waymark.cli.stub;

import dev.waymark.model.entry.Fence;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.run.Request;
import dev.waymark.model.table.Row;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.query.QuerySource;
import dev.waymark.runbooks.scenario.Scenario;
import dev.waymark.runbooks.tree.CompiledCheck;
import dev.waymark.runbooks.tree.Tree;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers as Azure would have in a scenario: the queries of its entry get what is recorded for
 * their steps, any other query is evaluated over the scenario's tables.
 */
public final class ScenarioContent implements StubContent {
  /** How many rows a service returns at most. */
  private static final int MOST_ROWS = 500_000;

  private final Tree tree;
  private final Scenario scenario;
  private final QuerySource source;
  private final AskedSteps steps;

  /**
   * @param source the scenario's recorded answers and tables
   * @param clock its now is when an action was carried out whose verification doesn't say
   */
  public ScenarioContent(Tree tree, Scenario scenario, QuerySource source, Clock clock) {
    this.tree = tree;
    this.scenario = scenario;
    this.source = source;
    this.steps = new AskedSteps(tree, scenario, clock);
  }

  @Override
  public StubReply reply(StubRequest request) {
    return request.service().reply(this, request);
  }

  /**
   * What the scenario answers a query.
   *
   * @param text the query, or the address of a request that has none
   * @param first whether it is asked for the first page: a further page isn't a further visit
   */
  public Answer answer(StubbedFence fence, String text, boolean first) {
    AskedSteps.Step step = steps.step(fence, text, first);
    return source.ask(
        new Request.Ask(
            1,
            step.node(),
            step.stay(),
            new BoundQuery(fence.kind(), text, Map.of("rows", Integer.toString(MOST_ROWS))),
            step.before()));
  }

  /** What is recorded for the first step of a kind that the scenario hasn't come to yet. */
  public Optional<Table> recorded(StubbedFence fence, StubRequest request) {
    boolean first = request.parameter("$skiptoken").isEmpty();
    return answer(fence, request.path() + " " + request.query(), first).rows();
  }

  /** The entry's fences of a kind. */
  public List<Fence> fences(FenceKind kind) {
    return tree.nodes().values().stream()
        .flatMap(node -> node.asks().stream())
        .map(CompiledCheck::fence)
        .filter(fence -> fence.kind().equals(kind))
        .toList();
  }

  /** The value of a parameter, if the scenario gives it. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(scenario.parameters().get(name));
  }

  /** A row as the services that list things see it. */
  static String text(Table table, Row row, String column) {
    int index = table.indexOf(column);
    Object value = index < 0 ? null : row.values().get(index);
    return value == null ? "" : StubJson.plain(value).asText();
  }
}
