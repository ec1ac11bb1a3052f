package dev.waymark.kql.lint;

import static java.util.Objects.requireNonNull;

import dev.waymark.model.source.SourceSpan;

/**
 * What a query asks that Resource Graph refuses.
 *
 * @param kind how the service itself puts it
 * @param span where in the query's text
 * @param subject the operator, table, function or kind of join that is refused
 */
public record DialectFault(
    Kind kind, SourceSpan span, String subject, String message, String hint) {
  public DialectFault {
    requireNonNull(kind);
    requireNonNull(span);
    requireNonNull(subject);
    requireNonNull(message);
    requireNonNull(hint);
  }

  /** The codes of Resource Graph's own refusals. */
  public enum Kind {
    PARSER("ParserFailure"),
    LANGUAGE("InvalidQueryLanguage"),
    JOIN("UnsupportedJoinFlavor"),
    TABLE("DisallowedLogicalTableName"),
    TOO_MANY_TABLES("DisallowedMaxNumberOfRemoteTables");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }
}
