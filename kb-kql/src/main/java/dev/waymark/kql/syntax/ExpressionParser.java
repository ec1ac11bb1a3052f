package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Assignment;
import dev.waymark.kql.syntax.Expression.Name;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Expressions, from the loosest operator ({@code or}) to the tightest. */
final class ExpressionParser {
  private static final Set<String> MEMBERSHIP =
      Set.of("in", "in~", "!in", "!in~", "has_any", "has_all", "!has_any", "!has_all");

  private final TokenCursor cursor;
  private final NameParser nameParser;
  private final NestingLimit nesting;
  private final PrimaryParser primaries;
  private final OperatorParser operators;

  ExpressionParser(TokenCursor cursor) {
    this.cursor = cursor;
    this.nameParser = new NameParser(cursor);
    this.nesting = new NestingLimit(cursor);
    var optionParser = new OptionParser(cursor, this, nameParser);
    this.primaries = new PrimaryParser(cursor, this, optionParser, nesting);
    this.operators = new OperatorParser(cursor, this, optionParser);
  }

  /** {@code name = expression}, {@code (a, b) = expression}, or an expression alone. */
  Assignment assignment() {
    List<Name> names = leadingNames();
    return named(names, expression());
  }

  static Assignment named(List<Name> names, Expression value) {
    int start = names.isEmpty() ? value.span().start() : names.get(0).span().start();
    return new Assignment(new SourceSpan(start, Math.max(start, value.span().end())), names, value);
  }

  /** The names before an equals sign; nothing, and nothing passed over, if there is none. */
  List<Name> leadingNames() {
    if (NameParser.isDeclared(cursor.peek()) && cursor.peek(1).is("=")) {
      Name name = nameParser.name("a name");
      cursor.next();
      return List.of(name);
    }
    if (cursor.isAt("[")
        && cursor.peek(1).kind() == TokenKind.STRING
        && cursor.peek(2).is("]")
        && cursor.peek(3).is("=")) {
      Name name = nameParser.name("a name");
      cursor.next();
      return List.of(name);
    }
    if (cursor.isAt("(") && closesBeforeEquals()) {
      cursor.next();
      var names = new ArrayList<Name>();
      do {
        names.add(nameParser.name("a name"));
      } while (cursor.skip(","));
      cursor.expect(")", "Close the list of names.");
      cursor.expect("=", "Give the names their value.");
      return names;
    }
    return List.of();
  }

  /** A call of a function whose name has been read. */
  Expression.Call call(Name function) {
    return primaries.call(function);
  }

  /** {@code entity_group [database('a'), database('b')]}, which is read as a call. */
  Expression entityGroup() {
    return primaries.entityGroup();
  }

  /** Whether {@code (a, b) =} stands here. */
  private boolean closesBeforeEquals() {
    int i = 1;
    while (true) {
      if (cursor.peek(i).is("[")
          && cursor.peek(i + 1).kind() == TokenKind.STRING
          && cursor.peek(i + 2).is("]")) {
        i += 3;
      } else if (NameParser.isDeclared(cursor.peek(i))) {
        i++;
      } else {
        return false;
      }
      if (cursor.peek(i).is(")")) {
        return cursor.peek(i + 1).is("=");
      }
      if (!cursor.peek(i).is(",")) {
        return false;
      }
      i++;
    }
  }

  List<Assignment> assignments() {
    var list = new ArrayList<Assignment>();
    do {
      list.add(assignment());
    } while (cursor.skip(","));
    return list;
  }

  List<Expression> expressions() {
    var list = new ArrayList<Expression>();
    do {
      list.add(expression());
    } while (cursor.skip(","));
    return list;
  }

  /** An expression with operators behind it, if there are any. */
  Expression pipe() {
    if (!nesting.deeper()) {
      return new Expression.Missing(cursor.here());
    }
    int start = cursor.start();
    Optional<Expression> source =
        operators.atSource() ? Optional.empty() : Optional.of(expression());
    var steps = new ArrayList<Operator>();
    if (source.isEmpty()) {
      steps.add(operators.operator());
    }
    while (cursor.skip("|")) {
      steps.add(operators.operator());
    }
    nesting.shallower();
    return source.isPresent() && steps.isEmpty()
        ? source.get()
        : new Expression.Pipe(cursor.spanFrom(start), source, steps);
  }

  Expression expression() {
    if (!nesting.deeper()) {
      return new Expression.Missing(cursor.here());
    }
    int start = cursor.start();
    Expression left = conjunction();
    while (cursor.binding() == Precedence.OR && nesting.linked()) {
      left = binary(start, left, conjunctionAfter());
    }
    nesting.shallower();
    return left;
  }

  private record Right(Token operator, Expression operand) {}

  private Right conjunctionAfter() {
    Token operator = cursor.next();
    return new Right(operator, conjunction());
  }

  private Expression binary(int start, Expression left, Right right) {
    if (left instanceof Expression.Wildcard && !isOverAllColumns(right.operator())) {
      cursor.issue(
          QueryIssue.SYNTAX,
          left.span(),
          "`*` can't stand before `" + right.operator().text() + "`",
          "It stands before == and operators of text, as in `* has \"word\"`.");
    }
    return new Expression.Binary(
        cursor.spanFrom(start),
        right.operator().text(),
        TokenCursor.span(right.operator()),
        left,
        right.operand());
  }

  private static boolean isOverAllColumns(Token operator) {
    return operator.is("==")
        || operator.is("and")
        || operator.is("or")
        || Precedence.of(operator) == Precedence.TEXT;
  }

  private Expression conjunction() {
    int start = cursor.start();
    Expression left = equality();
    while (cursor.binding() == Precedence.AND && nesting.linked()) {
      Token operator = cursor.next();
      left = binary(start, left, new Right(operator, equality()));
    }
    return left;
  }

  private Expression equality() {
    int start = cursor.start();
    Expression left = relation();
    if (cursor.binding() != Precedence.EQUALITY) {
      return left;
    }
    Token operator = cursor.peek();
    if (MEMBERSHIP.contains(operator.text())) {
      if (isSeriesRange(operator)) {
        return left;
      }
      cursor.next();
      return membership(start, left, operator);
    }
    cursor.next();
    if (operator.is("between") || operator.is("!between")) {
      return between(start, left, operator.is("!between"));
    }
    // A single = is grammatical, and wrong: the binder says so, since it knows what was meant.
    return binary(start, left, new Right(operator, relation()));
  }

  /** The older form of make-series, {@code on t in range(from, to, step)}. */
  private boolean isSeriesRange(Token operator) {
    return operator.is("in") && cursor.peek(1).is("range");
  }

  private Expression membership(int start, Expression left, Token operator) {
    boolean opened = cursor.expectOpening("(", "Write the values in parentheses: in (1, 2, 3).");
    var items = new ArrayList<Expression>();
    while (!cursor.isAt(")") && !cursor.isAtEnd()) {
      items.add(pipe());
      if (!cursor.skip(",")) {
        break;
      }
    }
    if (opened) {
      cursor.expect(")", "Close the list of values.");
    }
    return new Expression.Membership(
        cursor.spanFrom(start), operator.text(), TokenCursor.span(operator), left, items);
  }

  private Expression between(int start, Expression value, boolean negated) {
    boolean opened = cursor.expectOpening("(", "Write between (low .. high).");
    Expression low = expression();
    if (!opened && !cursor.isAt("..")) {
      return new Expression.Between(cursor.spanFrom(start), negated, value, low, low);
    }
    cursor.expect("..", "Write between (low .. high).");
    Expression high = expression();
    if (opened) {
      cursor.expect(")", "Close between (low .. high).");
    }
    return new Expression.Between(cursor.spanFrom(start), negated, value, low, high);
  }

  private Expression relation() {
    int start = cursor.start();
    Expression left = sum();
    if (cursor.binding() == Precedence.RELATION) {
      Token operator = cursor.next();
      return binary(start, left, new Right(operator, sum()));
    }
    return left;
  }

  private Expression sum() {
    int start = cursor.start();
    Expression left = product();
    while (cursor.binding() == Precedence.SUM && nesting.linked()) {
      Token operator = cursor.next();
      left = binary(start, left, new Right(operator, product()));
    }
    return left;
  }

  private Expression product() {
    int start = cursor.start();
    Expression left = text();
    while (cursor.binding() == Precedence.PRODUCT && nesting.linked()) {
      Token operator = cursor.next();
      left = binary(start, left, new Right(operator, text()));
    }
    return left;
  }

  private Expression text() {
    int start = cursor.start();
    Expression left = unary();
    Token operator = cursor.peek();
    if (cursor.binding() != Precedence.TEXT) {
      return left;
    }
    if (!operator.is("matches")) {
      cursor.next();
      return binary(start, left, new Right(operator, unary()));
    }
    if (!cursor.peek(1).is("regex")) {
      return left;
    }
    cursor.next();
    Token regex = cursor.next();
    var span = new SourceSpan(operator.start(), regex.end());
    return new Expression.Binary(cursor.spanFrom(start), "matches regex", span, left, unary());
  }

  /** One sign at most; a second one needs parentheses. */
  private Expression unary() {
    int start = cursor.start();
    if (cursor.isAt("-") || cursor.isAt("+")) {
      String operator = cursor.next().text();
      if (cursor.isAt("-") || cursor.isAt("+")) {
        cursor.issue(
            QueryIssue.SYNTAX,
            cursor.here(),
            "This value has a second sign",
            "Put the value with its own sign in parentheses, as in -(-1).");
      }
      while (cursor.isAt("-") || cursor.isAt("+")) {
        cursor.next();
      }
      return new Expression.Unary(cursor.spanFrom(start), operator, path());
    }
    return path();
  }

  /** A primary with its members and indexes. */
  private Expression path() {
    int start = cursor.start();
    Expression target = primaries.primary();
    while (true) {
      if (cursor.isAt(".") && !cursor.isAtEnd() && nesting.linked()) {
        cursor.next();
        target = member(start, target);
      } else if (cursor.isAt("[") && isIndexable(target) && nesting.linked()) {
        cursor.next();
        Expression index = expression();
        cursor.expect("]", "Close the index.");
        target = new Expression.Index(cursor.spanFrom(start), target, index);
      } else {
        return target;
      }
    }
  }

  private static boolean isIndexable(Expression target) {
    return !(target instanceof Expression.Literal literal && literal.type() != ColumnType.DYNAMIC)
        && !(target instanceof Expression.Wildcard);
  }

  private Expression member(int start, Expression target) {
    if (cursor.isAt("[") && cursor.peek(1).kind() != TokenKind.STRING) {
      return target;
    }
    if (cursor.isAt("*")
        || (nameParser.isName(cursor.peek())
            && cursor.peek(1).is("*")
            && cursor.touchesNext()
            && target instanceof Expression.Call)) {
      Expression.Wildcard wildcard = nameParser.wildcard();
      return new Expression.Member(
          cursor.spanFrom(start), target, new Name(wildcard.span(), wildcard.pattern()));
    }
    Token token = cursor.peek();
    Name name = nameParser.name("a member's name");
    if (cursor.isAt("(")) {
      Expression.Call call = primaries.call(name);
      return new Expression.MemberCall(cursor.spanFrom(start), target, call);
    }
    if (token.kind() == TokenKind.WORD && Keywords.isReserved(token.text())) {
      primaries.keyword(token);
    }
    return new Expression.Member(cursor.spanFrom(start), target, name);
  }
}
