package dev.waymark.kql.eval;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.waymark.kql.bind.BoundExpression;
import dev.waymark.kql.bind.Environment;
import dev.waymark.kql.bind.Relation;
import dev.waymark.kql.function.Frame;
import dev.waymark.kql.function.Regexes;
import dev.waymark.kql.syntax.Operator;
import dev.waymark.kql.value.Refusal;
import dev.waymark.kql.value.Values;
import dev.waymark.model.table.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code parse-kv}: columns out of pairs of keys and values. */
final class PairParsing {
  private static final Set<Set<String>> FORMS =
      Set.of(
          Set.of("pair_delimiter", "kv_delimiter"),
          Set.of("pair_delimiter", "kv_delimiter", "quote"),
          Set.of("pair_delimiter", "kv_delimiter", "quote", "escape"),
          Set.of("pair_delimiter", "kv_delimiter", "greedy"),
          Set.of("regex"));

  private final Planner planner;
  private final OperatorPlanner outer;
  private final Map<String, String> options = new HashMap<>();

  PairParsing(Planner planner, OperatorPlanner outer) {
    this.planner = planner;
    this.outer = outer;
  }

  Relation plan(Operator.ParseKv operator) {
    Relation input = outer.input();
    BoundExpression text = outer.binder().bind(operator.value());
    boolean repeated = false;
    for (Operator.Option option : operator.options()) {
      BoundExpression bound =
          planner.values(new Environment(outer.environment())).bind(option.value());
      String value = planner.context().value(bound).map(Values::dynamicText).orElse("");
      repeated |= options.containsKey(option.name().text());
      options.put(option.name().text(), value);
    }
    var columns = new ArrayList<>(input.columns());
    operator.columns().forEach(column -> planner.named(column.name()));
    List<Column> declared = Columns.of(operator.columns(), planner.issues());
    columns.addAll(declared);
    boolean taken = declared.stream().anyMatch(column -> input.indexOf(column.name()) >= 0);
    boolean known = FORMS.contains(options.keySet()) && option("escape").length() <= 1;
    if (!known || repeated || taken || option("quote").length() > 2) {
      planner.issues().unsupported(operator.span(), "parse-kv without plain delimiters");
      return input.with(columns, Relation.Source.NONE);
    }
    return input.with(
        columns,
        run -> {
          var frame = Frame.of(run);
          var rows = new ArrayList<Object[]>();
          for (Object[] row : input.rows(run)) {
            run.meter().row(columns.size(), declared.size());
            Map<String, String> pairs =
                pairs(Values.dynamicText(text.scalar().value(row, frame)), declared);
            Object[] parsed = Arrays.copyOf(row, columns.size());
            for (int i = 0; i < declared.size(); i++) {
              Object value = Values.property(pairs, declared.get(i).name());
              parsed[row.length + i] = Values.convert(value, declared.get(i).type());
              run.meter().made(parsed[row.length + i]);
              run.meter().cell(parsed[row.length + i]);
            }
            rows.add(parsed);
          }
          return rows;
        });
  }

  private String option(String name) {
    return options.getOrDefault(name, "");
  }

  /** The first pair of a key counts. */
  private Map<String, String> pairs(String text, List<Column> declared) {
    if (options.containsKey("regex")) {
      return byRegex(text);
    }
    if (option("pair_delimiter").isBlank() && hasBlankBesideKvDelimiter(text)) {
      throw Refusal.unsupported("parse-kv of pairs and parts that blanks part");
    }
    if (options.containsKey("quote")) {
      return quoted(text);
    }
    return option("greedy").equals("true") ? greedy(text, declared) : plain(text);
  }

  private boolean hasBlankBesideKvDelimiter(String text) {
    String inside = option("kv_delimiter");
    for (int at = text.indexOf(inside); at >= 0; at = text.indexOf(inside, at + 1)) {
      int end = at + inside.length();
      if ((at > 0 && Character.isWhitespace(text.charAt(at - 1)))
          || (end < text.length() && Character.isWhitespace(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private Map<String, String> plain(String text) {
    var pairs = new HashMap<String, String>();
    String inside = option("kv_delimiter");
    for (String pair : text.split(java.util.regex.Pattern.quote(option("pair_delimiter")), -1)) {
      int at = pair.indexOf(inside);
      if (at >= 0) {
        put(pairs, pair.substring(0, at), pair.substring(at + inside.length()));
      }
    }
    return pairs;
  }

  /** White space around keys and values doesn't count. */
  private static void put(Map<String, String> pairs, String key, String value) {
    pairs.putIfAbsent(key.strip(), value.strip());
  }

  private Map<String, String> byRegex(String text) {
    Pattern pattern = Regexes.compile(option("regex"));
    if (pattern.groupCount() != 2) {
      throw Refusal.failed("The regular expression of parse-kv needs exactly two groups");
    }
    var pairs = new HashMap<String, String>();
    Matcher matcher = Regexes.matcher(pattern, text);
    while (matcher.find()) {
      String key = matcher.group(1);
      String value = matcher.group(2);
      put(pairs, key == null ? "" : key, value == null ? "" : value);
    }
    return pairs;
  }

  /** A value reaches to the next of the keys, so that it may hold delimiters. */
  private Map<String, String> greedy(String text, List<Column> declared) {
    String between = option("pair_delimiter");
    String inside = option("kv_delimiter");
    var starts = new TreeMap<Integer, Start>();
    for (Column column : declared) {
      String name = column.name();
      for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
        int before = beforeSpace(text, at, between);
        int after = behindSpace(text, at + name.length(), between);
        if ((before == 0 || text.startsWith(between, before - between.length()))
            && text.startsWith(inside, after)) {
          starts.put(at, new Start(name, before - between.length(), after + inside.length()));
        }
      }
    }
    var pairs = new HashMap<String, String>();
    for (Map.Entry<Integer, Start> entry : starts.entrySet()) {
      Map.Entry<Integer, Start> next = starts.higherEntry(entry.getKey());
      Start start = entry.getValue();
      int to = next == null ? text.length() : next.getValue().delimiter();
      String value = start.value() > to ? "" : text.substring(start.value(), to);
      if (value.contains(inside)) {
        throw Refusal.unsupported("greedy parse-kv over keys that aren't listed");
      }
      put(pairs, start.key(), value);
    }
    return pairs;
  }

  /**
   * Where a key stands.
   *
   * @param delimiter where the delimiter before it begins
   * @param value where its value begins
   */
  private record Start(String key, int delimiter, int value) {}

  private static int beforeSpace(String text, int from, String between) {
    int at = from;
    while (at > 0
        && Character.isWhitespace(text.charAt(at - 1))
        && !text.startsWith(between, at - between.length())) {
      at--;
    }
    return at;
  }

  /** Keys and values that may stand in quotes, in which delimiters are text. */
  private Map<String, String> quoted(String text) {
    var pairs = new HashMap<String, String>();
    int at = 0;
    while (at <= text.length()) {
      var key = new StringBuilder();
      at = part(text, at, key, option("kv_delimiter"));
      if (!text.startsWith(option("kv_delimiter"), at)) {
        at = at == text.length() ? at + 1 : at + option("pair_delimiter").length();
        continue;
      }
      var value = new StringBuilder();
      at = part(text, at + option("kv_delimiter").length(), value, "");
      pairs.putIfAbsent(key.toString(), value.toString());
      at += Math.max(1, option("pair_delimiter").length());
    }
    return pairs;
  }

  private static int behindSpace(String text, int from, String between) {
    int at = from;
    while (at < text.length()
        && Character.isWhitespace(text.charAt(at))
        && !text.startsWith(between, at)) {
      at++;
    }
    return at;
  }

  /** Reads up to a delimiter, and says where it ended. */
  private int part(String text, int from, StringBuilder out, String end) {
    char open = option("quote").charAt(0);
    char close = option("quote").charAt(option("quote").length() - 1);
    String between = option("pair_delimiter");
    int at = behindSpace(text, from, between);
    boolean inQuotes = at < text.length() && text.charAt(at) == open;
    if (inQuotes) {
      at++;
      while (at < text.length() && text.charAt(at) != close) {
        if (option("escape").indexOf(text.charAt(at)) >= 0 && at + 1 < text.length()) {
          at++;
        }
        out.append(text.charAt(at++));
      }
      if (at == text.length()) {
        throw Refusal.unsupported("parse-kv of a quote that isn't closed");
      }
      String inner = out.toString();
      if (!inner.equals(inner.strip())) {
        throw Refusal.unsupported("parse-kv of blanks at the ends of what is quoted");
      }
      at = behindSpace(text, at + 1, between);
      if (at < text.length()
          && !text.startsWith(between, at)
          && (end.isEmpty() || !text.startsWith(end, at))) {
        throw Refusal.unsupported("parse-kv of text behind a quote");
      }
      return at;
    }
    int start = at;
    while (at < text.length()
        && !text.startsWith(between, at)
        && (end.isEmpty() || !text.startsWith(end, at))) {
      if (text.charAt(at) == open) {
        throw Refusal.unsupported("parse-kv of a quote within a value");
      }
      at++;
    }
    out.append(text.substring(start, at).strip());
    return at;
  }
}
