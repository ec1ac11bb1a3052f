package dev.waymark.kql.syntax;

import static dev.waymark.kql.value.Null.NULL;

import dev.waymark.kql.syntax.Expression.Assignment;
import dev.waymark.kql.syntax.Expression.Declaration;
import dev.waymark.kql.syntax.Expression.Name;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Expressions, from the loosest operator ({@code or}) to the tightest. */
final class ExpressionParser {
  private static final int MAX_DEPTH = 150;

  /** Each link of a chain such as {@code a or b or c} makes the tree one node deeper. */
  private static final int MAX_LINKS = 1_000;

  private static final Set<String> MEMBERSHIP =
      Set.of("in", "in~", "!in", "!in~", "has_any", "has_all", "!has_any", "!has_all");

  private final TokenCursor cursor;
  private final OperatorParser operators;
  private int links;
  private int depth;

  /** Whether a value inside of the last dynamic(…) wasn't one. */
  private boolean badJson;

  ExpressionParser(TokenCursor cursor) {
    this.cursor = cursor;
    this.operators = new OperatorParser(cursor, this);
  }

  // Lists and names

  /** {@code name = expression}, {@code (a, b) = expression}, or an expression alone. */
  Assignment assignment() {
    List<Name> names = leadingNames();
    return named(names, expression());
  }

  /** An argument of a call, which may be a table with operators. */
  private Assignment argument() {
    List<Name> names = leadingNames();
    return named(names, pipe());
  }

  private static Assignment named(List<Name> names, Expression value) {
    int start = names.isEmpty() ? value.span().start() : names.get(0).span().start();
    return new Assignment(new SourceSpan(start, Math.max(start, value.span().end())), names, value);
  }

  /** The names before an equals sign; nothing, and nothing passed over, if there is none. */
  private List<Name> leadingNames() {
    if (isDeclared(cursor.peek()) && cursor.peek(1).is("=")) {
      Name name = name("a name");
      cursor.next();
      return List.of(name);
    }
    if (cursor.isAt("[")
        && cursor.peek(1).kind() == TokenKind.STRING
        && cursor.peek(2).is("]")
        && cursor.peek(3).is("=")) {
      Name name = name("a name");
      cursor.next();
      return List.of(name);
    }
    if (cursor.isAt("(") && closesBeforeEquals()) {
      cursor.next();
      var names = new ArrayList<Name>();
      do {
        names.add(name("a name"));
      } while (cursor.skip(","));
      cursor.expect(")", "Close the list of names");
      cursor.expect("=", "Give the names their value");
      return names;
    }
    return List.of();
  }

  /** Whether {@code (a, b) =} stands here. */
  private boolean closesBeforeEquals() {
    int i = 1;
    while (true) {
      if (cursor.peek(i).is("[")
          && cursor.peek(i + 1).kind() == TokenKind.STRING
          && cursor.peek(i + 2).is("]")) {
        i += 3;
      } else if (isDeclared(cursor.peek(i))) {
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

  boolean isName(Token token) {
    return token.kind() == TokenKind.WORD && !Keywords.isReserved(token.text());
  }

  private static boolean isDeclared(Token token) {
    return token.kind() == TokenKind.WORD && Keywords.isDeclarable(token.text());
  }

  boolean atName() {
    return isName(cursor.peek()) || (cursor.isAt("[") && cursor.peek(1).kind() == TokenKind.STRING);
  }

  /** A name, plain or bracketed. */
  Name name(String what) {
    Token token = cursor.peek();
    if (token.kind() == TokenKind.WORD) {
      cursor.next();
      return new Name(TokenCursor.span(token), token.text());
    }
    if (token.is("[") && cursor.peek(1).kind() == TokenKind.STRING) {
      cursor.next();
      String text = LiteralReader.string(cursor.next().text());
      cursor.expect("]", "Close the bracketed name");
      return new Name(cursor.spanFrom(token.start()), text);
    }
    cursor.expected(what, "Names begin with a letter or _; write ['any name'] for others");
    return new Name(cursor.here(), "");
  }

  /** {@code (a: long, b: string)}. */
  List<Declaration> declarations() {
    cursor.expect("(", "Columns are declared as (name: type, …)");
    var list = new ArrayList<Declaration>();
    while (!cursor.isAt(")") && !cursor.isAtEnd()) {
      if (cursor.skip("*")) {
        list.add(new Declaration(new Name(cursor.here(), "*"), Optional.empty()));
      } else {
        Name name = name("a column's name");
        list.add(new Declaration(name, cursor.skip(":") ? Optional.of(type()) : Optional.empty()));
      }
      if (!cursor.skip(",")) {
        break;
      }
    }
    cursor.expect(")", "Close the list of columns");
    return list;
  }

  Name type() {
    Name type = name("a type");
    if (!type.text().isEmpty()
        && ColumnType.ofKustoName(type.text()).isEmpty()
        && !TYPE_ALIASES.contains(type.text())) {
      cursor.issue(
          QueryIssue.SYNTAX,
          type.span(),
          "`" + type.text() + "` isn't a type",
          "Types: bool, datetime, decimal, dynamic, guid, int, long, real, string, timespan");
    }
    return type;
  }

  private static final Set<String> TYPE_ALIASES =
      Set.of(
          "int32", "int64", "uint", "ulong", "float", "char", "byte", "int8", "uint8", "int16",
          "uint16", "uint32", "uint64", "single");

  // Expressions by precedence

  /** An expression with operators behind it, if there are any. */
  Expression pipe() {
    if (!deeper()) {
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
    depth--;
    return source.isPresent() && steps.isEmpty()
        ? source.get()
        : new Expression.Pipe(cursor.spanFrom(start), source, steps);
  }

  Expression expression() {
    if (!deeper()) {
      return new Expression.Missing(cursor.here());
    }
    int start = cursor.start();
    Expression left = conjunction();
    while (cursor.binding() == Precedence.OR && linked()) {
      left = binary(start, left, conjunctionAfter());
    }
    depth--;
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
          "It stands before == and operators of text: * has \"word\"");
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
    while (cursor.binding() == Precedence.AND && linked()) {
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
    cursor.expect("(", "Write the values in parentheses: in (1, 2, 3)");
    var items = new ArrayList<Expression>();
    while (!cursor.isAt(")") && !cursor.isAtEnd()) {
      items.add(pipe());
      if (!cursor.skip(",")) {
        break;
      }
    }
    cursor.expect(")", "Close the list of values");
    return new Expression.Membership(
        cursor.spanFrom(start), operator.text(), TokenCursor.span(operator), left, items);
  }

  private Expression between(int start, Expression value, boolean negated) {
    cursor.expect("(", "Write between (low .. high)");
    Expression low = expression();
    cursor.expect("..", "Write between (low .. high)");
    Expression high = expression();
    cursor.expect(")", "Close between (low .. high)");
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
    while (cursor.binding() == Precedence.SUM && linked()) {
      Token operator = cursor.next();
      left = binary(start, left, new Right(operator, product()));
    }
    return left;
  }

  private Expression product() {
    int start = cursor.start();
    Expression left = text();
    while (cursor.binding() == Precedence.PRODUCT && linked()) {
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
            "Put the value with its own sign in parentheses, as in -(-1)");
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
    Expression target = primary();
    while (true) {
      if (cursor.isAt(".") && !cursor.isAtEnd() && linked()) {
        cursor.next();
        target = member(start, target);
      } else if (cursor.isAt("[") && isIndexable(target) && linked()) {
        cursor.next();
        Expression index = expression();
        cursor.expect("]", "Close the index");
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
        || (isName(cursor.peek())
            && cursor.peek(1).is("*")
            && cursor.touchesNext()
            && target instanceof Expression.Call)) {
      Expression.Wildcard wildcard = wildcard();
      return new Expression.Member(
          cursor.spanFrom(start), target, new Name(wildcard.span(), wildcard.pattern()));
    }
    Token token = cursor.peek();
    Name name = name("a member's name");
    if (cursor.isAt("(")) {
      Expression.Call call = call(name);
      return new Expression.MemberCall(cursor.spanFrom(start), target, call);
    }
    if (token.kind() == TokenKind.WORD && Keywords.isReserved(token.text())) {
      keyword(token);
    }
    return new Expression.Member(cursor.spanFrom(start), target, name);
  }

  private Expression primary() {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case LONG, REAL, TIMESPAN -> LiteralReader.read(cursor.next());
      case TYPED -> typed(cursor.next());
      case STRING -> strings();
      case WORD -> word(token);
      case SYMBOL -> symbol(token);
      case WHITESPACE, COMMENT, END, UNCLOSED, UNKNOWN -> missing();
    };
  }

  /** A literal in parentheses; {@code datetime()} is the time it is. */
  private static Expression typed(Token token) {
    boolean now = token.text().matches("(datetime|date)\\s*\\(\\s*\\)");
    SourceSpan span = TokenCursor.span(token);
    return now
        ? new Expression.Call(span, new Name(span, "now"), List.of())
        : LiteralReader.read(token);
  }

  /** Strings that stand next to each other are one string. */
  private Expression strings() {
    Expression first = LiteralReader.read(cursor.next());
    if (cursor.peek().kind() != TokenKind.STRING) {
      return first;
    }
    var text = new StringBuilder(String.valueOf(((Expression.Literal) first).value()));
    while (cursor.peek().kind() == TokenKind.STRING) {
      text.append(LiteralReader.string(cursor.next().text()));
    }
    return new Expression.Literal(
        cursor.spanFrom(first.span().start()), ColumnType.STRING, text.toString());
  }

  private Expression symbol(Token token) {
    if (token.is("(")) {
      return parenthesised();
    }
    if (token.is("*")) {
      return wildcard();
    }
    if (token.is("[")) {
      return bracketed(token);
    }
    if (token.is("{") && cursor.peek(1).kind() == TokenKind.WORD && cursor.peek(2).is("}")) {
      cursor.next();
      String name = cursor.next().text();
      cursor.next();
      return new Expression.Placeholder(cursor.spanFrom(token.start()), name);
    }
    return missing();
  }

  private Expression bracketed(Token token) {
    if (cursor.peek(1).kind() == TokenKind.STRING) {
      Name name = name("a name");
      return cursor.isAt("(") ? call(name) : name;
    }
    cursor.next();
    cursor.expected("a quoted name", "Write ['name'] for a name with unusual characters");
    return new Expression.Missing(TokenCursor.span(token));
  }

  private Expression parenthesised() {
    cursor.next();
    Expression inner = pipe();
    cursor.expect(")", "Close the parenthesis");
    return inner;
  }

  private void keyword(Token token) {
    cursor.issue(
        QueryIssue.SYNTAX,
        TokenCursor.span(token),
        "`" + token.text() + "` is a keyword",
        "Write ['" + token.text() + "'] where it is a name");
  }

  private Expression missing() {
    cursor.expected("an expression", "A value, a column or a function call belongs here");
    return new Expression.Missing(cursor.here());
  }

  private Expression word(Token token) {
    boolean call = cursor.peek(1).is("(");
    switch (token.text()) {
      case "true", "True", "TRUE", "false", "False", "FALSE" -> {
        if (!call) {
          cursor.next();
          return new Expression.Literal(
              TokenCursor.span(token), ColumnType.BOOL, Boolean.valueOf(token.text()));
        }
      }
      case "dynamic" -> {
        if (call) {
          return dynamic();
        }
      }
      case "datatable" -> {
        if (call || cursor.peek(1).kind() == TokenKind.WORD) {
          return datatable();
        }
      }
      case "externaldata", "external_data" -> {
        if (call || cursor.peek(1).kind() == TokenKind.WORD) {
          return externalData();
        }
      }
      case "inline_external_table" -> {
        cursor.skipToFollower();
        return new Expression.ExternalData(cursor.spanFrom(token.start()), List.of());
      }
      case "typeof" -> {
        if (call) {
          return typeOf();
        }
      }
      case "materialize", "toscalar", "totable" -> {
        if (cursor.peek(1).is("kind")) {
          cursor.next();
          operators.options();
        }
      }
      default -> {
        // A name or a call.
      }
    }
    if (!call && Keywords.isOperator(token.text())) {
      return missing();
    }
    if (!call && Keywords.isReserved(token.text())) {
      keyword(token);
    }
    if (cursor.peek(1).is("*")
        && cursor.touchesNext()
        && !cursor.peek(2).is("(")
        && endsOperand(cursor.peek(2))) {
      return wildcard();
    }
    Name name = name("a name");
    return cursor.isAt("(") ? call(name) : name;
  }

  /** Whether a token can't be a right operand, so that a star before it belongs to a name. */
  private static boolean endsOperand(Token token) {
    return token.kind() == TokenKind.END
        || token.is(",")
        || token.is("|")
        || token.is(")")
        || token.is(";")
        || token.is("asc")
        || token.is("desc")
        || token.is("granny-asc")
        || token.is("granny-desc");
  }

  /** A pattern for names: parts of names and stars that touch each other. */
  Expression.Wildcard wildcard() {
    int start = cursor.start();
    var pattern = new StringBuilder(cursor.next().text());
    while (cursor.touchesPrevious()
        && (cursor.isAt("*")
            || cursor.peek().kind() == TokenKind.WORD
            || cursor.peek().kind() == TokenKind.LONG)) {
      pattern.append(cursor.next().text());
    }
    return new Expression.Wildcard(cursor.spanFrom(start), pattern.toString());
  }

  Expression.Call call(Name function) {
    cursor.expect("(", "Write the arguments in parentheses");
    var arguments = new ArrayList<Assignment>();
    while (!cursor.isAt(")") && !cursor.isAtEnd()) {
      arguments.add(argument());
      if (!cursor.skip(",")) {
        break;
      }
    }
    cursor.expect(")", "Close the call of " + function.text());
    return new Expression.Call(cursor.spanFrom(function.span().start()), function, arguments);
  }

  /** {@code entity_group [database('a'), database('b')]}, which is read as a call. */
  Expression entityGroup() {
    Name name = name("entity_group");
    cursor.expect("[", "Write entity_group [database('a'), database('b')]");
    var members = new ArrayList<Assignment>();
    do {
      members.add(named(List.of(), expression()));
    } while (cursor.skip(","));
    cursor.expect("]", "Close the list of the group");
    return new Expression.Call(cursor.spanFrom(name.span().start()), name, members);
  }

  private Expression typeOf() {
    int start = cursor.next().start();
    if (cursor.peek(1).kind() == TokenKind.WORD && cursor.peek(2).is(")")) {
      cursor.next();
      Name type = type();
      cursor.expect(")", "Close typeof(…)");
      return new Expression.TypeOf(
          cursor.spanFrom(start), List.of(new Declaration(type, Optional.of(type))));
    }
    return new Expression.TypeOf(cursor.spanFrom(start), declarations());
  }

  private Expression datatable() {
    int start = cursor.next().start();
    operators.options();
    List<Declaration> columns = declarations();
    cursor.expect("[", "The values follow in brackets: datatable(a: long)[1, 2]");
    var values = new ArrayList<Expression>();
    while (!cursor.isAt("]") && !cursor.isAtEnd()) {
      values.add(atLeastLong() ? leastLong() : expression());
      if (!cursor.skip(",")) {
        break;
      }
    }
    cursor.expect("]", "Close the list of values, and separate them with commas");
    return new Expression.Datatable(cursor.spanFrom(start), columns, values);
  }

  /** The least long, of which the digits alone are too many for one. */
  private boolean atLeastLong() {
    return cursor.isAt("-") && cursor.peek(1).text().equals("9223372036854775808");
  }

  private Expression leastLong() {
    int start = cursor.next().start();
    cursor.next();
    return new Expression.Literal(cursor.spanFrom(start), ColumnType.LONG, Long.MIN_VALUE);
  }

  private Expression externalData() {
    int start = cursor.next().start();
    operators.options();
    List<Declaration> columns = declarations();
    cursor.expect("[", "The addresses follow in brackets");
    while (!cursor.isAt("]") && !cursor.isAtEnd()) {
      expression();
      if (!cursor.skip(",")) {
        break;
      }
    }
    cursor.expect("]", "Close the list of addresses");
    if (cursor.isAt("with")) {
      cursor.next();
      operators.properties();
    }
    return new Expression.ExternalData(cursor.spanFrom(start), columns);
  }

  // dynamic(...)

  private Expression dynamic() {
    int start = cursor.next().start();
    cursor.next();
    badJson = false;
    Object value = cursor.isAt(")") ? NULL : json();
    cursor.expect(")", "Close dynamic(…); inside stand JSON values");
    if (badJson) {
      return new Expression.BadLiteral(cursor.spanFrom(start), ColumnType.DYNAMIC, "dynamic(…)");
    }
    return new Expression.Literal(cursor.spanFrom(start), ColumnType.DYNAMIC, value);
  }

  private Object json() {
    if (!deeper()) {
      return NULL;
    }
    Object value = jsonValue();
    depth--;
    return value;
  }

  private Object jsonValue() {
    Token token = cursor.peek();
    if (token.is("{") && cursor.peek(1).kind() == TokenKind.WORD && cursor.peek(2).is("}")) {
      symbol(token);
      return NULL;
    }
    if (token.is("{")) {
      return jsonObject();
    }
    if (token.is("[")) {
      return jsonArray();
    }
    if (token.is("null")) {
      cursor.next();
      return NULL;
    }
    if (token.is("dynamic") && cursor.peek(1).is("(")) {
      return dynamic() instanceof Expression.Literal inner ? inner.value() : NULL;
    }
    if (atLeastLong()) {
      return ((Expression.Literal) leastLong()).value();
    }
    boolean negative = token.is("-");
    if (negative) {
      cursor.next();
      if (cursor.peek().kind() != TokenKind.LONG && cursor.peek().kind() != TokenKind.REAL) {
        cursor.expected("a number", "A minus sign stands before a number");
        cursor.skipToFollower();
        return NULL;
      }
    }
    Object value = literalValue();
    if (negative && value instanceof Long number) {
      return -number;
    }
    if (negative && value instanceof Double number) {
      return -number;
    }
    return value;
  }

  private Object literalValue() {
    Token token = cursor.peek();
    boolean literal =
        switch (token.kind()) {
          case LONG, REAL, TIMESPAN, TYPED, STRING -> true;
          case WORD ->
              token.text().equalsIgnoreCase("true") || token.text().equalsIgnoreCase("false");
          case WHITESPACE, COMMENT, SYMBOL, END, UNCLOSED, UNKNOWN -> false;
        };
    if (!literal) {
      cursor.expected("a JSON value", "dynamic(…) holds JSON: names and strings are quoted");
      cursor.skipToFollower();
      return NULL;
    }
    Expression read = primary();
    if (read instanceof Expression.Literal found) {
      return found.value() instanceof Integer number ? Long.valueOf(number) : found.value();
    }
    badJson = true;
    return NULL;
  }

  private Map<String, Object> jsonObject() {
    cursor.next();
    var object = new LinkedHashMap<String, Object>();
    while (!cursor.isAt("}") && !cursor.isAtEnd()) {
      if (cursor.peek().kind() != TokenKind.STRING) {
        cursor.expected("a quoted key", "JSON keys are strings: {\"key\": 1}");
        break;
      }
      String key = LiteralReader.string(cursor.next().text());
      cursor.expect(":", "A JSON key is followed by a colon");
      object.put(key, json());
      if (!cursor.skip(",")) {
        break;
      }
    }
    cursor.expect("}", "Close the JSON object");
    return object;
  }

  private List<Object> jsonArray() {
    cursor.next();
    var array = new ArrayList<Object>();
    while (!cursor.isAt("]") && !cursor.isAtEnd()) {
      array.add(json());
      if (!cursor.skip(",")) {
        break;
      }
    }
    cursor.expect("]", "Close the JSON array");
    return array;
  }

  /** Adds a link to a chain; false, with an issue, if a query has too many. */
  private boolean linked() {
    if (links == MAX_LINKS) {
      cursor.issue(
          QueryIssue.TOO_LARGE,
          cursor.here(),
          "The query has more than %,d operators in chains".formatted(MAX_LINKS),
          "Compare with a list, such as `x in (…)`, or name parts with let");
      return false;
    }
    links++;
    return true;
  }

  /** Goes one level down; false, with an issue, if a query is nested too deeply. */
  private boolean deeper() {
    if (depth >= MAX_DEPTH) {
      cursor.issue(
          QueryIssue.TOO_LARGE,
          cursor.here(),
          "The query is nested more than " + MAX_DEPTH + " levels deep",
          "Name the inner parts with let");
      return false;
    }
    depth++;
    return true;
  }
}
