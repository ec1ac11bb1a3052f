package dev.waymark.runbooks.fence.kql;

import dev.waymark.kql.lint.QueryRules;
import dev.waymark.kql.lint.ResourceGraphDialect;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.Token;
import dev.waymark.model.entry.FenceKind;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.source.Issue;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.UnboundFence;
import java.util.List;
import java.util.Optional;

/** A query of Azure Resource Graph. */
public final class ResourceGraphFence extends QueryFence {
  public static final FenceKind KIND = new FenceKind("kql resource-graph");

  @Override
  public FenceKind kind() {
    return KIND;
  }

  @Override
  public String title() {
    return "KQL, Resource Graph";
  }

  @Override
  public BoundQuery bind(UnboundFence fence, RunValues values) {
    return ResourceGraphBinder.bind(fence, values);
  }

  @Override
  public Optional<String> portalLink(BoundQuery query) {
    return PortalAddress.resourceGraph(query);
  }

  @Override
  public boolean takesDefinitions() {
    return false;
  }

  @Override
  public List<Issue> issues(Query query, List<Token> written) {
    return QueryRules.resourceGraph(query, written);
  }

  @Override
  public List<Issue> refusals(Query query) {
    return ResourceGraphDialect.issues(query);
  }
}
