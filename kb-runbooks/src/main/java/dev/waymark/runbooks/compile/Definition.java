package dev.waymark.runbooks.compile;

import dev.waymark.kql.syntax.Token;
import dev.waymark.model.source.Excerpt;
import dev.waymark.model.source.SourceSpan;
import java.util.List;

/**
 * A {@code let} statement of an entry's definitions.
 *
 * @param nameSpan where its name stands in the file
 * @param text the statement without its semicolon
 * @param tokens of its text, without white space and comments
 * @param readable whether it could be read; what needs one that couldn't isn't checked
 */
record Definition(
    String name, SourceSpan nameSpan, Excerpt text, List<Token> tokens, boolean readable) {
  Definition {
    tokens = List.copyOf(tokens);
  }
}
