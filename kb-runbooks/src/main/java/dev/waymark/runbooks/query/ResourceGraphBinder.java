package dev.waymark.runbooks.query;

import dev.waymark.kql.lint.ValueReferences;
import dev.waymark.kql.lint.ValueReferences.Reference;
import dev.waymark.kql.syntax.KqlParser;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.QueryText;
import dev.waymark.model.run.BoundQuery;
import dev.waymark.model.source.Checked;
import dev.waymark.runbooks.tree.CompiledCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A literal in the place of each name: Resource Graph has no {@code let}. */
final class ResourceGraphBinder implements Binder {
  @Override
  public BoundQuery bind(CompiledCheck check, Values values) {
    var text = new BoundText(check.fence().body().text());
    for (Reference reference : references(check)) {
      Object value = values.get(reference.name());
      reference
          .column()
          .ifPresent(column -> text.replace(column.at(), column.at(), column.name() + " = "));
      text.replace(
          reference.span().start(),
          reference.span().end(),
          KqlBinder.literal(reference.name(), value));
    }
    Map<String, String> options = new TreeMap<>(check.fence().options());
    text.places().ifPresent(places -> options.put(BoundQuery.BOUND_VALUES, places));
    return new BoundQuery(check.fence().kind(), text.sent(), options);
  }

  private static List<Reference> references(CompiledCheck check) {
    return check.names().isEmpty()
        ? List.of()
        : ValueReferences.of(read(check.fence().body().text()), Set.copyOf(check.names()));
  }

  private static Query read(String kql) {
    Checked<Query> query = KqlParser.parse(QueryText.of(kql));
    return Optional.of(query)
        .filter(read -> read.issues().isEmpty())
        .flatMap(Checked::value)
        .orElseThrow(
            () ->
                new UnboundException(
                    "The query can't be read: " + query.issues().get(0).message(),
                    "Look by hand what this step asks, then take a branch and say why."));
  }
}
