package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Assignment;
import dev.waymark.kql.syntax.Expression.Declaration;
import dev.waymark.kql.syntax.Expression.Name;
import dev.waymark.model.source.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The steps of a pipe. */
final class OperatorParser {
  /** Operators that make rows by themselves. */
  private static final Set<String> SOURCES =
      Set.of("print", "range", "union", "find", "search", "evaluate", "macro-expand");

  /** Operators whose names may be a column's, so that more must follow for them to be meant. */
  private static final Set<String> BY = Set.of("facet", "partition", "reduce");

  private final TokenCursor cursor;
  private final ExpressionParser expressions;

  OperatorParser(TokenCursor cursor, ExpressionParser expressions) {
    this.cursor = cursor;
    this.expressions = expressions;
  }

  /** Whether an operator that needs no source begins here, rather than a name or a call. */
  boolean atSource() {
    Token token = cursor.peek();
    if (token.kind() != TokenKind.WORD) {
      return false;
    }
    Token after = cursor.peek(1);
    if (SOURCES.contains(token.text())) {
      boolean call = after.is("(") && (token.is("range") || token.is("evaluate"));
      return !call && !after.is(".") && !after.is("=") && !endsExpression(after);
    }
    return isOperatorOnly(token.text()) || (BY.contains(token.text()) && after.is("by"));
  }

  /**
   * Whether a word names an operator and nothing else, so that a query may begin with it. Its table
   * then goes without saying, as Resource Graph's does.
   */
  private static boolean isOperatorOnly(String word) {
    return OperatorNames.ALL.contains(word) && (word.contains("-") || Keywords.isReserved(word));
  }

  private static boolean endsExpression(Token token) {
    return token.kind() == TokenKind.END
        || (token.kind() == TokenKind.SYMBOL
            && !token.is("(")
            && !token.is("*")
            && !token.is("[")
            && !token.is("-")
            && !token.is("{"));
  }

  Operator operator() {
    int start = cursor.start();
    Token token = cursor.peek();
    if (token.kind() != TokenKind.WORD) {
      cursor.expected("an operator", "Behind a pipe stands an operator such as where or summarize");
      cursor.skipToFollower();
      return new Operator.Opaque(cursor.spanFrom(start), "");
    }
    cursor.next();
    Operator operator = operator(start, token);
    follow();
    return operator;
  }

  /** After an operator comes a pipe, a semicolon, a close or the end. */
  private void follow() {
    while (cursor.isAt("{") && cursor.peek(1).kind() == TokenKind.WORD && cursor.peek(2).is("}")) {
      // A dashboard's placeholder for further operators.
      cursor.next();
      cursor.next();
      cursor.next();
    }
    if (!cursor.isAtEnd()
        && !cursor.isAt("|")
        && !cursor.isAt(";")
        && !cursor.isClose()
        && !cursor.isAt(",")) {
      cursor.expected("`|`", "Put | before the next operator, or ; before the next statement");
      cursor.skipToFollower();
    }
  }

  private Operator operator(int start, Token token) {
    return switch (token.text()) {
      case "where", "filter" -> {
        hints();
        Expression condition = expressions.expression();
        yield new Operator.Where(cursor.spanFrom(start), condition);
      }
      case "project" -> {
        List<Assignment> columns = expressions.assignments();
        yield new Operator.Project(cursor.spanFrom(start), columns);
      }
      case "project-away" -> {
        List<Expression> columns = patterns();
        yield new Operator.ProjectAway(cursor.spanFrom(start), columns);
      }
      case "project-keep" -> {
        List<Expression> columns = patterns();
        yield new Operator.ProjectKeep(cursor.spanFrom(start), columns);
      }
      case "project-by-names" -> {
        List<Expression> names = expressions.expressions();
        yield new Operator.ProjectByNames(cursor.spanFrom(start), names);
      }
      case "project-rename" -> {
        List<Assignment> columns = expressions.assignments();
        yield new Operator.ProjectRename(cursor.spanFrom(start), columns);
      }
      case "project-reorder" -> projectReorder(start);
      case "extend" -> {
        List<Assignment> columns = expressions.assignments();
        yield new Operator.Extend(cursor.spanFrom(start), columns);
      }
      case "summarize" -> summarize(start);
      case "sort", "order" -> {
        List<Operator.Option> options = hints();
        cursor.expect("by", "Write sort by column");
        List<Operator.Order> orders = orders();
        yield new Operator.Sort(cursor.spanFrom(start), options, orders);
      }
      case "top" -> {
        List<Operator.Option> options = hints();
        Expression count = expressions.expression();
        cursor.expect("by", "Write top 10 by column");
        Operator.Order order = order();
        yield new Operator.Top(cursor.spanFrom(start), options, count, order);
      }
      case "top-nested" -> topNested(start);
      case "top-hitters" -> topHitters(start);
      case "take", "limit" -> {
        List<Operator.Option> options = hints();
        Expression count = expressions.expression();
        yield new Operator.Take(cursor.spanFrom(start), options, count);
      }
      case "distinct" -> {
        List<Operator.Option> options = hints();
        List<Assignment> columns = expressions.assignments();
        yield new Operator.Distinct(cursor.spanFrom(start), options, columns);
      }
      case "count" -> {
        Optional<Name> as =
            cursor.skip("as") ? Optional.of(expressions.name("a name")) : Optional.empty();
        yield new Operator.Count(cursor.spanFrom(start), as);
      }
      case "union" -> union(start);
      case "join" -> {
        List<Operator.Option> options = options();
        Expression right = table();
        List<Expression> on = on();
        yield new Operator.Join(cursor.spanFrom(start), options, right, on);
      }
      case "lookup" -> {
        List<Operator.Option> options = options();
        Expression right = table();
        List<Expression> on = on();
        yield new Operator.Lookup(cursor.spanFrom(start), options, right, on);
      }
      case "mv-expand", "mvexpand" -> mvExpand(start);
      case "mv-apply", "mvapply" -> mvApply(start);
      case "parse" -> parse(start, false);
      case "parse-where" -> parse(start, true);
      case "parse-kv" -> parseKv(start);
      case "make-series" -> makeSeries(start);
      case "render" -> render(start);
      case "print" -> {
        List<Assignment> columns = expressions.assignments();
        yield new Operator.Print(cursor.spanFrom(start), columns);
      }
      case "range" -> range(start);
      case "search" -> search(start);
      case "find" -> find(start);
      case "evaluate" -> evaluate(start);
      case "as" -> {
        options();
        Name name = expressions.name("a name");
        yield new Operator.As(cursor.spanFrom(start), name);
      }
      case "invoke" -> {
        Expression function = expressions.expression();
        yield new Operator.Invoke(cursor.spanFrom(start), function);
      }
      case "serialize" -> {
        hints();
        List<Assignment> columns = expressions.atName() ? expressions.assignments() : List.of();
        yield new Operator.Serialize(cursor.spanFrom(start), columns);
      }
      case "sample" -> {
        List<Operator.Option> options = hints();
        Expression count = expressions.expression();
        yield new Operator.Sample(cursor.spanFrom(start), options, count);
      }
      case "sample-distinct" -> {
        List<Operator.Option> options = hints();
        Expression count = expressions.expression();
        cursor.expect("of", "Write sample-distinct 10 of column");
        Expression of = expressions.expression();
        yield new Operator.SampleDistinct(cursor.spanFrom(start), options, count, of);
      }
      case "getschema" -> {
        hints();
        yield new Operator.GetSchema(cursor.spanFrom(start));
      }
      case "scan" -> scan(start);
      case "partition" -> partition(start);
      case "reduce" -> {
        List<Operator.Option> options = options();
        cursor.expect("by", "Write reduce by column");
        Expression by = expressions.expression();
        if (cursor.skip("with")) {
          options = append(options, settings());
        }
        yield new Operator.Reduce(cursor.spanFrom(start), options, by);
      }
      case "facet" -> facet(start);
      case "fork" -> fork(start);
      case "consume" -> new Operator.Consume(cursor.spanFrom(start), options());
      default -> other(start, token);
    };
  }

  private static <T> List<T> append(List<T> first, List<T> second) {
    var all = new ArrayList<T>(first);
    all.addAll(second);
    return all;
  }

  private Operator other(int start, Token token) {
    if (OperatorNames.NAMED_ONLY.contains(token.text())) {
      cursor.skipToFollower();
      return new Operator.Opaque(cursor.spanFrom(start), token.text());
    }
    String near =
        Nearest.question(token.text(), OperatorNames.ALL)
            .orElse("Operators: where, project, extend, summarize, sort, top, join, …");
    cursor.issue(
        QueryIssue.SYNTAX,
        TokenCursor.span(token),
        "`" + token.text() + "` isn't an operator",
        near);
    cursor.skipToFollower();
    return new Operator.Opaque(cursor.spanFrom(start), token.text());
  }

  // Options and lists

  /** {@code name=value} pairs, whose names may have dots. */
  List<Operator.Option> options() {
    var options = new ArrayList<Operator.Option>();
    while (cursor.peek().kind() == TokenKind.WORD) {
      int width = 1;
      while (cursor.peek(width).is(".") && cursor.peek(width + 1).kind() == TokenKind.WORD) {
        width += 2;
      }
      if (!cursor.peek(width).is("=")) {
        break;
      }
      options.add(option(width));
      if (cursor.isAt(",") && isOption(1)) {
        cursor.next();
      }
    }
    return options;
  }

  /** {@code name=value} pairs with commas between them. */
  private List<Operator.Option> settings() {
    var settings = new ArrayList<Operator.Option>();
    do {
      if (cursor.peek().kind() != TokenKind.WORD || !cursor.peek(1).is("=")) {
        cursor.expected("a setting", "Write with threshold=0.2, characters=\"-_\"");
        break;
      }
      settings.add(option(1));
    } while (cursor.skip(","));
    return settings;
  }

  private boolean isOption(int ahead) {
    return cursor.peek(ahead).kind() == TokenKind.WORD
        && cursor.peek(ahead + 1).is("=")
        && cursor.peek(ahead).text().startsWith("hint");
  }

  private Operator.Option option(int width) {
    int start = cursor.start();
    var name = new StringBuilder();
    for (int i = 0; i < width; i++) {
      name.append(cursor.next().text());
    }
    var span = cursor.spanFrom(start);
    cursor.next();
    return new Operator.Option(new Name(span, name.toString()), optionValue());
  }

  private Expression optionValue() {
    if (cursor.isAt("(")) {
      return expressions.expression();
    }
    Token token = cursor.peek();
    if (token.kind() == TokenKind.WORD) {
      if (cursor.peek(1).is(".")) {
        return expressions.expression();
      }
      cursor.next();
      var words = new StringBuilder(token.text());
      while (cursor.isAt("*") && cursor.touchesPrevious()) {
        words.append(cursor.next().text());
      }
      return new Name(cursor.spanFrom(token.start()), words.toString());
    }
    return cursor.isAt("[") ? expressions.name("a name") : expressions.expression();
  }

  /** {@code (name=value, …)}. */
  List<Operator.Option> properties() {
    cursor.expect("(", "Properties stand in parentheses: with (title=\"…\")");
    var properties = new ArrayList<Operator.Option>();
    while (!cursor.isAt(")") && !cursor.isAtEnd()) {
      Name name = expressions.name("a property's name");
      cursor.expect("=", "Give the property a value");
      properties.add(new Operator.Option(name, expressions.expression()));
      // The value may be a list of columns: ycolumns=a, b
      while (cursor.isAt(",")
          && cursor.peek(1).kind() == TokenKind.WORD
          && !cursor.peek(2).is("=")) {
        cursor.next();
        expressions.expression();
      }
      if (!cursor.skip(",") && !cursor.skip(";")) {
        break;
      }
    }
    cursor.expect(")", "Close the list of properties");
    return properties;
  }

  private List<Expression> patterns() {
    var patterns = new ArrayList<Expression>();
    do {
      patterns.add(pattern());
    } while (cursor.skip(","));
    return patterns;
  }

  private Expression pattern() {
    Token token = cursor.peek();
    boolean starred =
        token.is("*")
            || (token.kind() == TokenKind.WORD && cursor.peek(1).is("*") && cursor.touchesNext());
    return starred ? expressions.wildcard() : expressions.expression();
  }

  private List<Operator.Order> orders() {
    var orders = new ArrayList<Operator.Order>();
    do {
      orders.add(order());
    } while (cursor.skip(","));
    return orders;
  }

  private Operator.Order order() {
    Assignment value = expressions.assignment();
    boolean ascending = direction();
    Optional<Boolean> nullsFirst = Optional.empty();
    if (cursor.skip("nulls")) {
      if (!cursor.isAt("first") && !cursor.isAt("last")) {
        cursor.expected("`first` or `last`", "Write nulls first or nulls last");
      } else {
        nullsFirst = Optional.of(cursor.next().is("first"));
      }
    }
    return new Operator.Order(value.value(), ascending, nullsFirst);
  }

  private boolean direction() {
    if (cursor.skip("asc")) {
      return true;
    }
    cursor.skip("desc");
    return false;
  }

  /** A table without operators of its own: a name, a call, or anything in parentheses. */
  private Expression table() {
    Token token = cursor.peek();
    if (token.kind() == TokenKind.WORD && cursor.peek(1).is("*") && cursor.touchesNext()) {
      return expressions.wildcard();
    }
    return expressions.expression();
  }

  private List<Expression> tables() {
    var tables = new ArrayList<Expression>();
    do {
      tables.add(table());
    } while (cursor.skip(","));
    return tables;
  }

  private List<Expression> on() {
    cursor.expect("on", "Name the columns that join: on Id, or on $left.a == $right.b");
    return expressions.expressions();
  }

  // Operators with a grammar of their own

  private Operator projectReorder(int start) {
    var columns = new ArrayList<Operator.Reorder>();
    do {
      Expression column = pattern();
      Optional<String> order = Optional.empty();
      if (cursor.isAt("asc") || cursor.isAt("desc")) {
        order = Optional.of(cursor.next().text());
      } else if (cursor.isAt("granny") && cursor.peek(1).is("-")) {
        cursor.next();
        cursor.next();
        order = Optional.of("granny-" + cursor.next().text());
      }
      columns.add(new Operator.Reorder(column, order));
    } while (cursor.skip(","));
    return new Operator.ProjectReorder(cursor.spanFrom(start), columns);
  }

  private Operator summarize(int start) {
    List<Operator.Option> options = hints();
    List<Assignment> aggregates = List.of();
    if (!cursor.isAt("by")) {
      aggregates = expressions.assignments();
    }
    List<Assignment> groups = List.of();
    if (cursor.skip("by")) {
      groups = expressions.assignments();
    }
    return new Operator.Summarize(cursor.spanFrom(start), options, aggregates, groups);
  }

  /** Options that can't be mistaken for {@code name = aggregate}. */
  List<Operator.Option> hints() {
    var options = new ArrayList<Operator.Option>();
    while (cursor.isAt("hint") && cursor.peek(1).is(".") && cursor.peek(3).is("=")) {
      options.add(option(3));
    }
    return options;
  }

  private Operator topNested(int start) {
    var levels = new ArrayList<Operator.Level>();
    do {
      cursor.skip("top-nested");
      Optional<Expression> count =
          cursor.isAt("of") ? Optional.empty() : Optional.of(expressions.expression());
      cursor.expect("of", "Write top-nested 3 of column by aggregate");
      Assignment of = expressions.assignment();
      Optional<Expression> others = Optional.empty();
      if (cursor.skip("with")) {
        cursor.expect("others", "Write with others = \"name\"");
        cursor.expect("=", "Write with others = \"name\"");
        others = Optional.of(expressions.expression());
      }
      cursor.expect("by", "Write top-nested 3 of column by aggregate");
      Assignment by = expressions.assignment();
      levels.add(new Operator.Level(count, of, others, by, direction()));
    } while (cursor.skip(","));
    return new Operator.TopNested(cursor.spanFrom(start), levels);
  }

  private Operator topHitters(int start) {
    Expression count = expressions.expression();
    cursor.expect("of", "Write top-hitters 3 of column");
    Expression of = expressions.expression();
    Optional<Expression> by =
        cursor.skip("by") ? Optional.of(expressions.expression()) : Optional.empty();
    return new Operator.TopHitters(cursor.spanFrom(start), count, of, by);
  }

  private Operator union(int start) {
    List<Operator.Option> options = options();
    List<Expression> tables = tables();
    return new Operator.Union(cursor.spanFrom(start), options, tables);
  }

  private List<Operator.Expansion> expansions() {
    var expansions = new ArrayList<Operator.Expansion>();
    do {
      Assignment value = expressions.assignment();
      expansions.add(new Operator.Expansion(value, toType()));
    } while (cursor.skip(","));
    return expansions;
  }

  private Optional<Name> toType() {
    if (!cursor.skip("to")) {
      return Optional.empty();
    }
    cursor.expect("typeof", "Write to typeof(long)");
    cursor.expect("(", "Write to typeof(long)");
    Name type = expressions.type();
    cursor.expect(")", "Close typeof(…)");
    return Optional.of(type);
  }

  private Optional<Expression> limit() {
    return cursor.skip("limit") ? Optional.of(expressions.expression()) : Optional.empty();
  }

  private Operator mvExpand(int start) {
    List<Operator.Option> options = mvOptions();
    List<Operator.Expansion> expansions = expansions();
    Optional<Expression> limit = limit();
    return new Operator.MvExpand(cursor.spanFrom(start), options, expansions, limit);
  }

  private static final Set<String> MV_OPTIONS = Set.of("bagexpansion", "kind", "with_itemindex");

  private List<Operator.Option> mvOptions() {
    var options = new ArrayList<>(hints());
    while (MV_OPTIONS.contains(cursor.peek().text()) && cursor.peek(1).is("=")) {
      options.add(option(1));
    }
    return options;
  }

  private Operator mvApply(int start) {
    List<Operator.Option> options = mvOptions();
    List<Operator.Expansion> expansions = expansions();
    Optional<Expression> limit = limit();
    if (cursor.skip("id")) {
      expressions.expression();
    }
    cursor.expect("on", "Write mv-apply x on ( operators )");
    int open = cursor.start();
    cursor.expect("(", "Write mv-apply x on ( operators )");
    Expression.Pipe body = steps(open);
    cursor.expect(")", "Close on ( … )");
    return new Operator.MvApply(cursor.spanFrom(start), options, expansions, limit, body);
  }

  /** Operators without a source. */
  Expression.Pipe steps(int start) {
    var steps = new ArrayList<Operator>();
    cursor.skip("|");
    do {
      steps.add(operator());
    } while (cursor.skip("|"));
    return new Expression.Pipe(cursor.spanFrom(start), Optional.empty(), steps);
  }

  private Operator parse(int start, boolean filters) {
    List<Operator.Option> options = options();
    Expression value = expressions.expression();
    cursor.expect("with", "Write parse column with \"text\" Name …");
    var parts = new ArrayList<Operator.ParsePart>();
    while (cursor.isAt("*") || cursor.peek().kind() == TokenKind.STRING || expressions.atName()) {
      parts.add(parsePart());
    }
    if (parts.isEmpty()) {
      cursor.expected("a pattern", "Write parse column with \"text\" Name …");
    }
    return new Operator.Parse(cursor.spanFrom(start), options, value, parts, filters);
  }

  private Operator.ParsePart parsePart() {
    Token token = cursor.peek();
    if (cursor.skip("*")) {
      return new Operator.ParsePart(TokenCursor.span(token), Optional.empty(), Optional.empty());
    }
    if (token.kind() == TokenKind.STRING) {
      cursor.next();
      return new Operator.ParsePart(
          TokenCursor.span(token),
          Optional.of(LiteralReader.string(token.text())),
          Optional.empty());
    }
    Name name = expressions.name("a column's name");
    Optional<Name> type = cursor.skip(":") ? Optional.of(expressions.type()) : Optional.empty();
    return new Operator.ParsePart(
        cursor.spanFrom(token.start()), Optional.empty(), Optional.of(new Declaration(name, type)));
  }

  private Operator parseKv(int start) {
    Expression value = expressions.expression();
    cursor.expect("as", "Write parse-kv column as (name: type, …)");
    List<Declaration> columns = expressions.declarations();
    List<Operator.Option> options = cursor.skip("with") ? properties() : List.of();
    return new Operator.ParseKv(cursor.spanFrom(start), value, columns, options);
  }

  private Operator makeSeries(int start) {
    List<Operator.Option> options = new ArrayList<>(hints());
    if (cursor.isAt("kind") && cursor.peek(1).is("=")) {
      options.add(option(1));
    }
    var series = new ArrayList<Operator.Series>();
    do {
      Assignment value = expressions.assignment();
      Optional<Expression> defaultValue = Optional.empty();
      if (cursor.isAt("default") && cursor.peek(1).is("=")) {
        cursor.next();
        cursor.next();
        defaultValue = Optional.of(expressions.expression());
      }
      series.add(new Operator.Series(value, defaultValue));
    } while (cursor.skip(","));
    cursor.expect("on", "Write make-series x = count() on TimeGenerated step 5m");
    Assignment axis = expressions.assignment();
    Optional<Expression> from = Optional.empty();
    Optional<Expression> to = Optional.empty();
    Expression step = new Expression.Missing(cursor.here());
    boolean ranged = cursor.skip("in");
    if (ranged) {
      cursor.expect("range", "Write in range(from, to, step)");
      cursor.expect("(", "Write in range(from, to, step)");
      from = Optional.of(expressions.expression());
      cursor.expect(",", "Write in range(from, to, step)");
      to = Optional.of(expressions.expression());
      cursor.expect(",", "Write in range(from, to, step)");
      step = expressions.expression();
      cursor.expect(")", "Close range(…)");
    } else {
      if (cursor.skip("from")) {
        from = Optional.of(expressions.expression());
      }
      if (cursor.skip("to")) {
        to = Optional.of(expressions.expression());
      }
      cursor.expect("step", "make-series needs a step, such as step 5m");
      step = expressions.expression();
    }
    List<Assignment> groups = cursor.skip("by") ? expressions.assignments() : List.of();
    return new Operator.MakeSeries(
        cursor.spanFrom(start), options, series, axis, from, to, step, ranged, groups);
  }

  private static final Set<String> CHARTS =
      Set.of(
          "anomalychart",
          "areachart",
          "barchart",
          "card",
          "columnchart",
          "graph",
          "ladderchart",
          "linechart",
          "list",
          "map",
          "piechart",
          "pivotchart",
          "plotly",
          "scatterchart",
          "stackedareachart",
          "table",
          "timechart",
          "timeline",
          "timepivot",
          "treemap",
          "sankey",
          "3Dchart",
          "none");

  private Operator render(int start) {
    if (cursor.peek().kind() != TokenKind.WORD) {
      cursor.expected("a chart", "Write render timechart");
      return new Operator.Render(cursor.spanFrom(start), new Name(cursor.here(), ""), List.of());
    }
    Name kind = expressions.name("a chart");
    if (!CHARTS.contains(kind.text())) {
      cursor.issue(
          QueryIssue.SYNTAX,
          kind.span(),
          "`" + kind.text() + "` isn't a chart",
          Nearest.question(kind.text(), CHARTS)
              .orElse("Charts: timechart, barchart, piechart, table, …"));
    }
    List<Operator.Option> properties = renderOptions();
    if (cursor.skip("with")) {
      properties = append(properties, properties());
    }
    return new Operator.Render(cursor.spanFrom(start), kind, properties);
  }

  /** The older form of properties, without parentheses. */
  private List<Operator.Option> renderOptions() {
    var options = new ArrayList<Operator.Option>();
    while (cursor.peek().kind() == TokenKind.WORD && cursor.peek(1).is("=")) {
      options.addAll(options());
      while (cursor.isAt(",") && cursor.peek(1).kind() == TokenKind.WORD) {
        cursor.next();
        if (!cursor.peek(1).is("=")) {
          cursor.next();
        }
      }
    }
    return options;
  }

  private Operator range(int start) {
    Name column = expressions.name("a column's name");
    cursor.expect("from", "Write range x from 1 to 10 step 1");
    Expression from = expressions.expression();
    cursor.expect("to", "Write range x from 1 to 10 step 1");
    Expression to = expressions.expression();
    cursor.expect("step", "Write range x from 1 to 10 step 1");
    Expression step = expressions.expression();
    return new Operator.Range(cursor.spanFrom(start), column, from, to, step);
  }

  private Operator search(int start) {
    List<Operator.Option> options = options();
    List<Expression> tables = inTables();
    cursor.skip("where");
    Expression predicate = expressions.expression();
    return new Operator.Search(cursor.spanFrom(start), options, tables, predicate);
  }

  private List<Expression> inTables() {
    if (!cursor.skip("in")) {
      return List.of();
    }
    cursor.expect("(", "Write in (Table1, Table2)");
    var tables = new ArrayList<Expression>();
    do {
      tables.add(cursor.isAt("(") ? expressions.expression() : table());
    } while (cursor.skip(","));
    cursor.expect(")", "Close in ( … )");
    return tables;
  }

  private Operator find(int start) {
    List<Operator.Option> options = options();
    List<Expression> tables = inTables();
    cursor.skip("where");
    Expression predicate = expressions.expression();
    var columns = new ArrayList<Expression>();
    if (cursor.skip("project-smart")) {
      return new Operator.Find(cursor.spanFrom(start), options, tables, predicate, columns);
    }
    if (cursor.skip("project")) {
      do {
        columns.add(findColumn());
      } while (cursor.skip(","));
    }
    if (cursor.skip("project-away")) {
      patterns();
    }
    return new Operator.Find(cursor.spanFrom(start), options, tables, predicate, columns);
  }

  private Expression findColumn() {
    if (cursor.isAt("*")) {
      return expressions.wildcard();
    }
    Name column = expressions.name("a column's name");
    if (cursor.skip(":")) {
      expressions.type();
    }
    return column;
  }

  private Operator evaluate(int start) {
    List<Operator.Option> options = options();
    Name name = expressions.name("a plugin");
    Expression.Call plugin = expressions.call(name);
    Optional<List<Declaration>> schema =
        cursor.skip(":") ? Optional.of(expressions.declarations()) : Optional.empty();
    return new Operator.Evaluate(cursor.spanFrom(start), options, plugin, schema);
  }

  private Operator scan(int start) {
    List<Operator.Option> options = new ArrayList<>(options());
    if (cursor.isAt("order") || cursor.isAt("partition")) {
      cursor.next();
      cursor.expect("by", "Write partition by column");
      orders();
    }
    var declarations = new ArrayList<Expression.Parameter>();
    if (cursor.skip("declare")) {
      cursor.expect("(", "Write declare (name: type = value)");
      while (!cursor.isAt(")") && !cursor.isAtEnd()) {
        Name name = expressions.name("a name");
        Optional<Name> type = cursor.skip(":") ? Optional.of(expressions.type()) : Optional.empty();
        Optional<Expression> value =
            cursor.skip("=") ? Optional.of(expressions.expression()) : Optional.empty();
        declarations.add(new Expression.Parameter(name, type, Optional.empty(), value));
        if (!cursor.skip(",")) {
          break;
        }
      }
      cursor.expect(")", "Close declare ( … )");
    }
    cursor.expect("with", "Write scan with (step s: condition => x = 1;)");
    cursor.expect("(", "Write scan with (step s: condition => x = 1;)");
    var steps = new ArrayList<Operator.Step>();
    while (cursor.isAt("step")) {
      steps.add(step());
    }
    cursor.expect(")", "Close with ( … )");
    return new Operator.Scan(cursor.spanFrom(start), options, declarations, steps);
  }

  private Operator.Step step() {
    cursor.next();
    Name name = expressions.name("a step's name");
    cursor.skip("optional");
    Optional<String> output = Optional.empty();
    if (cursor.skip("output")) {
      cursor.expect("=", "Write output=all, last or none");
      output = Optional.of(cursor.next().text());
    }
    cursor.expect(":", "The step's condition stands behind a colon");
    Expression condition = expressions.expression();
    List<Assignment> values = cursor.skip("=>") ? expressions.assignments() : List.of();
    cursor.expect(";", "A step ends with a semicolon");
    return new Operator.Step(name, output, condition, values);
  }

  private Operator partition(int start) {
    List<Operator.Option> options = options();
    cursor.expect("by", "Write partition by column ( operators )");
    Expression by = partitionKey();
    options = append(options, options());
    if (cursor.skip("in")) {
      expressions.expression();
    }
    int open = cursor.start();
    if (cursor.skip("{")) {
      Expression body = expressions.pipe();
      cursor.expect("}", "Close { … }");
      return new Operator.Partition(cursor.spanFrom(start), options, by, body);
    }
    cursor.expect("(", "Write partition by column ( operators )");
    Expression body = operatorFollows() ? steps(open) : expressions.pipe();
    cursor.expect(")", "Close ( … )");
    return new Operator.Partition(cursor.spanFrom(start), options, by, body);
  }

  /** A column alone: parentheses behind it aren't a call's. */
  private Expression partitionKey() {
    Name name = expressions.name("a column");
    Expression key = name;
    while (cursor.skip(".")) {
      Name member = expressions.name("a member's name");
      key = new Expression.Member(cursor.spanFrom(name.span().start()), key, member);
    }
    return key;
  }

  private boolean operatorFollows() {
    Token token = cursor.peek();
    return token.kind() == TokenKind.WORD
        && OperatorNames.ALL.contains(token.text())
        && !cursor.peek(1).is("|");
  }

  private Operator facet(int start) {
    cursor.expect("by", "Write facet by column");
    List<Expression> columns = expressions.expressions();
    List<Operator> with = List.of();
    if (cursor.skip("with")) {
      if (cursor.isAt("(")) {
        int open = cursor.start();
        cursor.next();
        with = steps(open).operators();
        cursor.expect(")", "Close with ( … )");
      } else {
        with = List.of(operator());
      }
    }
    return new Operator.Facet(cursor.spanFrom(start), columns, with);
  }

  private Operator fork(int start) {
    var branches = new ArrayList<Expression>();
    while (cursor.isAt("(") || cursor.peek(1).is("=")) {
      if (!cursor.isAt("(")) {
        cursor.next();
        cursor.next();
      }
      int open = cursor.start();
      cursor.expect("(", "A branch of fork stands in parentheses");
      branches.add(steps(open));
      cursor.expect(")", "Close the branch");
    }
    if (branches.isEmpty()) {
      cursor.expected("`(`", "Write fork (operators) (operators)");
    }
    return new Operator.Fork(cursor.spanFrom(start), branches);
  }
}
