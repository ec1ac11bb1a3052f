package dev.waymark.kql.eval;

import static dev.waymark.kql.value.Null.NULL;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.Regexes;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import dev.waymark.model.table.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** {@code parse}: columns cut out of text by what stands between them. */
final class ParseOperator {
  private final Planner planner;
  private final OperatorPlanner outer;

  ParseOperator(Planner planner, OperatorPlanner outer) {
    this.planner = planner;
    this.outer = outer;
  }

  /** A column that is cut out: where it goes, its type, and its group in the pattern. */
  private record Cut(int index, ColumnType type, int group) {}

  Relation plan(Operator.Parse operator) {
    Relation input = outer.input();
    BoundExpression text = outer.binder().bind(operator.value());
    String kind =
        outer.kind(operator, operator.options(), "simple", Set.of("simple", "regex", "relaxed"));
    String flags = OperatorPlanner.word(operator.options(), "flags").orElse("");
    var columns = new ArrayList<>(input.columns());
    var cuts = new ArrayList<Cut>();
    String regex = pattern(operator, kind.equals("regex"), flags, columns, cuts);
    boolean relaxed = kind.equals("relaxed");
    if (kind.equals("regex")) {
      Regexes.compile(regex);
    }
    boolean filters = operator.filters();
    int width = columns.size();
    return input.with(
        columns,
        run -> {
          List<Object[]> all = input.rows(run);
          var rows = new ArrayList<Object[]>();
          if (all.isEmpty()) {
            return rows;
          }
          var frame = Frame.of(run);
          Pattern pattern = Regexes.compile(regex);
          for (Object[] row : all) {
            run.meter().row(width, cuts.size());
            Object[] parsed = Arrays.copyOf(row, width);
            cuts.forEach(cut -> parsed[cut.index()] = cut.type() == ColumnType.STRING ? "" : NULL);
            Matcher matcher =
                Regexes.matcher(pattern, Values.dynamicText(text.scalar().value(row, frame)));
            boolean fits = matcher.find() && fill(parsed, cuts, matcher, relaxed);
            if (fits || !filters) {
              rows.add(parsed);
              for (int i = row.length; i < parsed.length; i++) {
                run.meter().made(parsed[i]);
                run.meter().cell(parsed[i]);
              }
            }
          }
          return rows;
        });
  }

  private String pattern(
      Operator.Parse operator, boolean regex, String flags, List<Column> columns, List<Cut> cuts) {
    List<Operator.ParsePart> parts = operator.parts();
    boolean star = isStar(parts.get(0));
    var pattern =
        new StringBuilder(regexFlags(regex ? flags : "s")).append(regex && !star ? "" : "^");
    int group = 0;
    for (int i = 0; i < parts.size(); i++) {
      Operator.ParsePart part = parts.get(i);
      boolean last = i == parts.size() - 1;
      if (part.text().isPresent()) {
        String literal = part.text().get();
        pattern.append(regex ? "(?:" + literal + ")" : Pattern.quote(literal));
        group += regex ? Regexes.compile(literal).groupCount() : 0;
      } else if (part.column().isPresent()) {
        ColumnType type = Columns.type(part.column().get());
        group++;
        boolean open = !last && isStar(parts.get(i + 1));
        pattern.append(regex || open ? regexGroup(type) : last ? "(.*)" : "(.*?)");
        planner.named(part.column().get().name());
        cuts.add(new Cut(place(part.column().get().name().text(), type, columns), type, group));
      } else {
        pattern.append(last ? ".*" : ".*?");
      }
    }
    boolean endsOpen = parts.get(parts.size() - 1).text().isEmpty();
    pattern.append(regex || endsOpen ? "" : "$");
    return pattern.toString();
  }

  private static boolean isStar(Operator.ParsePart part) {
    return part.text().isEmpty() && part.column().isEmpty();
  }

  private static String regexFlags(String flags) {
    var known = new StringBuilder();
    for (int i = 0; i < flags.length(); i++) {
      char c = flags.charAt(i);
      if ("ismU".indexOf(c) >= 0) {
        known.append(c);
      }
    }
    return known.isEmpty() ? "" : "(?" + known + ")";
  }

  private static String regexGroup(ColumnType type) {
    return switch (type) {
      case LONG, INT -> "([+-]?[0-9]+)";
      case REAL, DECIMAL -> "([+-]?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)";
      default -> "(.*)";
    };
  }

  private static int place(String name, ColumnType type, List<Column> columns) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        columns.set(i, new Column(name, type));
        return i;
      }
    }
    columns.add(new Column(name, type));
    return columns.size() - 1;
  }

  /** Whether all columns could be read; if not, none is, unless that was asked for. */
  private static boolean fill(Object[] row, List<Cut> cuts, Matcher matcher, boolean relaxed) {
    var values = new ArrayList<Object>();
    for (Cut cut : cuts) {
      String text = matcher.group(cut.group());
      Object value = text == null ? NULL : Values.convert(text, cut.type());
      if (value == NULL && !relaxed) {
        return false;
      }
      values.add(value == NULL && cut.type() == ColumnType.STRING ? "" : value);
    }
    for (int i = 0; i < cuts.size(); i++) {
      row[cuts.get(i).index()] = values.get(i);
    }
    return true;
  }
}
