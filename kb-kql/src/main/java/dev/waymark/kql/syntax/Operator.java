package dev.waymark.kql.syntax;

import dev.waymark.kql.syntax.Expression.Assignment;
import dev.waymark.kql.syntax.Expression.Call;
import dev.waymark.kql.syntax.Expression.Declaration;
import dev.waymark.kql.syntax.Expression.Name;
import dev.waymark.kql.syntax.Expression.Parameter;
import dev.waymark.kql.syntax.Expression.Pipe;
import dev.waymark.model.source.SourceSpan;
import java.util.List;
import java.util.Optional;

/** A step of a {@link Pipe}: takes rows and gives rows. */
public sealed interface Operator {
  SourceSpan span();

  /** Keeps the rows that fit; also written {@code filter}. */
  record Where(SourceSpan span, Expression condition) implements Operator {}

  record Project(SourceSpan span, List<Assignment> columns) implements Operator {
    public Project {
      columns = List.copyOf(columns);
    }
  }

  record ProjectAway(SourceSpan span, List<Expression> columns) implements Operator {
    public ProjectAway {
      columns = List.copyOf(columns);
    }
  }

  record ProjectKeep(SourceSpan span, List<Expression> columns) implements Operator {
    public ProjectKeep {
      columns = List.copyOf(columns);
    }
  }

  /** Columns by texts and arrays of texts, which are constants. */
  record ProjectByNames(SourceSpan span, List<Expression> names) implements Operator {
    public ProjectByNames {
      names = List.copyOf(names);
    }
  }

  record ProjectRename(SourceSpan span, List<Assignment> columns) implements Operator {
    public ProjectRename {
      columns = List.copyOf(columns);
    }
  }

  record ProjectReorder(SourceSpan span, List<Reorder> columns) implements Operator {
    public ProjectReorder {
      columns = List.copyOf(columns);
    }
  }

  record Extend(SourceSpan span, List<Assignment> columns) implements Operator {
    public Extend {
      columns = List.copyOf(columns);
    }
  }

  record Summarize(
      SourceSpan span, List<Option> options, List<Assignment> aggregates, List<Assignment> groups)
      implements Operator {
    public Summarize {
      options = List.copyOf(options);
      aggregates = List.copyOf(aggregates);
      groups = List.copyOf(groups);
    }
  }

  /** Sorts; written with either of two names. */
  record Sort(SourceSpan span, List<Option> options, List<Order> orders) implements Operator {
    public Sort {
      options = List.copyOf(options);
      orders = List.copyOf(orders);
    }
  }

  record Top(SourceSpan span, List<Option> options, Expression count, Order order)
      implements Operator {
    public Top {
      options = List.copyOf(options);
    }
  }

  record TopNested(SourceSpan span, List<Level> levels) implements Operator {
    public TopNested {
      levels = List.copyOf(levels);
    }
  }

  record TopHitters(SourceSpan span, Expression count, Expression of, Optional<Expression> by)
      implements Operator {}

  /** Also written {@code limit}. */
  record Take(SourceSpan span, List<Option> options, Expression count) implements Operator {
    public Take {
      options = List.copyOf(options);
    }
  }

  record Distinct(SourceSpan span, List<Option> options, List<Expression.Assignment> columns)
      implements Operator {
    public Distinct {
      options = List.copyOf(options);
      columns = List.copyOf(columns);
    }
  }

  record Count(SourceSpan span, Optional<Name> as) implements Operator {}

  record Union(SourceSpan span, List<Option> options, List<Expression> tables) implements Operator {
    public Union {
      options = List.copyOf(options);
      tables = List.copyOf(tables);
    }
  }

  record Join(SourceSpan span, List<Option> options, Expression right, List<Expression> conditions)
      implements Operator {
    public Join {
      options = List.copyOf(options);
      conditions = List.copyOf(conditions);
    }
  }

  record Lookup(
      SourceSpan span, List<Option> options, Expression right, List<Expression> conditions)
      implements Operator {
    public Lookup {
      options = List.copyOf(options);
      conditions = List.copyOf(conditions);
    }
  }

  record MvExpand(
      SourceSpan span, List<Option> options, List<Expansion> expansions, Optional<Expression> limit)
      implements Operator {
    public MvExpand {
      options = List.copyOf(options);
      expansions = List.copyOf(expansions);
    }
  }

  record MvApply(
      SourceSpan span,
      List<Option> options,
      List<Expansion> expansions,
      Optional<Expression> limit,
      Pipe body)
      implements Operator {
    public MvApply {
      options = List.copyOf(options);
      expansions = List.copyOf(expansions);
    }
  }

  /** {@code parse}, and {@code parse-where}, which drops the rows that don't fit. */
  record Parse(
      SourceSpan span,
      List<Option> options,
      Expression value,
      List<ParsePart> parts,
      boolean filters)
      implements Operator {
    public Parse {
      options = List.copyOf(options);
      parts = List.copyOf(parts);
    }
  }

  record ParseKv(SourceSpan span, Expression value, List<Declaration> columns, List<Option> options)
      implements Operator {
    public ParseKv {
      columns = List.copyOf(columns);
      options = List.copyOf(options);
    }
  }

  /**
   * Aggregates in steps of an axis.
   *
   * @param ranged whether it's written {@code in range(from, to, step)}, which includes its end and
   *     begins at a multiple of the step
   */
  record MakeSeries(
      SourceSpan span,
      List<Option> options,
      List<Series> series,
      Assignment axis,
      Optional<Expression> from,
      Optional<Expression> to,
      Expression step,
      boolean ranged,
      List<Assignment> groups)
      implements Operator {
    public MakeSeries {
      options = List.copyOf(options);
      series = List.copyOf(series);
      groups = List.copyOf(groups);
    }
  }

  record Render(SourceSpan span, Name kind, List<Option> properties) implements Operator {
    public Render {
      properties = List.copyOf(properties);
    }
  }

  record Print(SourceSpan span, List<Assignment> columns) implements Operator {
    public Print {
      columns = List.copyOf(columns);
    }
  }

  record Range(SourceSpan span, Name column, Expression from, Expression to, Expression step)
      implements Operator {}

  record Search(
      SourceSpan span, List<Option> options, List<Expression> tables, Expression predicate)
      implements Operator {
    public Search {
      options = List.copyOf(options);
      tables = List.copyOf(tables);
    }
  }

  record Find(
      SourceSpan span,
      List<Option> options,
      List<Expression> tables,
      Expression predicate,
      List<Expression> columns)
      implements Operator {
    public Find {
      options = List.copyOf(options);
      tables = List.copyOf(tables);
      columns = List.copyOf(columns);
    }
  }

  record Evaluate(
      SourceSpan span, List<Option> options, Call plugin, Optional<List<Declaration>> schema)
      implements Operator {
    public Evaluate {
      options = List.copyOf(options);
    }
  }

  record As(SourceSpan span, Name name) implements Operator {}

  record Invoke(SourceSpan span, Expression function) implements Operator {}

  record Serialize(SourceSpan span, List<Assignment> columns) implements Operator {
    public Serialize {
      columns = List.copyOf(columns);
    }
  }

  record Sample(SourceSpan span, List<Option> options, Expression count) implements Operator {
    public Sample {
      options = List.copyOf(options);
    }
  }

  record SampleDistinct(SourceSpan span, List<Option> options, Expression count, Expression of)
      implements Operator {
    public SampleDistinct {
      options = List.copyOf(options);
    }
  }

  record GetSchema(SourceSpan span) implements Operator {}

  record Scan(SourceSpan span, List<Option> options, List<Parameter> declarations, List<Step> steps)
      implements Operator {
    public Scan {
      options = List.copyOf(options);
      declarations = List.copyOf(declarations);
      steps = List.copyOf(steps);
    }
  }

  record Partition(SourceSpan span, List<Option> options, Expression by, Expression body)
      implements Operator {
    public Partition {
      options = List.copyOf(options);
    }
  }

  record Reduce(SourceSpan span, List<Option> options, Expression by) implements Operator {
    public Reduce {
      options = List.copyOf(options);
    }
  }

  record Facet(SourceSpan span, List<Expression> columns, List<Operator> with) implements Operator {
    public Facet {
      columns = List.copyOf(columns);
      with = List.copyOf(with);
    }
  }

  record Fork(SourceSpan span, List<Expression> branches) implements Operator {
    public Fork {
      branches = List.copyOf(branches);
    }
  }

  record Consume(SourceSpan span, List<Option> options) implements Operator {
    public Consume {
      options = List.copyOf(options);
    }
  }

  /** Known by name only: operators that no runbook needs. */
  record Opaque(SourceSpan span, String name) implements Operator {}

  /** {@code kind=inner} and the like; what KQL knows as a hint changes no result. */
  record Option(Name name, Expression value) {
    public boolean isHint() {
      return name.text().startsWith("hint.");
    }
  }

  /** Rows are sorted descending where nothing is said, and nulls come last then. */
  record Order(Expression value, boolean ascending, Optional<Boolean> nullsFirst) {}

  record Reorder(Expression columns, Optional<String> order) {}

  /** A level of {@code top-nested}. */
  record Level(
      Optional<Expression> count,
      Assignment of,
      Optional<Expression> others,
      Assignment by,
      boolean ascending) {}

  record Expansion(Assignment value, Optional<Name> type) {}

  /** A part of a pattern: text, a column, or with neither, anything. */
  record ParsePart(SourceSpan span, Optional<String> text, Optional<Declaration> column) {}

  record Series(Assignment value, Optional<Expression> defaultValue) {}

  /** A step of {@code scan}. */
  record Step(Name name, Optional<String> output, Expression condition, List<Assignment> values) {
    public Step {
      values = List.copyOf(values);
    }
  }
}
