package dev.waymark.runbooks.fence.kql;

import dev.waymark.kql.lint.QueryRules;
import dev.waymark.kql.syntax.Highlight;
import dev.waymark.kql.syntax.HighlightKind;
import dev.waymark.kql.syntax.KqlHighlighter;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.Token;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.source.Issue;
import dev.waymark.runbooks.fence.FenceOption;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.UnboundFence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A query of logs: of a workspace of Log Analytics, or of a resource. */
public final class KqlFence extends QueryFence {
  public static final FenceKind KIND = new FenceKind("kql");

  private static final Set<String> BARS = Set.of("barchart", "columnchart", "piechart");

  @Override
  public FenceKind kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "KQL, Log Analytics";
  }

  @Override
  public List<String> otherLabels() {
    return List.of("kusto");
  }

  @Override
  public List<FenceOption> options() {
    return Stream.concat(
            super.options().stream(),
            Stream.of(
                FenceOption.naming(KqlBinder.WORKSPACE), FenceOption.naming(KqlBinder.RESOURCE)))
        .toList();
  }

  /** One that names no target asks the parameter {@code workspace}. */
  @Override
  public List<String> namedBy(Map<String, String> options) {
    List<String> named = super.namedBy(options);
    return named.isEmpty() ? List.of(KqlBinder.WORKSPACE) : named;
  }

  @Override
  public BoundQuery bind(UnboundFence fence, RunValues values) {
    return KqlBinder.bind(fence, values);
  }

  /** What {@code render} asks for. */
  @Override
  public Optional<String> chart(String body) {
    List<Highlight> words =
        KqlHighlighter.highlight(body).stream()
            .filter(part -> part.kind() != HighlightKind.PLAIN)
            .toList();
    return IntStream.range(0, words.size() - 1)
        .filter(i -> words.get(i).kind() == HighlightKind.KEYWORD)
        .filter(i -> words.get(i).text().equals("render"))
        .mapToObj(i -> BARS.contains(words.get(i + 1).text()) ? "bar" : "time")
        .findFirst();
  }

  @Override
  public Optional<String> portalLink(BoundQuery query) {
    return PortalAddress.logs(query);
  }

  @Override
  public boolean takesDefinitions() {
    return true;
  }

  @Override
  public List<Issue> issues(Query query, List<Token> written) {
    return QueryRules.logs(query, written);
  }

  @Override
  public List<Issue> refusals(Query query) {
    return List.of();
  }
}
