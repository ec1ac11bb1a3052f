package dev.waymark.kql.eval;

import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.bind.Phase;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.FunctionParameter;
import dev.waymark.kql.function.Run;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.QueryIssue;
import dev.waymark.kql.value.Refusal;
import dev.waymark.model.source.SourceSpan;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Plans one operator over its input. What needs more than a few lines is a class of its own. */
final class OperatorPlanner {
  private final Planner planner;
  private final Relation input;
  private final Environment environment;

  OperatorPlanner(Planner planner, Relation input, Environment environment) {
    this.planner = planner;
    this.input = input;
    this.environment = environment;
  }

  Relation plan(Operator operator) {
    return switch (operator) {
      case Operator.Where where -> where(where);
      case Operator.Project project -> new Projection(planner, this).project(project.columns());
      case Operator.ProjectAway projectAway -> projectAway(projectAway);
      case Operator.ProjectKeep projectKeep -> projectKeep(projectKeep);
      case Operator.ProjectByNames projectByNames -> projectByNames(projectByNames);
      case Operator.ProjectRename projectRename -> projectRename(projectRename);
      case Operator.ProjectReorder projectReorder -> projectReorder(projectReorder);
      case Operator.Extend extend -> new Projection(planner, this).extend(extend.columns());
      case Operator.Summarize summarize -> new Summary(planner, this).plan(summarize);
      case Operator.Sort sort -> new RowOrder(planner, this).sort(sort.orders());
      case Operator.Top top -> new RowOrder(planner, this).top(count(top.count()), top.order());
      case Operator.TopNested topNested -> new Nesting(planner, this).plan(topNested);
      case Operator.TopHitters topHitters -> new Nesting(planner, this).plan(topHitters);
      case Operator.Take take -> first(input, count(take.count()));
      case Operator.Distinct distinct -> distinct(distinct);
      case Operator.Count count -> count(count);
      case Operator.Union union -> new UnionOperator(planner, this).plan(union);
      case Operator.Join join -> new HashJoin(planner, this).join(join);
      case Operator.Lookup lookup -> new HashJoin(planner, this).lookup(lookup);
      case Operator.MvExpand mvExpand -> new ExpandOperator(planner, this).expand(mvExpand);
      case Operator.MvApply mvApply -> new ExpandOperator(planner, this).apply(mvApply);
      case Operator.Parse parse -> new ParseOperator(planner, this).plan(parse);
      case Operator.ParseKv parseKv -> new PairParsing(planner, this).plan(parseKv);
      case Operator.MakeSeries makeSeries -> new SeriesMaking(planner, this).plan(makeSeries);
      case Operator.Render _ -> input;
      case Operator.Print print -> new Projection(planner, this).print(print.columns());
      case Operator.Range range -> new RangeOperator(planner, this).plan(range);
      case Operator.Search search -> new SearchOperator(planner, this).plan(search);
      case Operator.Find find -> unsupported(find.span(), "find");
      case Operator.Evaluate evaluate -> new Plugins(planner, this).plan(evaluate);
      case Operator.As as -> input.named(as.name().text());
      case Operator.Invoke invoke -> invoke(invoke);
      case Operator.Serialize serialize -> serialize(serialize);
      case Operator.Sample sample -> sampled(input, count(sample.count()));
      case Operator.SampleDistinct sampleDistinct -> sampleDistinct(sampleDistinct);
      case Operator.GetSchema _ -> getSchema();
      case Operator.Scan scan -> new ScanOperator(planner, this).plan(scan);
      case Operator.Partition partition -> new PartitionOperator(planner, this).plan(partition);
      case Operator.Reduce reduce -> unsupported(reduce.span(), "reduce");
      case Operator.Facet facet -> unsupported(facet.span(), "facet");
      case Operator.Fork fork -> unsupported(fork.span(), "fork");
      case Operator.Consume consume -> unsupported(consume.span(), "consume");
      case Operator.Opaque opaque -> unsupported(opaque.span(), "`" + opaque.name() + "`");
    };
  }

  Relation input() {
    return input;
  }

  Environment environment() {
    return environment;
  }

  ExpressionBinder binder() {
    return planner.binder(input, environment);
  }

  private Relation unsupported(SourceSpan span, String what) {
    planner.issues().unsupported(span, what);
    return input.by(Relation.Source.NONE).open(true);
  }

  /** A number that an operator takes, such as the rows of {@code take}. */
  Scalar count(Expression expression) {
    BoundExpression bound = planner.values(environment).bind(expression);
    if (bound.unknown() || FunctionParameter.isNumber(bound.type())) {
      return bound.scalar();
    }
    planner
        .issues()
        .add(
            QueryIssue.WRONG_TYPE,
            expression.span(),
            "A number is needed here, and this is a " + bound.type().kustoName(),
            "Write how many rows.");
    return (row, frame) -> 0L;
  }

  static long count(Scalar count, Run run) {
    return count.value(Frame.NO_ROW, Frame.of(run)) instanceof Number number
        ? Math.max(0, number.longValue())
        : 0;
  }

  private Relation where(Operator.Where operator) {
    ExpressionBinder binder = binder();
    Scalar condition = binder.condition(operator.condition()).scalar();
    boolean moves = binder.looksAround();
    return input.by(
        run -> {
          List<Object[]> rows = input.rows(run);
          var frame = new Frame(run, rows);
          var kept = new ArrayList<Object[]>();
          for (int i = 0; i < rows.size(); i++) {
            if (moves) {
              frame.move(i);
            }
            Object[] row = rows.get(i);
            if (Boolean.TRUE.equals(condition.value(row, frame))) {
              kept.add(row);
            }
            run.meter().row();
          }
          return kept;
        });
  }

  private Relation serialize(Operator.Serialize operator) {
    Relation ordered = input.ordered(true);
    return operator.columns().isEmpty()
        ? ordered
        : new Projection(planner, new OperatorPlanner(planner, ordered, environment))
            .extend(operator.columns());
  }

  private Relation projectAway(Operator.ProjectAway operator) {
    Set<Integer> away = matching(operator.columns());
    return pick(
        input.columns().stream()
            .map(input.columns()::indexOf)
            .filter(i -> !away.contains(i))
            .toList());
  }

  private Relation projectKeep(Operator.ProjectKeep operator) {
    Set<Integer> kept = matching(operator.columns());
    return pick(kept.stream().sorted().toList());
  }

  /** The columns that names and patterns stand for, in the order of the patterns. */
  private Set<Integer> matching(List<Expression> patterns) {
    var indexes = new LinkedHashSet<Integer>();
    for (Expression pattern : patterns) {
      indexes.addAll(matching(pattern));
    }
    return indexes;
  }

  private List<Integer> matching(Expression pattern) {
    var indexes = new ArrayList<Integer>();
    if (pattern instanceof Expression.Wildcard wildcard) {
      var regex = Columns.pattern(wildcard.pattern());
      for (int i = 0; i < input.columns().size(); i++) {
        if (regex.matcher(input.columns().get(i).name()).matches()) {
          indexes.add(i);
        }
      }
      return indexes;
    }
    if (pattern instanceof Expression.Name name) {
      int index = input.indexOf(name.text());
      if (index >= 0) {
        indexes.add(index);
      } else {
        binder().bind(new Expression.Name(name.span(), name.text()));
      }
      return indexes;
    }
    planner
        .issues()
        .add(
            QueryIssue.WRONG_ARGUMENTS,
            pattern.span(),
            "Only names of columns stand here",
            "Name columns, with * for any letters.");
    return indexes;
  }

  Relation pick(List<Integer> indexes) {
    List<Column> columns = indexes.stream().map(input.columns()::get).toList();
    int[] from = indexes.stream().mapToInt(Integer::intValue).toArray();
    return input.with(
        columns,
        run -> {
          List<Object[]> all = input.rows(run);
          var rows = new ArrayList<Object[]>(all.size());
          for (Object[] row : all) {
            Object[] picked = new Object[from.length];
            for (int i = 0; i < from.length; i++) {
              picked[i] = row[from[i]];
            }
            rows.add(picked);
            run.meter().row(from.length, 0);
          }
          return rows;
        });
  }

  /** In the order of the names; those that no column has are passed over. */
  private Relation projectByNames(Operator.ProjectByNames operator) {
    var indexes = new LinkedHashSet<Integer>();
    for (Expression specifier : operator.names()) {
      BoundExpression bound = planner.values(environment).bind(specifier);
      Object names = planner.context().value(bound).orElse("");
      if (!planner.isKnown() && bound.phase() != Phase.BIND) {
        return input.by(Relation.Source.NONE).open(true);
      }
      if (names instanceof String pattern && !pattern.isEmpty()) {
        indexes.addAll(matching(new Expression.Wildcard(specifier.span(), pattern)));
      } else if (names instanceof List<?> list) {
        for (Object name : list) {
          if (!(name instanceof String text) || text.contains("*")) {
            return unsupported(specifier.span(), "Such a name of a column");
          }
          int index = input.indexOf(text);
          if (index >= 0) {
            indexes.add(index);
          }
        }
      } else {
        return unsupported(specifier.span(), "Such a name of a column");
      }
    }
    if (indexes.isEmpty() && !input.open()) {
      return unsupported(operator.span(), "project-by-names of no column");
    }
    return pick(List.copyOf(indexes));
  }

  private Relation projectRename(Operator.ProjectRename operator) {
    var columns = new ArrayList<>(input.columns());
    for (Expression.Assignment assignment : operator.columns()) {
      if (assignment.names().size() != 1 || !(assignment.value() instanceof Expression.Name old)) {
        planner
            .issues()
            .add(
                QueryIssue.WRONG_ARGUMENTS,
                assignment.value().span(),
                "Only names of columns stand here",
                "Write project-rename new = old.");
        continue;
      }
      int index = input.indexOf(old.text());
      if (index < 0) {
        binder().bind(old);
        continue;
      }
      String name = assignment.names().get(0).text();
      int same = input.indexOf(name);
      if (same >= 0 && same != index) {
        duplicate(assignment.names().get(0));
      }
      columns.set(index, new Column(name, input.columns().get(index).type()));
    }
    return input.with(columns, input::rows);
  }

  void duplicate(Expression.Name name) {
    planner
        .issues()
        .add(
            QueryIssue.AMBIGUOUS_NAME,
            name.span(),
            "There is a column `" + name.text() + "` already",
            "Give each column a name of its own.");
  }

  private Relation projectReorder(Operator.ProjectReorder operator) {
    var order = new LinkedHashSet<Integer>();
    for (Operator.Reorder reorder : operator.columns()) {
      var indexes = new ArrayList<>(matching(reorder.columns()));
      if (reorder.order().isPresent()) {
        if (reorder.order().get().startsWith("granny")) {
          return unsupported(operator.span(), "project-reorder by " + reorder.order().get());
        }
        indexes.sort(
            (a, b) ->
                input.columns().get(a).name().compareTo(input.columns().get(b).name())
                    * (reorder.order().get().equals("desc") ? -1 : 1));
      }
      order.addAll(indexes);
    }
    for (int i = 0; i < input.columns().size(); i++) {
      order.add(i);
    }
    return pick(List.copyOf(order));
  }

  private static Relation first(Relation relation, Scalar count) {
    return relation.by(
        run -> {
          List<Object[]> rows = relation.rows(run);
          return rows.subList(0, (int) Math.min(count(count, run), rows.size()));
        });
  }

  private Relation sampleDistinct(Operator.SampleDistinct operator) {
    var assignment = new Expression.Assignment(operator.of().span(), List.of(), operator.of());
    Relation values = new Projection(planner, this).project(List.of(assignment));
    return sampled(distinct(values), count(operator.count()));
  }

  /** Only a sample of everything is foreseeable. */
  private static Relation sampled(Relation relation, Scalar count) {
    return relation
        .by(
            run -> {
              List<Object[]> rows = relation.rows(run);
              if (count(count, run) < rows.size()) {
                throw Refusal.unsupported("A random sample");
              }
              return rows;
            })
        .ordered(false);
  }

  private Relation distinct(Operator.Distinct operator) {
    int before = planner.issues().size();
    Relation picked = new Projection(planner, this).project(operator.columns());
    boolean known = !input.open() && planner.issues().size() == before;
    for (Column column : picked.columns()) {
      if (column.type() == ColumnType.DYNAMIC && known) {
        noDynamicKey(operator.span(), column.name());
      }
    }
    return distinct(picked);
  }

  void noDynamicKey(SourceSpan span, String name) {
    planner
        .issues()
        .add(
            QueryIssue.WRONG_TYPE,
            span,
            "`" + name + "` is dynamic, and can't tell rows apart",
            "Give it a type first: tostring(" + name + ").");
  }

  private Relation distinct(Relation relation) {
    return relation
        .by(
            run -> {
              var seen = new HashSet<Object>();
              var rows = new ArrayList<Object[]>();
              for (Object[] row : relation.rows(run)) {
                if (seen.add(Key.of(row, 0, row.length))) {
                  rows.add(row);
                  run.meter().group(row.length);
                }
                run.meter().row();
              }
              return rows;
            })
        .ordered(false);
  }

  private Relation count(Operator.Count operator) {
    String name = operator.as().map(Expression.Name::text).orElse("Count");
    return Relation.of(
        List.of(new Column(name, ColumnType.LONG)), run -> row((long) input.rows(run).size()));
  }

  private Relation invoke(Operator.Invoke operator) {
    if (!(operator.function() instanceof Expression.Call call)) {
      return unsupported(operator.span(), "invoke of a function elsewhere");
    }
    Expression.Name function = call.function();
    if (!(environment.find(function.text()).orElse(null) instanceof Environment.Function)) {
      planner
          .issues()
          .unknown(
              QueryIssue.UNKNOWN_FUNCTION,
              function.span(),
              "function",
              function.text(),
              environment.names());
      return input.open(true);
    }
    var inner = new Environment(environment);
    var name = new Expression.Name(function.span(), " input");
    inner.define(name.text(), new Environment.Rows(planner.shared(input)));
    var arguments = new ArrayList<Expression.Assignment>();
    arguments.add(new Expression.Assignment(call.span(), List.of(), name));
    arguments.addAll(call.arguments());
    return planner.table(new Expression.Call(call.span(), function, arguments), inner);
  }

  private Relation getSchema() {
    var rows = new ArrayList<Object[]>();
    for (Column column : input.columns()) {
      rows.add(
          new Object[] {
            column.name(), rows.size(), systemType(column.type()), column.type().kustoName()
          });
    }
    return Relation.of(
        List.of(
            new Column("ColumnName", ColumnType.STRING),
            new Column("ColumnOrdinal", ColumnType.INT),
            new Column("DataType", ColumnType.STRING),
            new Column("ColumnType", ColumnType.STRING)),
        run -> rows);
  }

  static List<Object[]> row(Object... values) {
    var rows = new ArrayList<Object[]>();
    rows.add(values);
    return rows;
  }

  private static String systemType(ColumnType type) {
    return switch (type) {
      case BOOL -> "System.SByte";
      case INT -> "System.Int32";
      case LONG -> "System.Int64";
      case REAL -> "System.Double";
      case DECIMAL -> "System.Data.SqlTypes.SqlDecimal";
      case STRING -> "System.String";
      case DATETIME -> "System.DateTime";
      case TIMESPAN -> "System.TimeSpan";
      case GUID -> "System.Guid";
      case DYNAMIC -> "System.Object";
    };
  }

  /** An option's value as a word, such as the kind of a join. */
  static Optional<String> word(List<Operator.Option> options, String name) {
    for (Operator.Option option : options) {
      if (option.name().text().equalsIgnoreCase(name)) {
        return text(option.value());
      }
    }
    return Optional.empty();
  }

  /** The kind that an operator's options choose; an unknown one is told. */
  String kind(
      Operator operator, List<Operator.Option> options, String otherwise, Set<String> known) {
    String kind = word(options, "kind").orElse(otherwise);
    if (!known.contains(kind)) {
      planner
          .issues()
          .unknown(
              QueryIssue.WRONG_ARGUMENTS,
              operator.span(),
              "such kind",
              kind,
              known.stream().sorted().toList());
    }
    return kind;
  }

  private static Optional<String> text(Expression value) {
    if (value instanceof Expression.Name word) {
      return Optional.of(word.text());
    }
    return value instanceof Expression.Literal literal
        ? Optional.of(String.valueOf(literal.value()))
        : Optional.empty();
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Names that the input's columns have taken. */
  ColumnNames names() {
    var names = new ColumnNames();
    input.columns().forEach(column -> names.take(column.name()));
    return names;
  }
}
