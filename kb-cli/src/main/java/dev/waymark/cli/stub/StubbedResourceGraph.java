package dev.waymark.cli.stub;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.kql.syntax.KqlLexer;
import dev.waymark.kql.syntax.Token;
import dev.waymark.kql.syntax.TokenKind;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.Answer;
import dev.waymark.model.table.Table;
import dev.waymark.runbooks.fence.kql.ResourceGraphFence;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resource Graph, as {@code kql resource-graph} fences ask it. */
public final class StubbedResourceGraph implements StubbedFence {
  private static final Pattern SINCE = Pattern.compile(SentTime.DATETIME);

  @Override
  public FenceKind kind() {
    return ResourceGraphFence.KIND;
  }

  @Override
  public List<StubService> services() {
    return List.of(new ResourceGraph());
  }

  @Override
  public boolean sends(CompiledCheck check, String text) {
    return withValues(check).matcher(text.strip()).matches();
  }

  /** In the place of its name. */
  @Override
  public Optional<Instant> since(CompiledCheck check, String text) {
    Matcher whole = withValues(check).matcher(text.strip());
    return check.names().contains("since") && whole.matches()
        ? SentTime.in(SINCE.matcher(whole.group("since")))
        : Optional.empty();
  }

  /** Answers queries over all resources, page by page. */
  private final class ResourceGraph implements StubService {
    @Override
    public boolean isAt(String path) {
      return path.equals("/providers/microsoft.resourcegraph/resources");
    }

    @Override
    public List<Requirement> requirements(Clock clock) {
      return List.of(
          ResourceManagerRequirements.method("POST"),
          ResourceManagerRequirements.token(),
          ResourceManagerRequirements.apiVersion(
              "Microsoft.ResourceGraph",
              "resources",
              "2018-09-01-preview",
              "2019-04-01",
              "2020-04-01-preview",
              "2021-03-01",
              "2021-06-01-preview",
              "2022-10-01",
              "2024-04-01"),
          GraphRequirements.json(),
          GraphRequirements.query(),
          GraphRequirements.scope(),
          GraphRequirements.options(),
          GraphRequirements.dialect());
    }

    @Override
    public boolean isMetered() {
      return true;
    }

    @Override
    public StubReply reply(ScenarioContent content, StubRequest request) {
      JsonNode body = StubJson.read(request.body());
      JsonNode options = body.path("options");
      boolean first = options.path("$skipToken").asText("").isEmpty();
      Answer answer =
          content.answer(StubbedResourceGraph.this, body.path("query").asText(""), first);
      return switch (answer) {
        case Answer.Complete(Table table, _) -> GraphPage.of(table, options);
        case Answer.Partial(Table table, _, _) -> GraphPage.of(table, options);
        case Answer.Failed failed ->
            GraphRefusal.ofQuery(QueryError.of(failed, "characterPositionInLine"));
      };
    }
  }

  /** The fence's text, with anything in the place of each name that stands for a value. */
  private static Pattern withValues(CompiledCheck check) {
    var pattern = new StringBuilder();
    String written = check.fence().body().text().strip();
    Set<String> named = new HashSet<>();
    int copied = 0;
    for (Token token : KqlLexer.tokens(written)) {
      String name = token.text();
      if (token.kind() == TokenKind.WORD && check.names().contains(name)) {
        boolean since = name.equals("since") && named.add(name);
        pattern
            .append(Pattern.quote(written.substring(copied, token.start())))
            .append(since ? "(?<since>.+?)" : ".+?");
        copied = token.end();
      }
    }
    return Pattern.compile(
        pattern.append(Pattern.quote(written.substring(copied))).toString(), Pattern.DOTALL);
  }
}
