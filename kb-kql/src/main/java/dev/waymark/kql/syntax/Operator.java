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

  <R> R accept(Visitor<R> visitor);

  /** Keeps the rows that fit; also written {@code filter}. */
  record Where(SourceSpan span, Expression condition) implements Operator {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.where(this);
    }
  }

  record Project(SourceSpan span, List<Assignment> columns) implements Operator {
    public Project {
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.project(this);
    }
  }

  record ProjectAway(SourceSpan span, List<Expression> columns) implements Operator {
    public ProjectAway {
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.projectAway(this);
    }
  }

  record ProjectKeep(SourceSpan span, List<Expression> columns) implements Operator {
    public ProjectKeep {
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.projectKeep(this);
    }
  }

  /** Columns by texts and arrays of texts, which are constants. */
  record ProjectByNames(SourceSpan span, List<Expression> names) implements Operator {
    public ProjectByNames {
      names = List.copyOf(names);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.projectByNames(this);
    }
  }

  record ProjectRename(SourceSpan span, List<Assignment> columns) implements Operator {
    public ProjectRename {
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.projectRename(this);
    }
  }

  record ProjectReorder(SourceSpan span, List<Reorder> columns) implements Operator {
    public ProjectReorder {
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.projectReorder(this);
    }
  }

  record Extend(SourceSpan span, List<Assignment> columns) implements Operator {
    public Extend {
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.extend(this);
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

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.summarize(this);
    }
  }

  /** Sorts; written with either of two names. */
  record Sort(SourceSpan span, List<Option> options, List<Order> orders) implements Operator {
    public Sort {
      options = List.copyOf(options);
      orders = List.copyOf(orders);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sort(this);
    }
  }

  record Top(SourceSpan span, List<Option> options, Expression count, List<Order> orders)
      implements Operator {
    public Top {
      options = List.copyOf(options);
      orders = List.copyOf(orders);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.top(this);
    }
  }

  record TopNested(SourceSpan span, List<Level> levels) implements Operator {
    public TopNested {
      levels = List.copyOf(levels);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.topNested(this);
    }
  }

  record TopHitters(SourceSpan span, Expression count, Expression of, Optional<Expression> by)
      implements Operator {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.topHitters(this);
    }
  }

  /** Also written {@code limit}. */
  record Take(SourceSpan span, List<Option> options, Expression count) implements Operator {
    public Take {
      options = List.copyOf(options);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.take(this);
    }
  }

  record Distinct(SourceSpan span, List<Option> options, List<Expression.Assignment> columns)
      implements Operator {
    public Distinct {
      options = List.copyOf(options);
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.distinct(this);
    }
  }

  record Count(SourceSpan span, Optional<Name> as) implements Operator {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.count(this);
    }
  }

  record Union(SourceSpan span, List<Option> options, List<Expression> tables) implements Operator {
    public Union {
      options = List.copyOf(options);
      tables = List.copyOf(tables);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.union(this);
    }
  }

  record Join(SourceSpan span, List<Option> options, Expression right, List<Expression> conditions)
      implements Operator {
    public Join {
      options = List.copyOf(options);
      conditions = List.copyOf(conditions);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.join(this);
    }
  }

  record Lookup(
      SourceSpan span, List<Option> options, Expression right, List<Expression> conditions)
      implements Operator {
    public Lookup {
      options = List.copyOf(options);
      conditions = List.copyOf(conditions);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.lookup(this);
    }
  }

  record MvExpand(
      SourceSpan span, List<Option> options, List<Expansion> expansions, Optional<Expression> limit)
      implements Operator {
    public MvExpand {
      options = List.copyOf(options);
      expansions = List.copyOf(expansions);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.mvExpand(this);
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

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.mvApply(this);
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

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.parse(this);
    }
  }

  record ParseKv(SourceSpan span, Expression value, List<Declaration> columns, List<Option> options)
      implements Operator {
    public ParseKv {
      columns = List.copyOf(columns);
      options = List.copyOf(options);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.parseKv(this);
    }
  }

  record MakeSeries(
      SourceSpan span,
      List<Option> options,
      List<Series> series,
      Assignment axis,
      Optional<Expression> from,
      Optional<Expression> to,
      Expression step,
      List<Assignment> groups)
      implements Operator {
    public MakeSeries {
      options = List.copyOf(options);
      series = List.copyOf(series);
      groups = List.copyOf(groups);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.makeSeries(this);
    }
  }

  record Render(SourceSpan span, Name kind, List<Option> properties) implements Operator {
    public Render {
      properties = List.copyOf(properties);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.render(this);
    }
  }

  record Print(SourceSpan span, List<Assignment> columns) implements Operator {
    public Print {
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.print(this);
    }
  }

  record Range(SourceSpan span, Name column, Expression from, Expression to, Expression step)
      implements Operator {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.range(this);
    }
  }

  record Search(
      SourceSpan span, List<Option> options, List<Expression> tables, Expression predicate)
      implements Operator {
    public Search {
      options = List.copyOf(options);
      tables = List.copyOf(tables);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.search(this);
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

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.find(this);
    }
  }

  record Evaluate(
      SourceSpan span, List<Option> options, Call plugin, Optional<List<Declaration>> schema)
      implements Operator {
    public Evaluate {
      options = List.copyOf(options);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.evaluate(this);
    }
  }

  record As(SourceSpan span, Name name) implements Operator {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.as(this);
    }
  }

  record Invoke(SourceSpan span, Expression function) implements Operator {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.invoke(this);
    }
  }

  record Serialize(SourceSpan span, List<Assignment> columns) implements Operator {
    public Serialize {
      columns = List.copyOf(columns);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.serialize(this);
    }
  }

  record Sample(SourceSpan span, List<Option> options, Expression count) implements Operator {
    public Sample {
      options = List.copyOf(options);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sample(this);
    }
  }

  record SampleDistinct(SourceSpan span, List<Option> options, Expression count, Expression of)
      implements Operator {
    public SampleDistinct {
      options = List.copyOf(options);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sampleDistinct(this);
    }
  }

  record GetSchema(SourceSpan span) implements Operator {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.getSchema(this);
    }
  }

  record Scan(SourceSpan span, List<Option> options, List<Parameter> declarations, List<Step> steps)
      implements Operator {
    public Scan {
      options = List.copyOf(options);
      declarations = List.copyOf(declarations);
      steps = List.copyOf(steps);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.scan(this);
    }
  }

  record Partition(SourceSpan span, List<Option> options, Expression by, Expression body)
      implements Operator {
    public Partition {
      options = List.copyOf(options);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.partition(this);
    }
  }

  record Reduce(SourceSpan span, List<Option> options, Expression by) implements Operator {
    public Reduce {
      options = List.copyOf(options);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.reduce(this);
    }
  }

  record Facet(SourceSpan span, List<Expression> columns, List<Operator> with) implements Operator {
    public Facet {
      columns = List.copyOf(columns);
      with = List.copyOf(with);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.facet(this);
    }
  }

  record Fork(SourceSpan span, List<Expression> branches) implements Operator {
    public Fork {
      branches = List.copyOf(branches);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.fork(this);
    }
  }

  record Consume(SourceSpan span, List<Option> options) implements Operator {
    public Consume {
      options = List.copyOf(options);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.consume(this);
    }
  }

  /** Known by name only: operators that no runbook needs. */
  record Opaque(SourceSpan span, String name) implements Operator {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.opaque(this);
    }
  }

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

  /** One method an operator; a new operator stops the build of whatever deals with all. */
  interface Visitor<R> {
    R where(Where operator);

    R project(Project operator);

    R projectAway(ProjectAway operator);

    R projectKeep(ProjectKeep operator);

    R projectByNames(ProjectByNames operator);

    R projectRename(ProjectRename operator);

    R projectReorder(ProjectReorder operator);

    R extend(Extend operator);

    R summarize(Summarize operator);

    R sort(Sort operator);

    R top(Top operator);

    R topNested(TopNested operator);

    R topHitters(TopHitters operator);

    R take(Take operator);

    R distinct(Distinct operator);

    R count(Count operator);

    R union(Union operator);

    R join(Join operator);

    R lookup(Lookup operator);

    R mvExpand(MvExpand operator);

    R mvApply(MvApply operator);

    R parse(Parse operator);

    R parseKv(ParseKv operator);

    R makeSeries(MakeSeries operator);

    R render(Render operator);

    R print(Print operator);

    R range(Range operator);

    R search(Search operator);

    R find(Find operator);

    R evaluate(Evaluate operator);

    R as(As operator);

    R invoke(Invoke operator);

    R serialize(Serialize operator);

    R sample(Sample operator);

    R sampleDistinct(SampleDistinct operator);

    R getSchema(GetSchema operator);

    R scan(Scan operator);

    R partition(Partition operator);

    R reduce(Reduce operator);

    R facet(Facet operator);

    R fork(Fork operator);

    R consume(Consume operator);

    R opaque(Opaque operator);
  }
}
