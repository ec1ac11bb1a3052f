package dev.waymark.runbooks.fence.kql;

import dev.waymark.kql.syntax.Highlight;
import dev.waymark.kql.syntax.KqlHighlighter;
import dev.waymark.model.table.Column;
import dev.waymark.runbooks.fence.BodyFault;
import dev.waymark.runbooks.fence.FenceOption;
import dev.waymark.runbooks.fence.FenceType;
import dev.waymark.runbooks.fence.KqlDialect;
import dev.waymark.runbooks.fence.Placeholders;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A query of KQL, which the compiler checks and whose columns it works out. */
abstract class QueryFence implements FenceType, KqlDialect {
  /** Tables of changes: in a workspace, and in Resource Graph. */
  private static final Set<String> CHANGES = Set.of("azureactivity", "resourcechanges");

  @Override
  public Optional<KqlDialect> dialect() {
    return Optional.of(this);
  }

  @Override
  public List<FenceOption> options() {
    return List.of(FenceOption.TIMEOUT, FenceOption.ROWS, FenceOption.CHART);
  }

  @Override
  public List<BodyFault> faults(String body, Placeholders holes) {
    return List.of();
  }

  @Override
  public Optional<List<Column>> columns(String body, Placeholders holes) {
    return Optional.empty();
  }

  /** The query says; one that can't be read has other issues. */
  @Override
  public boolean mayBeEmpty() {
    return false;
  }

  @Override
  public boolean showsChanges(String body) {
    return highlight(body).stream()
        .map(Highlight::text)
        .anyMatch(word -> CHANGES.contains(word.toLowerCase(Locale.ROOT)));
  }

  @Override
  public List<Highlight> highlight(String body) {
    return KqlHighlighter.highlight(body);
  }
}
