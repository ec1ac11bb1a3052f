package dev.waymark.kql.lint;

import dev.waymark.kql.syntax.Expression;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.syntax.Query;
import dev.waymark.kql.syntax.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a query's rows come from, and which pipes they go through. */
final class Sources {
  /** Deeper than anybody writes; a bound against names that stand for themselves. */
  private static final int DEEPEST = 50;

  private final Map<String, Expression> lets = new HashMap<>();
  private final List<Expression.Pipe> pipes = new ArrayList<>();
  private final List<Expression.Name> tables = new ArrayList<>();
  private final Optional<Expression> result;

  Sources(Query query) {
    Optional<Expression> last = Optional.empty();
    for (Statement statement : query.statements()) {
      switch (statement) {
        case Statement.Let let -> {
          lets.put(let.name().text(), let.value());
          collect(let.value(), 0);
        }
        case Statement.Result found -> {
          last = Optional.of(found.expression());
          collect(found.expression(), 0);
        }
        case Statement.SetOption _, Statement.QueryParameters _, Statement.Other _ -> {
          // They name no table.
        }
      }
    }
    result = last;
  }

  Optional<Expression> result() {
    return result;
  }

  /** All pipes, also those inside of others. */
  List<Expression.Pipe> pipes() {
    return pipes;
  }

  /** All tables that are named, also those inside of others. */
  List<Expression.Name> tables() {
    return tables.stream().filter(table -> !lets.containsKey(table.text())).toList();
  }

  private void collect(Expression expression, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    switch (expression) {
      case Expression.Name name -> tables.add(name);
      case Expression.Pipe pipe -> {
        pipes.add(pipe);
        pipe.source().ifPresent(source -> collect(source, depth + 1));
        for (Operator operator : pipe.operators()) {
          inside(operator).forEach(inner -> collect(inner, depth + 1));
        }
      }
      case Expression.Call call ->
          call.arguments().forEach(argument -> collect(argument.value(), depth + 1));
      case Expression.Function function ->
          function.body().result().ifPresent(body -> collect(body, depth + 1));
      case Expression.Literal _,
          Expression.BadLiteral _,
          Expression.Wildcard _,
          Expression.Member _,
          Expression.MemberCall _,
          Expression.Index _,
          Expression.Unary _,
          Expression.Binary _,
          Expression.Membership _,
          Expression.Between _,
          Expression.Datatable _,
          Expression.ExternalData _,
          Expression.Placeholder _,
          Expression.TypeOf _,
          Expression.Missing _ -> {
        // No rows stand there.
      }
    }
  }

  /** The tables that stand inside of an operator. */
  private static List<Expression> inside(Operator operator) {
    return switch (operator) {
      case Operator.Join join -> List.of(join.right());
      case Operator.Lookup lookup -> List.of(lookup.right());
      case Operator.Union union -> union.tables();
      case Operator.Where _,
          Operator.Project _,
          Operator.ProjectAway _,
          Operator.ProjectKeep _,
          Operator.ProjectByNames _,
          Operator.ProjectRename _,
          Operator.ProjectReorder _,
          Operator.Extend _,
          Operator.Summarize _,
          Operator.Sort _,
          Operator.Top _,
          Operator.TopNested _,
          Operator.TopHitters _,
          Operator.Take _,
          Operator.Distinct _,
          Operator.Count _,
          Operator.MvExpand _,
          Operator.MvApply _,
          Operator.Parse _,
          Operator.ParseKv _,
          Operator.MakeSeries _,
          Operator.Render _,
          Operator.Print _,
          Operator.Range _,
          Operator.Search _,
          Operator.Find _,
          Operator.Evaluate _,
          Operator.As _,
          Operator.Invoke _,
          Operator.Serialize _,
          Operator.Sample _,
          Operator.SampleDistinct _,
          Operator.GetSchema _,
          Operator.Scan _,
          Operator.Partition _,
          Operator.Reduce _,
          Operator.Facet _,
          Operator.Fork _,
          Operator.Consume _,
          Operator.Opaque _ ->
          List.of();
    };
  }

  /**
   * The tables whose rows an expression reads without a filter of their time.
   *
   * @param time tells which pipes filter it
   */
  List<Expression> unbounded(Expression expression, TimeBounds time) {
    var search = new Search(time);
    search.look(expression, 0);
    return search.found;
  }

  /** Looks into each name once, however often it's used. */
  private final class Search {
    private final TimeBounds time;
    private final List<Expression> found = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    Search(TimeBounds time) {
      this.time = time;
    }

    private void look(Expression expression, int depth) {
      if (depth > DEEPEST) {
        return;
      }
      switch (expression) {
        case Expression.Pipe pipe when pipe.operators().stream().noneMatch(time::isBoundBy) ->
            look(pipe, depth);
        case Expression.Name name -> {
          Optional<Expression> meaning = Optional.ofNullable(lets.get(name.text()));
          if (meaning.isEmpty()) {
            found.add(name);
          } else if (meaning.filter(Sources::readsRows).isPresent() && seen.add(name.text())) {
            look(meaning.orElseThrow(), depth + 1);
          }
        }
        case Expression.Call call -> look(call, depth);
        case Expression.Literal _,
            Expression.BadLiteral _,
            Expression.Wildcard _,
            Expression.Member _,
            Expression.MemberCall _,
            Expression.Index _,
            Expression.Unary _,
            Expression.Binary _,
            Expression.Membership _,
            Expression.Between _,
            Expression.Pipe _,
            Expression.Datatable _,
            Expression.ExternalData _,
            Expression.Function _,
            Expression.Placeholder _,
            Expression.TypeOf _,
            Expression.Missing _ -> {
          // No rows stand there, or their time is bound.
        }
      }
    }

    private void look(Expression.Pipe pipe, int depth) {
      pipe.source().ifPresent(source -> look(source, depth + 1));
      for (Operator operator : pipe.operators()) {
        if (operator instanceof Operator.Union union) {
          union.tables().forEach(table -> look(table, depth + 1));
        } else if (operator instanceof Operator.Search search) {
          found.addAll(search.tables());
        } else if (operator instanceof Operator.Find find) {
          found.addAll(find.tables());
        }
      }
    }

    private void look(Expression.Call call, int depth) {
      String name = call.function().text();
      if (lets.get(name) instanceof Expression.Function function) {
        function
            .body()
            .result()
            .filter(body -> body instanceof Expression.Pipe && seen.add(name))
            .ifPresent(body -> look(body, depth + 1));
        return;
      }
      switch (name) {
        case "materialize", "toscalar" ->
            call.arguments().forEach(argument -> look(argument.value(), depth + 1));
        case "table" -> found.add(call);
        default -> {
          // A value, or what another rule forbids.
        }
      }
    }
  }

  private static boolean readsRows(Expression expression) {
    return expression instanceof Expression.Pipe
        || expression instanceof Expression.Name
        || expression instanceof Expression.Call;
  }
}
