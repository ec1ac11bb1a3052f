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
  private final NameParser nameParser;
  private final OptionParser optionParser;
  private final OperandParser operandParser;
  private final ExpansionParser expansions;
  private final PatternParser patterns;
  private final SeriesParser series;
  private final TopParser tops;
  private final SearchParser searches;
  private final ScanParser scans;
  private final RenderParser renders;
  private final BranchParser branches;

  OperatorParser(TokenCursor cursor, ExpressionParser expressions, OptionParser optionParser) {
    this.cursor = cursor;
    this.expressions = expressions;
    this.nameParser = new NameParser(cursor);
    this.optionParser = optionParser;
    this.operandParser = new OperandParser(cursor, expressions, nameParser);
    this.expansions = new ExpansionParser(cursor, expressions, nameParser, optionParser, this);
    this.patterns = new PatternParser(cursor, expressions, nameParser, optionParser);
    this.series = new SeriesParser(cursor, expressions, optionParser);
    this.tops = new TopParser(cursor, expressions, operandParser);
    this.searches = new SearchParser(cursor, expressions, nameParser, optionParser, operandParser);
    this.scans = new ScanParser(cursor, expressions, nameParser, optionParser, operandParser);
    this.renders = new RenderParser(cursor, nameParser, optionParser);
    this.branches = new BranchParser(cursor, expressions, nameParser, optionParser, this);
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
      cursor.expected(
          "an operator", "Behind a pipe stands an operator such as where or summarize.");
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
      cursor.expected("`|`", "Put | before the next operator, or ; before the next statement.");
      cursor.skipToFollower();
    }
  }

  private Operator operator(int start, Token token) {
    return switch (token.text()) {
      case "where", "filter" -> {
        optionParser.hints();
        Expression condition = expressions.expression();
        yield new Operator.Where(cursor.spanFrom(start), condition);
      }
      case "project" -> {
        List<Assignment> columns = expressions.assignments();
        yield new Operator.Project(cursor.spanFrom(start), columns);
      }
      case "project-away" -> {
        List<Expression> columns = operandParser.patterns();
        yield new Operator.ProjectAway(cursor.spanFrom(start), columns);
      }
      case "project-keep" -> {
        List<Expression> columns = operandParser.patterns();
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
        List<Operator.Option> options = optionParser.hints();
        cursor.expect("by", "Write sort by column.");
        List<Operator.Order> orders = operandParser.orders();
        yield new Operator.Sort(cursor.spanFrom(start), options, orders);
      }
      case "top" -> {
        List<Operator.Option> options = optionParser.hints();
        Expression count = expressions.expression();
        cursor.expect("by", "Write top 10 by column.");
        Operator.Order order = operandParser.order();
        yield new Operator.Top(cursor.spanFrom(start), options, count, order);
      }
      case "top-nested" -> tops.topNested(start);
      case "top-hitters" -> tops.topHitters(start);
      case "take", "limit" -> {
        List<Operator.Option> options = optionParser.hints();
        Expression count = expressions.expression();
        yield new Operator.Take(cursor.spanFrom(start), options, count);
      }
      case "distinct" -> {
        List<Operator.Option> options = optionParser.hints();
        List<Assignment> columns = expressions.assignments();
        yield new Operator.Distinct(cursor.spanFrom(start), options, columns);
      }
      case "count" -> {
        Optional<Name> as =
            cursor.skip("as") ? Optional.of(nameParser.name("a name")) : Optional.empty();
        yield new Operator.Count(cursor.spanFrom(start), as);
      }
      case "union" -> union(start);
      case "join" -> {
        List<Operator.Option> options = optionParser.options();
        Expression right = operandParser.table();
        List<Expression> on = operandParser.on();
        yield new Operator.Join(cursor.spanFrom(start), options, right, on);
      }
      case "lookup" -> {
        List<Operator.Option> options = optionParser.options();
        Expression right = operandParser.table();
        List<Expression> on = operandParser.on();
        yield new Operator.Lookup(cursor.spanFrom(start), options, right, on);
      }
      case "mv-expand", "mvexpand" -> expansions.mvExpand(start);
      case "mv-apply", "mvapply" -> expansions.mvApply(start);
      case "parse" -> patterns.parse(start, false);
      case "parse-where" -> patterns.parse(start, true);
      case "parse-kv" -> patterns.parseKv(start);
      case "make-series" -> series.makeSeries(start);
      case "render" -> renders.render(start);
      case "print" -> {
        List<Assignment> columns = expressions.assignments();
        yield new Operator.Print(cursor.spanFrom(start), columns);
      }
      case "range" -> range(start);
      case "search" -> searches.search(start);
      case "find" -> searches.find(start);
      case "evaluate" -> evaluate(start);
      case "as" -> {
        optionParser.options();
        Name name = nameParser.name("a name");
        yield new Operator.As(cursor.spanFrom(start), name);
      }
      case "invoke" -> {
        Expression function = expressions.expression();
        yield new Operator.Invoke(cursor.spanFrom(start), function);
      }
      case "serialize" -> {
        optionParser.hints();
        List<Assignment> columns = nameParser.atName() ? expressions.assignments() : List.of();
        yield new Operator.Serialize(cursor.spanFrom(start), columns);
      }
      case "sample" -> {
        List<Operator.Option> options = optionParser.hints();
        Expression count = expressions.expression();
        yield new Operator.Sample(cursor.spanFrom(start), options, count);
      }
      case "sample-distinct" -> {
        List<Operator.Option> options = optionParser.hints();
        Expression count = expressions.expression();
        cursor.expect("of", "Write sample-distinct 10 of column.");
        Expression of = expressions.expression();
        yield new Operator.SampleDistinct(cursor.spanFrom(start), options, count, of);
      }
      case "getschema" -> {
        optionParser.hints();
        yield new Operator.GetSchema(cursor.spanFrom(start));
      }
      case "scan" -> scans.scan(start);
      case "partition" -> branches.partition(start);
      case "reduce" -> {
        List<Operator.Option> options = optionParser.options();
        cursor.expect("by", "Write reduce by column.");
        Expression by = expressions.expression();
        if (cursor.skip("with")) {
          options = OptionParser.append(options, optionParser.settings());
        }
        yield new Operator.Reduce(cursor.spanFrom(start), options, by);
      }
      case "facet" -> branches.facet(start);
      case "fork" -> branches.fork(start);
      case "consume" -> new Operator.Consume(cursor.spanFrom(start), optionParser.options());
      default -> other(start, token);
    };
  }

  private Operator other(int start, Token token) {
    if (OperatorNames.NAMED_ONLY.contains(token.text())) {
      cursor.skipToFollower();
      return new Operator.Opaque(cursor.spanFrom(start), token.text());
    }
    String near =
        Nearest.question(token.text(), OperatorNames.ALL)
            .orElse("Operators are where, project, extend, summarize, sort, top, join and others.");
    cursor.issue(
        QueryIssue.SYNTAX,
        TokenCursor.span(token),
        "`" + token.text() + "` isn't an operator",
        near);
    cursor.skipToFollower();
    return new Operator.Opaque(cursor.spanFrom(start), token.text());
  }

  private Operator projectReorder(int start) {
    var columns = new ArrayList<Operator.Reorder>();
    do {
      Expression column = operandParser.pattern();
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
    List<Operator.Option> options = optionParser.hints();
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

  private Operator union(int start) {
    List<Operator.Option> options = optionParser.options();
    List<Expression> tables = operandParser.tables();
    return new Operator.Union(cursor.spanFrom(start), options, tables);
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

  private Operator range(int start) {
    Name column = nameParser.name("a column's name");
    cursor.expect("from", "Write range x from 1 to 10 step 1.");
    Expression from = expressions.expression();
    cursor.expect("to", "Write range x from 1 to 10 step 1.");
    Expression to = expressions.expression();
    cursor.expect("step", "Write range x from 1 to 10 step 1.");
    Expression step = expressions.expression();
    return new Operator.Range(cursor.spanFrom(start), column, from, to, step);
  }

  private Operator evaluate(int start) {
    List<Operator.Option> options = optionParser.options();
    Name name = nameParser.name("a plugin");
    Expression.Call plugin = expressions.call(name);
    Optional<List<Declaration>> schema =
        cursor.skip(":") ? Optional.of(nameParser.declarations()) : Optional.empty();
    return new Operator.Evaluate(cursor.spanFrom(start), options, plugin, schema);
  }
}
