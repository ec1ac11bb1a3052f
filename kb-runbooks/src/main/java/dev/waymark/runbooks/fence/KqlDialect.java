package dev.waymark.runbooks.fence;

import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.Token;
import dev.waymark.model.source.Issue;
import java.util.List;

/** What a service makes of KQL. */
public interface KqlDialect {
  /** Whether an entry's definitions may stand in front of a query. */
  boolean takesDefinitions();

  /** What the service refuses of a query, or what is unwise to ask of it in a runbook. */
  List<Issue> issues(Query query, List<Token> written);

  /** What the service refuses of a query that people run themselves. */
  List<Issue> refusals(Query query);
}
