package dev.waymark.kql.eval;

import dev.waymark.kql.bind.Bound;
import dev.waymark.kql.bind.ColumnNames;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.ExpressionBinder;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.bind.RowWindow;
import dev.waymark.kql.function.Scalar;
import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.QueryIssue;
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
import org.jspecify.annotations.Nullable;

/** Runs one operator over its input. What needs more than a few lines is a class of its own. */
final class OperatorRunner {
  private final Interpreter interpreter;
  private final Relation input;
  private final Environment environment;

  OperatorRunner(Interpreter interpreter, Relation input, Environment environment) {
    this.interpreter = interpreter;
    this.input = input;
    this.environment = environment;
  }

  Relation run(Operator operator) {
    return switch (operator) {
      case Operator.Where where -> where(where);
      case Operator.Project project -> project(project);
      case Operator.ProjectAway projectAway -> projectAway(projectAway);
      case Operator.ProjectKeep projectKeep -> projectKeep(projectKeep);
      case Operator.ProjectByNames projectByNames -> projectByNames(projectByNames);
      case Operator.ProjectRename projectRename -> projectRename(projectRename);
      case Operator.ProjectReorder projectReorder -> projectReorder(projectReorder);
      case Operator.Extend extend -> extend(extend);
      case Operator.Summarize summarize -> summarize(summarize);
      case Operator.Sort sort -> sort(sort);
      case Operator.Top top -> top(top);
      case Operator.TopNested topNested -> topNested(topNested);
      case Operator.TopHitters topHitters -> topHitters(topHitters);
      case Operator.Take take -> take(take);
      case Operator.Distinct distinct -> distinct(distinct);
      case Operator.Count count -> count(count);
      case Operator.Union union -> union(union);
      case Operator.Join join -> join(join);
      case Operator.Lookup lookup -> lookup(lookup);
      case Operator.MvExpand mvExpand -> mvExpand(mvExpand);
      case Operator.MvApply mvApply -> mvApply(mvApply);
      case Operator.Parse parse -> parse(parse);
      case Operator.ParseKv parseKv -> parseKv(parseKv);
      case Operator.MakeSeries makeSeries -> makeSeries(makeSeries);
      case Operator.Render render -> render(render);
      case Operator.Print print -> print(print);
      case Operator.Range range -> range(range);
      case Operator.Search search -> search(search);
      case Operator.Find find -> find(find);
      case Operator.Evaluate evaluate -> evaluate(evaluate);
      case Operator.As as -> as(as);
      case Operator.Invoke invoke -> invoke(invoke);
      case Operator.Serialize serialize -> serialize(serialize);
      case Operator.Sample sample -> sample(sample);
      case Operator.SampleDistinct sampleDistinct -> sampleDistinct(sampleDistinct);
      case Operator.GetSchema getSchema -> getSchema(getSchema);
      case Operator.Scan scan -> scan(scan);
      case Operator.Partition partition -> partition(partition);
      case Operator.Reduce reduce -> reduce(reduce);
      case Operator.Facet facet -> facet(facet);
      case Operator.Fork fork -> fork(fork);
      case Operator.Consume consume -> consume(consume);
      case Operator.Opaque opaque -> opaque(opaque);
    };
  }

  Relation input() {
    return input;
  }

  Environment environment() {
    return environment;
  }

  ExpressionBinder binder() {
    return interpreter.binder(input, environment);
  }

  private Relation unsupported(SourceSpan span, String what) {
    interpreter.issues().unsupported(span, what);
    return input.withRows(List.of()).open(true);
  }

  /** A number that an operator takes, such as the rows of {@code take}. */
  long count(Expression expression) {
    Bound bound = interpreter.values(environment).bind(expression);
    if (bound.unknown()) {
      return 0;
    }
    if (bound.value() instanceof Number number) {
      return Math.max(0, number.longValue());
    }
    if (!interpreter.isChecking() || bound.type() == ColumnType.STRING) {
      interpreter
          .issues()
          .add(
              QueryIssue.WRONG_TYPE,
              expression.span(),
              "A number is needed here, and this is a " + bound.type().kustoName(),
              "Write how many rows");
    }
    return 0;
  }

  private Relation where(Operator.Where operator) {
    ExpressionBinder binder = binder();
    Scalar condition = binder.condition(operator.condition()).scalar();
    var kept = new ArrayList<@Nullable Object[]>();
    RowWindow window = binder.window();
    window.start(input.rows());
    boolean moves = window.isUsed();
    for (int i = 0; i < input.rows().size(); i++) {
      if (moves) {
        window.move(i);
      }
      @Nullable Object[] row = input.rows().get(i);
      if (Boolean.TRUE.equals(condition.value(row))) {
        kept.add(row);
      }
      interpreter.budget().row();
    }
    return input.withRows(kept);
  }

  private Relation project(Operator.Project operator) {
    return new Projection(interpreter, this).project(operator.columns());
  }

  private Relation extend(Operator.Extend operator) {
    return new Projection(interpreter, this).extend(operator.columns());
  }

  private Relation print(Operator.Print operator) {
    return new Projection(interpreter, this).print(operator.columns());
  }

  private Relation serialize(Operator.Serialize operator) {
    Relation ordered = input.ordered(true);
    return operator.columns().isEmpty()
        ? ordered
        : new Projection(interpreter, new OperatorRunner(interpreter, ordered, environment))
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
    interpreter
        .issues()
        .add(
            QueryIssue.WRONG_ARGUMENTS,
            pattern.span(),
            "Only names of columns stand here",
            "Name columns, with * for any letters");
    return indexes;
  }

  Relation pick(List<Integer> indexes) {
    List<Column> columns = indexes.stream().map(input.columns()::get).toList();
    int[] from = indexes.stream().mapToInt(Integer::intValue).toArray();
    var rows = new ArrayList<@Nullable Object[]>(input.rows().size());
    for (@Nullable Object[] row : input.rows()) {
      @Nullable Object[] picked = new Object[from.length];
      for (int i = 0; i < from.length; i++) {
        picked[i] = row[from[i]];
      }
      rows.add(picked);
      interpreter.budget().row(from.length, 0);
    }
    return input.with(columns, rows);
  }

  /** In the order of the names; those that no column has are passed over. */
  private Relation projectByNames(Operator.ProjectByNames operator) {
    var indexes = new LinkedHashSet<Integer>();
    for (Expression specifier : operator.names()) {
      Bound bound = interpreter.values(environment).bind(specifier);
      if (interpreter.isChecking() && (bound.unknown() || !bound.constant())) {
        return input.withRows(List.of()).open(true);
      }
      if (bound.constant() && bound.value() instanceof String pattern) {
        indexes.addAll(matching(new Expression.Wildcard(specifier.span(), pattern)));
      } else if (bound.constant() && bound.value() instanceof List<?> names) {
        for (Object name : names) {
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
        interpreter
            .issues()
            .add(
                QueryIssue.WRONG_ARGUMENTS,
                assignment.value().span(),
                "Only names of columns stand here",
                "Write project-rename new = old");
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
    return input.with(columns, input.rows());
  }

  void duplicate(Expression.Name name) {
    interpreter
        .issues()
        .add(
            QueryIssue.AMBIGUOUS_NAME,
            name.span(),
            "There is a column `" + name.text() + "` already",
            "Give each column a name of its own");
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

  private Relation summarize(Operator.Summarize operator) {
    return new Summary(interpreter, this).run(operator);
  }

  private Relation sort(Operator.Sort operator) {
    return new Sorting(interpreter, this).sort(operator.orders());
  }

  private Relation top(Operator.Top operator) {
    long count = count(operator.count());
    Relation sorted = new Sorting(interpreter, this).sort(operator.orders());
    return first(sorted, count);
  }

  private static Relation first(Relation relation, long count) {
    int size = (int) Math.min(count, relation.rows().size());
    return relation.withRows(relation.rows().subList(0, size));
  }

  private Relation topNested(Operator.TopNested operator) {
    return new Nesting(interpreter, this).run(operator);
  }

  private Relation topHitters(Operator.TopHitters operator) {
    return new Nesting(interpreter, this).run(operator);
  }

  private Relation take(Operator.Take operator) {
    return first(input, count(operator.count()));
  }

  private Relation sample(Operator.Sample operator) {
    return sampled(operator.span(), input, count(operator.count()));
  }

  private Relation sampleDistinct(Operator.SampleDistinct operator) {
    var assignment = new Expression.Assignment(operator.of().span(), List.of(), operator.of());
    Relation values = new Projection(interpreter, this).project(List.of(assignment));
    return sampled(operator.span(), distinct(values), count(operator.count()));
  }

  /** Only a sample of everything is foreseeable. */
  private Relation sampled(SourceSpan span, Relation relation, long count) {
    if (count < relation.rows().size()) {
      interpreter.issues().unsupported(span, "A random sample");
    }
    return relation.ordered(false);
  }

  private Relation distinct(Operator.Distinct operator) {
    Relation picked = new Projection(interpreter, this).project(operator.columns());
    for (Column column : picked.columns()) {
      if (column.type() == ColumnType.DYNAMIC && !input.open()) {
        noDynamicKey(operator.span(), column.name());
      }
    }
    return distinct(picked);
  }

  void noDynamicKey(SourceSpan span, String name) {
    interpreter
        .issues()
        .add(
            QueryIssue.WRONG_TYPE,
            span,
            "`" + name + "` is dynamic, and can't tell rows apart",
            "Give it a type first: tostring(" + name + ")");
  }

  private Relation distinct(Relation relation) {
    var seen = new HashSet<Object>();
    var rows = new ArrayList<@Nullable Object[]>();
    for (@Nullable Object[] row : relation.rows()) {
      if (seen.add(Key.of(row, 0, row.length))) {
        rows.add(row);
        interpreter.budget().group(row.length);
      }
      interpreter.budget().row();
    }
    return relation.withRows(rows).ordered(false);
  }

  private Relation count(Operator.Count operator) {
    String name = operator.as().map(Expression.Name::text).orElse("Count");
    var rows = new ArrayList<@Nullable Object[]>();
    rows.add(new Object[] {(long) input.rows().size()});
    return Relation.of(List.of(new Column(name, ColumnType.LONG)), rows);
  }

  private Relation union(Operator.Union operator) {
    return new Unions(interpreter, this).run(operator);
  }

  private Relation join(Operator.Join operator) {
    return new Joining(interpreter, this).join(operator);
  }

  private Relation lookup(Operator.Lookup operator) {
    return new Joining(interpreter, this).lookup(operator);
  }

  private Relation mvExpand(Operator.MvExpand operator) {
    return new Expanding(interpreter, this).expand(operator);
  }

  private Relation mvApply(Operator.MvApply operator) {
    return new Expanding(interpreter, this).apply(operator);
  }

  private Relation parse(Operator.Parse operator) {
    return new Parsing(interpreter, this).run(operator);
  }

  private Relation parseKv(Operator.ParseKv operator) {
    return new PairParsing(interpreter, this).run(operator);
  }

  private Relation makeSeries(Operator.MakeSeries operator) {
    return new SeriesMaking(interpreter, this).run(operator);
  }

  private Relation render(Operator.Render operator) {
    return input;
  }

  private Relation range(Operator.Range operator) {
    return new Ranges(interpreter, this).run(operator);
  }

  private Relation search(Operator.Search operator) {
    return new Searching(interpreter, this).run(operator);
  }

  private Relation find(Operator.Find operator) {
    return unsupported(operator.span(), "find");
  }

  private Relation evaluate(Operator.Evaluate operator) {
    return new Plugins(interpreter, this).run(operator);
  }

  private Relation as(Operator.As operator) {
    environment.define(operator.name().text(), new Environment.Rows(input));
    return input.named(operator.name().text());
  }

  private Relation invoke(Operator.Invoke operator) {
    if (!(operator.function() instanceof Expression.Call call)) {
      return unsupported(operator.span(), "invoke of a function elsewhere");
    }
    var inner = new Environment(environment);
    var name = new Expression.Name(call.function().span(), " input");
    inner.define(name.text(), new Environment.Rows(input));
    var arguments = new ArrayList<Expression.Assignment>();
    arguments.add(new Expression.Assignment(call.span(), List.of(), name));
    arguments.addAll(call.arguments());
    return interpreter.table(new Expression.Call(call.span(), call.function(), arguments), inner);
  }

  private Relation getSchema(Operator.GetSchema operator) {
    var rows = new ArrayList<@Nullable Object[]>();
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
        rows);
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

  private Relation scan(Operator.Scan operator) {
    return new Scanning(interpreter, this).run(operator);
  }

  private Relation partition(Operator.Partition operator) {
    return new Partitioning(interpreter, this).run(operator);
  }

  private Relation reduce(Operator.Reduce operator) {
    return unsupported(operator.span(), "reduce");
  }

  private Relation facet(Operator.Facet operator) {
    return unsupported(operator.span(), "facet");
  }

  private Relation fork(Operator.Fork operator) {
    return unsupported(operator.span(), "fork");
  }

  private Relation consume(Operator.Consume operator) {
    return unsupported(operator.span(), "consume");
  }

  private Relation opaque(Operator.Opaque operator) {
    return unsupported(operator.span(), "`" + operator.name() + "`");
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
      interpreter
          .issues()
          .unknown(QueryIssue.WRONG_ARGUMENTS, operator.span(), "such kind", kind, known);
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
