package dev.waymark.kql.syntax;

/** What a {@link Token} is. */
public enum TokenKind {
  WHITESPACE,
  /** From {@code //} to the end of the line. */
  COMMENT,
  /** A name or a keyword: which of them, only its place tells. */
  WORD,
  /** {@code 42} or {@code 0x2A}. */
  LONG,
  /** {@code 4.2} or {@code 1e3}. */
  REAL,
  /** {@code 90s}. */
  TIMESPAN,
  /** A type with its literal in parentheses, such as {@code datetime(2026-11-01)}. */
  TYPED,
  /** In any of the forms: quoted, verbatim, multi-line, obfuscated. */
  STRING,
  /** Symbols such as {@code |} and {@code =~}, and negated words such as {@code !has}. */
  SYMBOL,
  /** Where the text ends. */
  END,
  /** A string without its end. */
  UNCLOSED,
  /** A character that no token begins with. */
  UNKNOWN;

  /** Whether the parser passes over it. */
  public boolean isTrivia() {
    return this == WHITESPACE || this == COMMENT;
  }
}
