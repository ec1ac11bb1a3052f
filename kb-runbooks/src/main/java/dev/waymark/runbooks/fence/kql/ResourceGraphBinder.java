package dev.waymark.runbooks.fence.kql;

import dev.waymark.kql.lint.ValueReferences;
import dev.waymark.kql.lint.ValueReferences.Reference;
import dev.waymark.kql.syntax.KqlParser;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.source.StageResult;
import dev.waymark.runbooks.fence.RunValues;
import dev.waymark.runbooks.fence.UnboundException;
import dev.waymark.runbooks.fence.UnboundFence;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A literal in the place of each name: Resource Graph has no {@code let}. */
final class ResourceGraphBinder {
  private ResourceGraphBinder() {}

  static BoundQuery bind(UnboundFence fence, RunValues values) {
    var text = new BoundText(fence.body());
    for (Reference reference : references(fence)) {
      Object value = values.get(reference.name());
      reference
          .column()
          .ifPresent(column -> text.replace(column.at(), column.at(), column.name() + " = "));
      text.replace(
          reference.span().start(),
          reference.span().end(),
          KqlBinder.literal(reference.name(), value));
    }
    Map<String, String> options = new TreeMap<>(fence.fence().options());
    text.places().ifPresent(places -> options.put(BoundQuery.BOUND_VALUES, places));
    return new BoundQuery(fence.fence().kind(), text.sent(), options);
  }

  private static List<Reference> references(UnboundFence fence) {
    return fence.names().isEmpty()
        ? List.of()
        : ValueReferences.of(read(fence.body()), Set.copyOf(fence.names()));
  }

  private static Query read(String kql) {
    StageResult<Query> query = KqlParser.parse(QueryText.of(kql));
    return Optional.of(query)
        .filter(read -> read.issues().isEmpty())
        .flatMap(StageResult::value)
        .orElseThrow(
            () ->
                new UnboundException(
                    "The query can't be read: " + query.issues().get(0).message(),
                    "Look by hand what this step asks, then take a branch and say why."));
  }
}
