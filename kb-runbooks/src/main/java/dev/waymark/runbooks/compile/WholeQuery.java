package dev.waymark.runbooks.compile;

import dev.waymark.kql.syntax.Token;
import dev.waymark.model.source.Excerpt;
import java.util.List;

/**
 * A query behind the definitions that it needs.
 *
 * @param definitions each behind those that it needs itself
 * @param text all of it; each part knows where it stands in the file
 * @param tokens of the text, without white space and comments
 */
record WholeQuery(List<Definition> definitions, Excerpt text, List<Token> tokens) {
  WholeQuery {
    definitions = List.copyOf(definitions);
    tokens = List.copyOf(tokens);
  }

  boolean isReadable() {
    return definitions.stream().allMatch(Definition::readable);
  }
}
