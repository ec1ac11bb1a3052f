package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Body;
import dev.waymark.kql.syntax.Expression.Declaration;
import dev.waymark.kql.syntax.Expression.Name;
import dev.waymark.kql.syntax.Expression.Parameter;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.source.StageResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a query into its syntax tree. Goes on after a mistake, so that all of them are told at
 * once; what couldn't be read stands in the tree as {@link Expression.Missing}.
 */
public final class KqlParser {
  private static final int MAX_LENGTH = 256 * 1024;

  private final TokenCursor cursor;
  private final NameParser names;
  private final ExpressionParser expressions;

  private KqlParser(QueryText text, List<Token> tokens) {
    cursor = new TokenCursor(text, tokens);
    names = new NameParser(cursor);
    expressions = new ExpressionParser(cursor);
  }

  public static StageResult<Query> parse(QueryText text) {
    return parse(text, KqlLexer.tokens(text.text()));
  }

  /**
   * Reads a query that is cut already.
   *
   * @param tokens of the text, as the lexer gives them; white space and comments may be left out
   */
  public static StageResult<Query> parse(QueryText text, List<Token> tokens) {
    int length = text.text().length();
    if (length > MAX_LENGTH) {
      return StageResult.failed(
          List.of(
              text.issue(
                  QueryIssue.TOO_LARGE,
                  new SourceSpan(MAX_LENGTH, length),
                  "The query has %,d characters".formatted(length),
                  "Write at most %,d characters.".formatted(MAX_LENGTH))));
    }
    var parser = new KqlParser(text, tokens);
    List<Statement> statements = parser.statements();
    return StageResult.of(
        new Query(text, new SourceSpan(0, length), statements), parser.cursor.issues());
  }

  private List<Statement> statements() {
    var statements = new ArrayList<Statement>();
    while (!cursor.isAtEnd()) {
      if (cursor.skip(";")) {
        continue;
      }
      Statement statement = statement();
      statements.add(statement);
      boolean command =
          statement instanceof Statement.Other other && other.what().equals("command");
      if (command && !cursor.isAtEnd() && blankLine(statement.span().end(), cursor.start())) {
        continue;
      }
      if (!cursor.isAtEnd() && !cursor.skip(";")) {
        if (!tellsOfMissingTable(statement)) {
          cursor.expected("`;` or `|`", "Statements are separated by `;`.");
        }
        recover();
      }
    }
    return statements;
  }

  /** Whether an operator stands where a table should, which is told then. */
  private boolean tellsOfMissingTable(Statement statement) {
    if (!(statement instanceof Statement.Result result)
        || !(result.expression() instanceof Name name)
        || !OperatorNames.ALL.contains(name.text())) {
      return false;
    }
    cursor.issue(
        QueryIssue.SYNTAX,
        name.span(),
        "A query begins with a table, and `" + name.text() + "` is an operator",
        "Write `Table | " + name.text() + " …`.");
    return true;
  }

  /** Passes over what can't be read, up to the next statement; always at least one token. */
  private void recover() {
    cursor.skipToFollower();
    if (!cursor.isAt(";") || cursor.isClose()) {
      cursor.next();
    }
    while (cursor.skip("|") && !cursor.isAtEnd()) {
      cursor.skipToFollower();
    }
  }

  private Statement statement() {
    int start = cursor.start();
    Token token = cursor.peek();
    if (token.is(".") && cursor.peek(1).kind() == TokenKind.WORD) {
      return command();
    }
    if ((token.kind() == TokenKind.WORD && cursor.peek(1).kind() == TokenKind.WORD)
        || bracketedLet()) {
      switch (token.text()) {
        case "let" -> {
          return let();
        }
        case "set" -> {
          return set();
        }
        case "declare" -> {
          return declare();
        }
        case "alias", "restrict" -> {
          cursor.next();
          skipStatement();
          return new Statement.Other(cursor.spanFrom(start), token.text());
        }
        default -> {
          // A query.
        }
      }
    }
    Expression expression = expressions.pipe();
    return new Statement.Result(cursor.spanFrom(start), expression);
  }

  private boolean bracketedLet() {
    return cursor.isAt("let") && cursor.peek(1).is("[");
  }

  /** A management command, such as {@code .show tables}: known, but no query. */
  private Statement command() {
    int start = cursor.start();
    int depth = 0;
    while (!cursor.isAtEnd()) {
      Token token = cursor.next();
      depth += token.is("{") || token.is("(") ? 1 : token.is("}") || token.is(")") ? -1 : 0;
      if (token.is("<") && cursor.isAt("|")) {
        cursor.next();
        expressions.pipe();
        break;
      }
      if (depth == 0
          && cursor.peek().kind() == TokenKind.WORD
          && !token.is("}")
          && blankLine(token.end(), cursor.start())) {
        break;
      }
    }
    return new Statement.Other(cursor.spanFrom(start), "command");
  }

  private boolean blankLine(int from, int to) {
    String between = cursor.text().text().substring(from, to).replace("\r", "");
    return between.contains("\n\n");
  }

  private void skipStatement() {
    while (!cursor.isAtEnd() && !cursor.isAt(";")) {
      cursor.next();
    }
  }

  private Statement let() {
    int start = cursor.next().start();
    Name name = names.name("a name");
    cursor.expect("=", "Write `let name = value;`.");
    boolean view = cursor.isAt("view") && cursor.peek(1).is("(");
    if (view) {
      cursor.next();
    }
    Expression value =
        cursor.isAt("entity_group") && cursor.peek(1).is("[")
            ? expressions.entityGroup()
            : atFunction() ? function(view) : expressions.pipe();
    return new Statement.Let(cursor.spanFrom(start), name, value);
  }

  /** Whether parameters and a body stand here, rather than an expression in parentheses. */
  private boolean atFunction() {
    if (!cursor.isAt("(")) {
      return false;
    }
    int depth = 0;
    int i = 0;
    while (cursor.peek(i).kind() != TokenKind.END) {
      Token token = cursor.peek(i);
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      i++;
      if (depth == 0) {
        break;
      }
    }
    if (!cursor.peek(i).is("{")) {
      return false;
    }
    return cursor.peek(1).is(")")
        || cursor.peek(2).is(":")
        || cursor.peek(1).is("[")
        || cursor.peek(2).is(",")
        || cursor.peek(2).is(")");
  }

  private Expression function(boolean view) {
    int start = cursor.start();
    List<Parameter> parameters = parameters();
    int bodyStart = cursor.start();
    cursor.expect("{", "The body of a function stands in braces.");
    var statements = new ArrayList<Statement>();
    Optional<Expression> result = Optional.empty();
    while (!cursor.isAt("}") && !cursor.isAtEnd()) {
      if (cursor.skip(";")) {
        continue;
      }
      Statement statement = statement();
      if (statement instanceof Statement.Result found) {
        result = Optional.of(found.expression());
        cursor.skip(";");
        break;
      }
      statements.add(statement);
      if (!cursor.isAt("}")) {
        cursor.expect(";", "Statements are separated by `;`.");
        if (!cursor.isAt("let") && !cursor.isAt("}") && cursor.isClose()) {
          break;
        }
      }
    }
    cursor.expect("}", "Close the body of the function.");
    var body = new Body(cursor.spanFrom(bodyStart), statements, result);
    return new Expression.Function(cursor.spanFrom(start), parameters, body, view);
  }

  private List<Parameter> parameters() {
    cursor.expect("(", "Parameters stand in parentheses.");
    var parameters = new ArrayList<Parameter>();
    while (!cursor.isAt(")") && !cursor.isAtEnd()) {
      parameters.add(parameter());
      if (!cursor.skip(",")) {
        break;
      }
    }
    cursor.expect(")", "Close the list of parameters.");
    return parameters;
  }

  private Parameter parameter() {
    Name name = names.name("a parameter's name");
    cursor.expect(":", "A parameter has a type: (name: string).");
    if (cursor.isAt("(")) {
      List<Declaration> columns = names.declarations();
      return new Parameter(name, Optional.empty(), Optional.of(columns), Optional.empty());
    }
    Name type = names.type();
    Optional<Expression> value =
        cursor.skip("=") ? Optional.of(expressions.expression()) : Optional.empty();
    return new Parameter(name, Optional.of(type), Optional.empty(), value);
  }

  private Statement set() {
    int start = cursor.next().start();
    var option = new StringBuilder(names.name("an option").text());
    while (cursor.skip(".")) {
      option.append('.').append(names.name("an option").text());
    }
    Optional<Expression> value =
        cursor.skip("=") ? Optional.of(expressions.expression()) : Optional.empty();
    return new Statement.SetOption(cursor.spanFrom(start), option.toString(), value);
  }

  private Statement declare() {
    int start = cursor.next().start();
    if (cursor.skip("query_parameters")) {
      List<Parameter> parameters = parameters();
      return new Statement.QueryParameters(cursor.spanFrom(start), parameters);
    }
    cursor.expect("pattern", "Write declare query_parameters(name: type).");
    int depth = 0;
    while (!cursor.isAtEnd() && !(depth == 0 && cursor.isAt(";"))) {
      depth += cursor.isAt("{") ? 1 : cursor.isAt("}") ? -1 : 0;
      cursor.next();
    }
    return new Statement.Other(cursor.spanFrom(start), "pattern");
  }
}
