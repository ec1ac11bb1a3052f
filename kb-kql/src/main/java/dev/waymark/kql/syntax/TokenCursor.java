package dev.waymark.kql.syntax;

import dev.waymark.model.source.Issue;
import dev.waymark.model.source.SourceSpan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the parser stands in the tokens that matter, and the issues it has told. One token gets one
 * issue at most, so that a mistake doesn't echo through everything that surrounds it.
 */
final class TokenCursor {
  private static final int MAX_ISSUES = 20;

  private final QueryText text;
  private final Token[] tokens;
  private final @Nullable Precedence[] bindings;
  private final List<Issue> issues = new ArrayList<>();
  private int at;

  /** Whether the query was given up, so that what follows says nothing about it. */
  private boolean tooLarge;

  private int lastIssueAt = -1;

  TokenCursor(QueryText text, List<Token> all) {
    this.text = text;
    var significant = new ArrayList<Token>(all.size());
    for (Token token : all) {
      if (!token.kind().isTrivia()) {
        significant.add(token);
      }
    }
    int end = text.text().length();
    significant.add(new Token(TokenKind.END, "", end, end));
    tokens = significant.toArray(new Token[0]);
    bindings = new Precedence[tokens.length];
  }

  Token peek() {
    return tokens[at];
  }

  Token peek(int ahead) {
    return tokens[Math.min(at + ahead, tokens.length - 1)];
  }

  boolean isAt(String symbolOrWord) {
    return tokens[at].is(symbolOrWord);
  }

  /** How this token binds; each is looked up once, although every level of the grammar asks. */
  Precedence binding() {
    Precedence known = bindings[at];
    if (known == null) {
      known = Precedence.of(tokens[at]);
      bindings[at] = known;
    }
    return known;
  }

  boolean isAtEnd() {
    return tokens[at].kind() == TokenKind.END;
  }

  Token next() {
    Token token = tokens[at];
    if (at < tokens.length - 1) {
      at++;
    }
    return token;
  }

  /** Passes over a symbol or word if it stands here. */
  boolean skip(String symbolOrWord) {
    if (isAt(symbolOrWord)) {
      next();
      return true;
    }
    return false;
  }

  /** Whether the next token touches this one. */
  boolean touchesNext() {
    return peek().end() == peek(1).start();
  }

  /** Whether this token touches the one before. */
  boolean touchesPrevious() {
    return at > 0 && tokens[at - 1].end() == tokens[at].start();
  }

  void expect(String symbolOrWord, String hint) {
    expectOpening(symbolOrWord, hint);
  }

  /** As {@link #expect}, of what something closes: whether it stands there. */
  boolean expectOpening(String symbolOrWord, String hint) {
    boolean found = skip(symbolOrWord);
    if (!found) {
      expected("`" + symbolOrWord + "`", hint);
    }
    return found;
  }

  /** Tells that something else should stand here. */
  void expected(String what, String hint) {
    Token token = peek();
    switch (token.kind()) {
      case UNCLOSED ->
          issue(
              QueryIssue.UNCLOSED_STRING,
              span(token),
              "This string has no end",
              "Close it with the quote that it begins with; a line end needs ``` or @.");
      case UNKNOWN ->
          issue(
              QueryIssue.UNKNOWN_CHARACTER,
              span(token),
              "`" + token.text() + "` has no meaning in KQL",
              "Leave it out, or put it into a string.");
      case END ->
          issue(QueryIssue.SYNTAX, span(token), "Expected " + what + " but the query ends", hint);
      default ->
          issue(
              QueryIssue.SYNTAX,
              span(token),
              "Expected " + what + " but found `" + shortened(token.text()) + "`",
              hint);
    }
  }

  void issue(QueryIssue code, SourceSpan span, String message, String hint) {
    if (tooLarge || lastIssueAt == at || issues.size() >= MAX_ISSUES) {
      return;
    }
    tooLarge = code == QueryIssue.TOO_LARGE;
    lastIssueAt = at;
    issues.add(text.issue(code, span, message, hint));
  }

  /** Passes over tokens up to one that can follow an operator: {@code |}, {@code ;} or a close. */
  void skipToFollower() {
    int depth = 0;
    while (!isAtEnd()) {
      if (depth == 0 && (isAt("|") || isAt(";") || isClose())) {
        return;
      }
      depth += isOpen() ? 1 : isClose() ? -1 : 0;
      next();
    }
  }

  private boolean isOpen() {
    return isAt("(") || isAt("[") || isAt("{");
  }

  boolean isClose() {
    return isAt(")") || isAt("]") || isAt("}");
  }

  int start() {
    return peek().start();
  }

  /** From an offset to the end of the token before this one. */
  SourceSpan spanFrom(int start) {
    int end = at == 0 ? start : tokens[at - 1].end();
    return new SourceSpan(start, Math.max(start, end));
  }

  SourceSpan here() {
    return new SourceSpan(peek().start(), peek().start());
  }

  QueryText text() {
    return text;
  }

  List<Issue> issues() {
    return issues;
  }

  static SourceSpan span(Token token) {
    return new SourceSpan(token.start(), token.end());
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
