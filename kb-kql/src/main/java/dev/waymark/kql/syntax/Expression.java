package dev.waymark.kql.syntax;

import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * What has a value: a scalar, or a table, which in KQL stand in the same places. Spans count from
 * the start of the query's text.
 */
public sealed interface Expression {
  SourceSpan span();

  /** A value as written; {@code null} for the null of its type. */
  record Literal(SourceSpan span, ColumnType type, Object value) implements Expression {}

  /** A literal whose text doesn't fit its type, such as {@code datetime(soon)}. */
  record BadLiteral(SourceSpan span, ColumnType type, String text) implements Expression {}

  record Name(SourceSpan span, String text) implements Expression {}

  /** All columns: {@code *}, or those whose names fit, such as {@code Last*}. */
  record Wildcard(SourceSpan span, String pattern) implements Expression {}

  /** {@code target.name}. */
  record Member(SourceSpan span, Expression target, Name name) implements Expression {}

  /** {@code target.f(x)}, such as {@code database("a").f(x)}. */
  record MemberCall(SourceSpan span, Expression target, Call call) implements Expression {}

  /** {@code target[index]}. */
  record Index(SourceSpan span, Expression target, Expression index) implements Expression {}

  record Call(SourceSpan span, Name function, List<Assignment> arguments) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code -x} or {@code +x}. */
  record Unary(SourceSpan span, String operator, Expression operand) implements Expression {}

  record Binary(
      SourceSpan span, String operator, SourceSpan operatorSpan, Expression left, Expression right)
      implements Expression {}

  /** {@code in}, {@code has_any} and {@code has_all} with their variants. */
  record Membership(
      SourceSpan span,
      String operator,
      SourceSpan operatorSpan,
      Expression left,
      List<Expression> items)
      implements Expression {
    public Membership {
      items = List.copyOf(items);
    }
  }

  record Between(
      SourceSpan span, boolean negated, Expression value, Expression low, Expression high)
      implements Expression {}

  /**
   * Operators one after the other. Without a source the first makes rows by itself, such as {@code
   * print}, or the query is of Resource Graph, whose source may go without saying.
   */
  record Pipe(SourceSpan span, Optional<Expression> source, List<Operator> operators)
      implements Expression {
    public Pipe {
      operators = List.copyOf(operators);
    }

    /** Whether the first operator needs rows, and nothing says from where. */
    public boolean lacksTable() {
      return source.isEmpty()
          && !operators.isEmpty()
          && !(operators.get(0) instanceof Operator.Print
              || operators.get(0) instanceof Operator.Range
              || operators.get(0) instanceof Operator.Union
              || operators.get(0) instanceof Operator.Search
              || operators.get(0) instanceof Operator.Find
              || operators.get(0) instanceof Operator.Evaluate
              || operators.get(0) instanceof Operator.Opaque);
    }
  }

  record Datatable(SourceSpan span, List<Declaration> columns, List<Expression> values)
      implements Expression {
    public Datatable {
      columns = List.copyOf(columns);
      values = List.copyOf(values);
    }
  }

  /** Data from elsewhere: known to the parser so that it can be refused with its position. */
  record ExternalData(SourceSpan span, List<Declaration> columns) implements Expression {
    public ExternalData {
      columns = List.copyOf(columns);
    }
  }

  /** {@code (a: long = 5) { a + 1 }}. */
  record Function(SourceSpan span, List<Parameter> parameters, Body body, boolean view)
      implements Expression {
    public Function {
      parameters = List.copyOf(parameters);
    }
  }

  /** {@code {Name}}, which dashboards replace before the query runs. */
  record Placeholder(SourceSpan span, String name) implements Expression {}

  /** {@code typeof(long)}. */
  record TypeOf(SourceSpan span, List<Declaration> columns) implements Expression {
    public TypeOf {
      columns = List.copyOf(columns);
    }
  }

  /** Where an expression should stand and none does; the issue is already told. */
  record Missing(SourceSpan span) implements Expression {}

  /** An expression with the names that it gets: none, one, or several for several results. */
  record Assignment(SourceSpan span, List<Name> names, Expression value) {
    public Assignment {
      names = List.copyOf(names);
    }
  }

  /** A column with its type; the type's name may be one that doesn't exist. */
  record Declaration(Name name, Optional<Name> type) {}

  /** A parameter of a function: a scalar, or a table with the columns that it needs. */
  record Parameter(
      Name name,
      Optional<Name> type,
      Optional<List<Declaration>> columns,
      Optional<Expression> defaultValue) {}

  /** The inside of a function. */
  record Body(SourceSpan span, List<Statement> statements, Optional<Expression> result) {
    public Body {
      statements = List.copyOf(statements);
    }
  }
}
